import type { PublishedFiles } from '../storage/published-files.ts';
import { type Shard, unpacked } from './shard.ts';
import { type ShardName, shardPath } from './state.ts';

/** A shard is not there: another publisher has replaced it, or it was lost. */
export class ShardGone extends Error {}

/** @throws {ShardGone} */
export async function readShard(files: PublishedFiles, shard: ShardName): Promise<Shard> {
  const bytes = await files.bytes(shardPath(shard));
  if (!bytes) throw new ShardGone();
  return unpacked(bytes);
}

/** How many shards are read ahead of what is done with them. */
const AHEAD = 8;

/** All shards in their order, with few of them in memory. @throws {ShardGone} */
export async function* eachShard(
  files: PublishedFiles,
  shards: readonly ShardName[],
): AsyncGenerator<{ readonly name: ShardName; readonly shard: Shard }> {
  const reading: Promise<Shard>[] = [];
  let begun = 0;
  for (const name of shards) {
    for (const next of shards.slice(begun, begun + AHEAD - reading.length)) {
      const read = readShard(files, next);
      // Awaited in its turn, or not at all once another has failed.
      read.catch(() => {});
      reading.push(read);
      begun += 1;
    }
    const shard = await reading.shift();
    if (shard) yield { name, shard };
  }
}

/** Shards that stand next to each other and are written together, and the records because of which they are. */
export type Touched = { readonly shards: readonly ShardName[]; readonly ids: readonly string[] };

/**
 * The shards that hold some records, or would hold them. Where a record that a shard begins with may go, what stands before it
 * is touched as well: the rest joins it.
 * @param shards in the order of their first records
 */
export function touchedShards(shards: readonly ShardName[], ids: readonly string[]): readonly Touched[] {
  const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1));
  const runs: { first: number; last: number; ids: string[] }[] = [];
  let position = -1;
  for (const id of sorted) {
    while (position + 1 < shards.length && (shards[position + 1]?.from ?? '') <= id) position += 1;
    const begins = shards[position]?.from === id;
    const first = Math.max(begins ? position - 1 : position, -1);
    const run = runs.at(-1);
    if (run && run.last >= first) {
      run.last = Math.max(run.last, position);
      run.ids.push(id);
    } else runs.push({ first, last: position, ids: [id] });
  }
  return runs.map(({ first, last, ids: touching }) => ({
    shards: shards.slice(Math.max(first, 0), last + 1),
    ids: touching,
  }));
}
