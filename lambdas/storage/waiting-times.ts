import { DAY_SECONDS } from '../domain/durations.ts';
import type { DecidedSubmission } from '../domain/submission.ts';
import { NEWEST, usualWait } from '../domain/usual-wait.ts';
import { waits } from './items/waiting.ts';
import { keys, lists } from './keys.ts';
import type { StoredItem } from './stored.ts';
import type { Table } from './table.ts';

/** How long somebody waited for a decision: kept for a year, without a word of what it was about. */
export function waitItem({ reference, pendingSince, decision: { at } }: DecidedSubmission): StoredItem {
  const waited = Math.max(0, Math.round((Date.parse(at) - Date.parse(pendingSince)) / 1000));
  const expires = Math.floor(Date.parse(at) / 1000) + 365 * DAY_SECONDS;
  return waits.item(keys.waited(at, reference), { waited, expires });
}

/** How long a decision usually takes, in seconds; null where too few were taken to say. */
export async function loadUsualWait(table: Table): Promise<number | null> {
  const newest = await table.query(lists.waits, { limit: NEWEST, newestFirst: true });
  return usualWait(newest.map((item) => waits.read(item).waited));
}
