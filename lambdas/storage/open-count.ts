import { isWaiting, type Submission } from '../domain/submission.ts';
import { absent, matching, present, presentAndAtMost } from './conditions.ts';
import { openCounts } from './items/waiting.ts';
import { keys } from './keys.ts';
import { loadOpenSubmissions } from './records.ts';
import type { StoredItem } from './stored.ts';
import type { Committed, Table, Write } from './table.ts';
import { untilUnmoved } from './until-unmoved.ts';

/** What a write means for what waits about a record. */
export type Counted = {
  readonly record: string;
  /** How many more wait for a decision, or fewer. */
  readonly more: number;
  /** The version it was made from, which must still be said; null where it is made from none. */
  readonly version: number | null;
};

/** What the step of a submission means; `before` is null when it was just received. */
export function countedStep(before: Submission | null, after: Submission): readonly Counted[] {
  const { record, ...matter } = before ?? after;
  const more = Number(isWaiting(after)) - Number(before !== null && isWaiting(before));
  const version = before === null && 'version' in matter ? matter.version : null;
  return record === null || (more === 0 && version === null) ? [] : [{ record, more, version }];
}

export function openCountItem(record: string, count: number): StoredItem {
  return openCounts.item(keys.openCount(record), { count });
}

/**
 * Commits writes together with how many wait about records. The count is an item of its own: decisions and withdrawals, which
 * move the record, never meet it. A record that was loaded before there were counts is counted first.
 */
export async function commitCounted(
  table: Table,
  writes: readonly Write[],
  counted: readonly Counted[],
): Promise<Committed> {
  const records = [...Map.groupBy(counted, ({ record }) => record)];
  const counts = records.flatMap(([record, all]) => countWrite(record, all) ?? []);
  const commit = () => table.transact([...writes, ...counts]);
  const committed = await commit();
  const missing =
    committed.refused.length > 0 &&
    (await countMissing(
      table,
      records.map(([record]) => record),
    ));
  return missing ? commit() : committed;
}

/** A transaction touches no item twice: all that it means for one count is one write. Null where it means nothing. */
function countWrite(record: string, all: readonly Counted[]): Write | null {
  const more = all.reduce((sum, one) => sum + one.more, 0);
  const versions = all.flatMap(({ version }) => version ?? []);
  const when = versions.length === 0 ? present : presentAndAtMost('from', Math.min(...versions));
  if (more !== 0) return { addTo: keys.openCount(record), more, when };
  return versions.length === 0 ? null : { check: keys.openCount(record), when };
}

/** @returns whether any of the records had not been counted yet */
async function countMissing(table: Table, records: readonly string[]): Promise<boolean> {
  const counts = await Promise.all(records.map((record) => table.get(keys.openCount(record))));
  const missing = records.filter((_, index) => counts[index] === null);
  for (const record of missing) await countAnew(table, record);
  return missing.length > 0;
}

/** As long as there is no count nothing begins or ceases to wait: what is counted here stays so until it is written. */
async function countAnew(table: Table, record: string): Promise<void> {
  const waiting = await loadOpenSubmissions(table, record, { whole: 'uncounted' });
  await table.put(openCountItem(record, waiting.length), absent);
}

/** Where nothing is counted yet, a page counts no further than this. */
const COUNTED_BY_HAND = 100;

/** How many submissions about a record wait for a decision. */
export async function loadOpenCount(table: Table, record: string): Promise<number> {
  const item = await table.get(keys.openCount(record));
  if (item) return openCounts.read(item).count;
  return (await loadOpenSubmissions(table, record, { limit: COUNTED_BY_HAND })).length;
}

/** Nothing is sent any more about versions before one: what is there already is all there will ever be. */
export async function closeToVersionsBefore(table: Table, record: string, version: number): Promise<void> {
  await untilUnmoved(Number.POSITIVE_INFINITY, async () => {
    await countMissing(table, [record]);
    const item = await table.get(keys.openCount(record));
    if (!item) return 'gone';
    const { count, from = 0 } = openCounts.read(item);
    if (from >= version) return 'closed already';
    // Somebody sends something at this moment, and is counted.
    const { refused } = await table.put(openCounts.item(item, { count, from: version }), matching({ count }));
    return refused.length === 0 ? 'closed' : null;
  });
}
