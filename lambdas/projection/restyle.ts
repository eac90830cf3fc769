import { inParallel } from '../storage/in-parallel.ts';
import { newSalt } from '../storage/secrets.ts';
import type { Projection } from './project.ts';
import { packed, recordIn, writtenRecord } from './shard.ts';
import { readShard } from './shards.ts';
import { type KnownState, madeBy, replaceState, shardPath, styleOf } from './state.ts';

/** Shards written anew at once. */
const AT_ONCE = 64;

/**
 * Writes some of the shards anew whose parts were written in another way: by other formats, or for a portal that said something else
 * of itself.
 * @returns whether there were any
 */
export async function restyle({ files, imprint }: Projection, known: KnownState): Promise<boolean> {
  const { state } = known;
  const style = styleOf(imprint);
  const old = state.shards.filter((shard) => shard.style !== style).slice(0, AT_ONCE);
  if (old.length === 0) return false;
  const generation = state.generation + 1;
  const made = madeBy(generation, newSalt());
  const anew = await inParallel(old, async (name) => {
    const { records: written } = await readShard(files, name);
    const records = written.map((record) => writtenRecord(recordIn(record), imprint));
    const next = { ...name, made, style };
    await files.keep(shardPath(next), await packed(records));
    return [name, next] as const;
  });
  const replaced = new Map(anew);
  const shards = state.shards.map((shard) => replaced.get(shard) ?? shard);
  await replaceState(files, known, { ...state, generation, shards });
  return true;
}
