import type { Submission } from '../domain/submission.ts';
import { inPortions } from './in-portions.ts';
import { keys, lists } from './keys.ts';
import type { Item, Table } from './table.ts';

/** @param untold whether those who decide get no mail about it for now, as many wait already */
export function queueItem({ reference, record, bundle }: Submission, since: string, untold: boolean): Item {
  return { ...keys.queued(since, reference), reference, record, bundle, ...(untold ? { mail: NONE } : {}) };
}

/** Of what has no mail of its own yet. */
export const NONE = 'none';

export function isUntold({ mail }: Item): boolean {
  return mail === NONE;
}

/** The first of the bundle of what waits, or itself. */
export function leadOfRow({ reference, bundle }: Item): string {
  return String(bundle ?? reference);
}

/** What waits longest, and the newest, as their rows. */
export function loadFirstWaiting(table: Table, limit: number): Promise<readonly Item[]> {
  return table.query(lists.queue, { limit });
}

export function loadLastWaiting(table: Table, limit: number): Promise<readonly Item[]> {
  return table.query(lists.queue, { limit, newestFirst: true });
}

/** Submissions that wait, read at a time. */
const QUEUE_PORTION = 100;

/** What mails ask for decisions on: each submission that has any, by the first of its bundle, which may come again. */
export async function* waitingLeads(table: Table): AsyncGenerator<readonly string[]> {
  for await (const portion of inPortions(table, lists.queue, {}, QUEUE_PORTION)) {
    yield [...new Set(portion.filter((row) => !isUntold(row)).map(leadOfRow))];
  }
}

/** Since when the submission waits that waits longest for a decision; null when none waits. */
export async function loadOldestWaiting(table: Table): Promise<string | null> {
  const [oldest] = await table.query(lists.queue, { limit: 1 });
  return oldest ? (oldest.sk.split('#')[0] ?? null) : null;
}

/** The first of the bundles of what has waited longest, of so many submissions at most. */
export async function loadLongestWaiting(table: Table, limit: number): Promise<readonly string[]> {
  return [...new Set((await loadFirstWaiting(table, limit)).map(leadOfRow))];
}
