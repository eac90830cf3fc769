import type { InventoryRecord } from '../domain/record.ts';
import type { Artefact } from './format.ts';

/** When a record last changed. */
export type Modified = Pick<InventoryRecord, 'id' | 'modified'>;

export const MODIFIED = 'v1/modified.csv';

/** `modified.csv`: when each record last changed, newest first. */
export function modifiedFile(records: readonly Modified[]): Artefact {
  const newestFirst = records.toSorted((a, b) =>
    a.modified === b.modified ? (a.id < b.id ? -1 : 1) : a.modified > b.modified ? -1 : 1,
  );
  const lines = newestFirst.map(({ modified, id }) => `${modified},${id}\r\n`);
  return {
    path: MODIFIED,
    mediaType: 'text/csv; charset=utf-8; header=present',
    body: ['modified,id\r\n', ...lines].join(''),
  };
}
