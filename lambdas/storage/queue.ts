import type { Reference } from '../domain/names.ts';
import type { Submission } from '../domain/submission.ts';
import { inPortions } from './in-portions.ts';
import { queued } from './items/waiting.ts';
import { type Key, keys, lists } from './keys.ts';
import type { StoredItem } from './stored.ts';
import type { Table } from './table.ts';

/** What waits for a decision, as its row. */
export type QueueRow = Key & ReturnType<typeof queued.read>;

/** @param untold whether those who decide get no mail about it for now, as many wait already */
export function queueItem(
  { reference, record, bundle }: Submission,
  since: string,
  untold: boolean,
): StoredItem {
  const row = { reference, record, ...(bundle ? { bundle } : {}), ...(untold ? { mail: NONE } : {}) };
  return queued.item(keys.queued(since, reference), row);
}

/** Of what has no mail of its own yet. */
export const NONE = 'none' as const;

export function isUntold({ mail }: QueueRow): boolean {
  return mail === NONE;
}

/** The first of the bundle of what waits, or itself. */
export function leadOfRow({ reference, bundle }: QueueRow): Reference {
  return bundle ?? reference;
}

/** What waits longest, and the newest, as their rows. */
export async function loadFirstWaiting(table: Table, limit: number): Promise<readonly QueueRow[]> {
  return (await table.query(lists.queue, { limit })).map(queued.row);
}

export async function loadLastWaiting(table: Table, limit: number): Promise<readonly QueueRow[]> {
  return (await table.query(lists.queue, { limit, newestFirst: true })).map(queued.row);
}

/** The row of a submission that waits; null when it does not wait any more. */
export async function loadQueueRow(
  table: Table,
  since: string,
  reference: Reference,
): Promise<QueueRow | null> {
  const item = await table.get(keys.queued(since, reference));
  return item && queued.row(item);
}

/** Submissions that wait, read at a time. */
const QUEUE_PORTION = 100;

/** What mails ask for decisions on: each submission that has any, by the first of its bundle, which may come again. */
export async function* waitingLeads(table: Table): AsyncGenerator<readonly Reference[]> {
  for await (const portion of inPortions(table, lists.queue, {}, QUEUE_PORTION)) {
    yield [
      ...new Set(
        portion
          .map(queued.row)
          .filter((row) => !isUntold(row))
          .map(leadOfRow),
      ),
    ];
  }
}

/** Since when the submission waits that waits longest for a decision; null when none waits. */
export async function loadOldestWaiting(table: Table): Promise<string | null> {
  const [oldest] = await table.query(lists.queue, { limit: 1 });
  return oldest ? (oldest.sk.split('#')[0] ?? null) : null;
}

/** The first of the bundles of what has waited longest, of so many submissions at most. */
export async function loadLongestWaiting(table: Table, limit: number): Promise<readonly Reference[]> {
  return [...new Set((await loadFirstWaiting(table, limit)).map(leadOfRow))];
}
