import type { InventoryRecord } from '../domain/record.ts';
import { leftBy, type Release } from '../domain/release.ts';
import type { Artefact } from '../formats/format.ts';
import { changesFile, historyAfter, releaseFiles } from '../formats/release-files.ts';
import { inParallel } from '../storage/in-parallel.ts';
import type { Head } from '../storage/items/releases.ts';
import { loadHead } from '../storage/releases.ts';
import { newSalt, sha256 } from '../storage/secrets.ts';
import { type Change, keepRows } from './kept-rows.ts';
import type { Projection } from './project.ts';
import { inPieces, packed, recordIn, type WrittenRecord, writtenRecord } from './shard.ts';
import { readShard, type Touched, touchedShards } from './shards.ts';
import {
  type KnownState,
  madeBy,
  type ProjectedState,
  replaceState,
  type ShardName,
  shardPath,
  styleOf,
} from './state.ts';
import { etagsOf, writeFiles } from './write-files.ts';

/**
 * Brings what is kept up to some more releases, and writes their own files: those of the records that they touched and
 * `changes/n.json`. What an inventory of any size costs here is the state's list of shards.
 * @param purged older releases of which something was purged
 * @returns null where another publisher was at work meanwhile
 * @throws {ShardGone}
 */
export async function applyReleases(
  projection: Projection,
  head: Head,
  known: KnownState,
  releases: readonly Release[],
  purged: readonly Release[],
): Promise<ProjectedState | null> {
  const { table, files, imprint } = projection;
  const { state } = known;
  const left = leftBy(releases);
  const touched = await loadTouched(projection, state, [...left.keys()]);
  const written = new Map(
    [...left].map(([id, record]) => [id, record && writtenRecord(record, imprint)] as const),
  );
  const changes = changesOf(left, touched);
  const artefacts = newest([...purged.map(changesFile), ...releases.flatMap(releaseFiles)]);
  const etags = await etagsOf(
    files,
    artefacts.map(({ path }) => path),
  );
  if ((await loadHead(table)).sequence !== head.sequence) return null;
  if (!(await keepRows(table, head, changes)) || !(await writeFiles(files, artefacts, etags))) return null;
  const generation = state.generation + 1;
  const made = madeBy(generation, newSalt());
  const style = styleOf(imprint);
  const pieces = touched.flatMap((run) => inPieces(replaced(run, written)));
  const named = await inParallel(pieces, async ({ from, records }): Promise<ShardName> => {
    const shard = { from, made, style, records: records.length };
    await files.keep(shardPath(shard), await packed(records));
    return shard;
  });
  const gone = new Set(touched.flatMap(({ shards }) => shards));
  const shards = [...state.shards.filter((shard) => !gone.has(shard)), ...named];
  const last = releases.at(-1);
  const next: ProjectedState = {
    ...historyAfter(state, releases, purged, sha256),
    sequence: last?.sequence ?? state.sequence,
    at: last?.at ?? state.at,
    generation,
    shards: shards.sort((a, b) => (a.from < b.from ? -1 : 1)),
  };
  return (await replaceState(files, known, next)) ? next : null;
}

type LoadedRun = Touched & { readonly records: readonly WrittenRecord[] };

/** The shards that hold some records, or would. @throws {ShardGone} */
async function loadTouched(
  { files }: Projection,
  state: ProjectedState,
  ids: readonly string[],
): Promise<readonly LoadedRun[]> {
  return inParallel(touchedShards(state.shards, ids), async (run) => {
    const loaded = await inParallel(run.shards, (shard) => readShard(files, shard));
    return { ...run, records: loaded.flatMap(({ records }) => records) };
  });
}

function changesOf(
  left: ReadonlyMap<string, InventoryRecord | null>,
  touched: readonly LoadedRun[],
): readonly Change[] {
  const before = new Map(
    touched.flatMap(({ records }) => records.filter(({ id }) => left.has(id)).map((one) => [one.id, one])),
  );
  return [...left].map(([id, after]) => {
    const was = before.get(id);
    return { id, before: was ? recordIn(was) : null, after };
  });
}

/** The records of a run after releases, in the order of their ids. */
function replaced(
  { ids, records }: LoadedRun,
  written: ReadonlyMap<string, WrittenRecord | null>,
): readonly WrittenRecord[] {
  const touching = new Set(ids);
  const others = records.filter(({ id }) => !touching.has(id));
  const come = ids.flatMap((id) => written.get(id) ?? []);
  return [...others, ...come].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Of several files of one path only the last. */
function newest(artefacts: readonly Artefact[]): readonly Artefact[] {
  return [...new Map(artefacts.map((artefact) => [artefact.path, artefact])).values()];
}
