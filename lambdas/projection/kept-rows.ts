import type { InventoryRecord } from '../domain/record.ts';
import { inParallel } from '../storage/in-parallel.ts';
import type { Head } from '../storage/items/releases.ts';
import { keepNames, namingWrites } from '../storage/organisations.ts';
import type { PublishedFiles } from '../storage/published-files.ts';
import { unmovedHead } from '../storage/releases.ts';
import { removeSearchChunks, searchWrites } from '../storage/search.ts';
import type { Table, Write } from '../storage/table.ts';
import { recordIn } from './shard.ts';
import { eachShard } from './shards.ts';
import type { ProjectedState } from './state.ts';

/** A record before releases and after them; null where it is not in the inventory. */
export type Change = {
  readonly id: string;
  readonly before: InventoryRecord | null;
  readonly after: InventoryRecord | null;
};

/** A transaction has 100 writes, one of which checks that HEAD has not moved. */
const WRITES = 99;

/**
 * Brings the rows that are kept beside the files up to what releases changed: what the search reads, and who names which
 * organisation.
 * @returns false where HEAD has moved meanwhile
 */
export async function keepRows(table: Table, head: Head, changes: readonly Change[]): Promise<boolean> {
  const writes = changes.flatMap(({ id, before, after }) => [
    ...searchWrites(id, before, after),
    ...namingWrites(id, before, after),
  ]);
  const portions: (readonly Write[])[] = [];
  for (let start = 0; start < writes.length; start += WRITES)
    portions.push(writes.slice(start, start + WRITES));
  const kept = await inParallel(portions, async (portion) => {
    const { refused } = await table.transact([unmovedHead(head), ...portion]);
    return refused.length === 0;
  });
  return kept.every(Boolean);
}

/**
 * Makes all rows anew, from what is published: they were made in another way, or never.
 * @returns false where HEAD has moved meanwhile
 */
export async function remakeRows(
  table: Table,
  files: PublishedFiles,
  head: Head,
  { shards }: ProjectedState,
): Promise<boolean> {
  for await (const { shard } of eachShard(files, shards)) {
    const records = shard.records.map(recordIn);
    await keepNames(table, records);
    const changes = records.map((after) => ({ id: after.id, before: null, after }));
    if (!(await keepRows(table, head, changes))) return false;
  }
  await removeSearchChunks(table);
  return true;
}
