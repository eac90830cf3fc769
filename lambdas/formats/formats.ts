import { csv } from './csv.ts';
import type { BulkFormat } from './format.ts';
import { iati } from './iati.ts';
import { mapping } from './iati-activity.ts';
import { inventoryJson } from './inventory-json.ts';
import { leftOut } from './left-out.ts';
import { ndjson } from './ndjson.ts';
import { searchFile } from './search-file.ts';

/** Every file of all records. One more is a file beside this one and a line here. */
export const bulkFormats: readonly BulkFormat[] = [
  inventoryJson,
  ndjson,
  csv,
  searchFile,
  ...(mapping ? [iati, leftOut] : []),
];
