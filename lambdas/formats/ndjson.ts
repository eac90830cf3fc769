import { canonicalJson } from '../domain/canonical.ts';
import type { BulkFormat } from './format.ts';

/** `inventory.ndjson`: a record a line, for streams. */
export const ndjson: BulkFormat = {
  path: 'v1/inventory.ndjson',
  mediaType: 'application/x-ndjson',
  begins: () => '',
  part: canonicalJson,
  between: '',
  behind: '\n',
  ends: () => '',
};
