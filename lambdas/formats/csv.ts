import { stringify } from 'csv-stringify/sync';
import type { InventoryRecord } from '../domain/record.ts';
import type { BulkFormat } from './format.ts';
import { cellsOf, contentColumns, listCell } from './table.ts';

/** What a table has of a record besides what it says. */
const around: Readonly<Record<string, (record: InventoryRecord) => string | number>> = {
  'publication.basis': ({ publication }) => publication.basis,
  'publication.sources': ({ publication }) => listCell(publication.sources),
  published: ({ published }) => published,
  modified: ({ modified }) => modified,
  verified: ({ verified }) => verified ?? '',
  version: ({ version }) => version,
};

export const csvHeader: readonly string[] = [
  'id',
  'aliases',
  ...contentColumns.map(({ name }) => name),
  ...Object.keys(around),
];

/** A line of RFC 4180. What spreadsheets would take for a formula gets an apostrophe in front, by which they take it for text. */
function csvLine(cells: readonly (string | number)[]): string {
  return stringify([[...cells]], { escape_formulas: true, record_delimiter: 'windows' });
}

/** `inventory.csv`: a record a line, for spreadsheets. */
export const csv: BulkFormat = {
  path: 'v1/inventory.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  begins: () => csvLine(csvHeader),
  part: (record) =>
    csvLine([
      record.id,
      listCell(record.aliases),
      ...cellsOf(record),
      ...Object.values(around).map((cell) => cell(record)),
    ]),
  between: '',
  behind: '',
  ends: () => '',
};
