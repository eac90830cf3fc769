import type { InventoryRecord } from '../domain/record.ts';
import type { Artefact } from './format.ts';

/** `modified.csv`: when each record last changed, newest first. */
export function modifiedFile(records: readonly InventoryRecord[]): Artefact {
  const newestFirst = records.toSorted((a, b) =>
    a.modified === b.modified ? (a.id < b.id ? -1 : 1) : a.modified > b.modified ? -1 : 1,
  );
  const lines = newestFirst.map(({ modified, id }) => `${modified},${id}\r\n`);
  return {
    path: 'v1/modified.csv',
    mediaType: 'text/csv; charset=utf-8; header=present',
    body: ['modified,id\r\n', ...lines].join(''),
  };
}
