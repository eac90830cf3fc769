import type { Submission } from '../domain/submission.ts';
import { inPortions } from './in-portions.ts';
import { keys, lists } from './keys.ts';
import type { Item, Table } from './table.ts';

export function queueItem({ reference, record, bundle }: Submission, since: string): Item {
  return { ...keys.queued(since, reference), reference, record, bundle };
}

/** Submissions that wait, read at a time. */
const QUEUE_PORTION = 100;

/** What mails ask for decisions on: each submission that waits, by the first of its bundle, which may come again. */
export async function* waitingLeads(table: Table): AsyncGenerator<readonly string[]> {
  for await (const portion of inPortions(table, lists.queue, {}, QUEUE_PORTION)) {
    yield [...new Set(portion.map(({ reference, bundle }) => String(bundle ?? reference)))];
  }
}

/** Since when the submission waits that waits longest for a decision; null when none waits. */
export async function loadOldestWaiting(table: Table): Promise<string | null> {
  const [oldest] = await table.query(lists.queue, { limit: 1 });
  return oldest ? (oldest.sk.split('#')[0] ?? null) : null;
}

/** The first of the bundles of what has waited longest, of so many submissions at most. */
export async function loadLongestWaiting(table: Table, limit: number): Promise<readonly string[]> {
  const rows = await table.query(lists.queue, { limit });
  return [...new Set(rows.map(({ reference, bundle }) => String(bundle ?? reference)))];
}
