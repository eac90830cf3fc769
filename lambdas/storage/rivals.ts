import type { Rival } from '../domain/shown.ts';
import { isWaiting, type Submission } from '../domain/submission.ts';
import { keys, prefixes } from './keys.ts';
import { loadSubmission } from './submissions.ts';
import type { Table } from './table.ts';

/** How many of those that wait for a decision on the same record are looked at: a page is not kept waiting by a flood. */
const LOOKED_AT = 20;

/** Other corrections that wait and want a field of this one to say something. */
export async function loadRivals(
  table: Table,
  { reference, record, kind, changes }: Submission,
): Promise<readonly Rival[]> {
  if (kind !== 'correction' || record === null) return [];
  const { pk } = keys.record(record);
  const rows = await table.query(pk, { prefix: prefixes.open, limit: LOOKED_AT });
  const others = rows.map(({ sk }) => sk.slice(prefixes.open.length)).filter((one) => one !== reference);
  const loaded = await Promise.all(others.map((one) => loadSubmission(table, one)));
  const wanted = new Set(changes.map(({ field }) => field));
  return loaded.flatMap((one) => {
    if (one === null || !isWaiting(one)) return [];
    const shared = one.changes.filter(({ field }) => wanted.has(field));
    return shared.length === 0 ? [] : [{ reference: one.reference, changes: shared }];
  });
}
