import type { Release } from '../domain/release.ts';
import type { Frame, Imprint } from '../formats/format.ts';
import { MODIFIED, modifiedFile } from '../formats/modified.ts';
import { indexFile, paths, resourceOf, smallFiles } from '../formats/release-files.ts';
import { inParallel } from '../storage/in-parallel.ts';
import { storeInventorySize } from '../storage/inventory-size.ts';
import type { Head } from '../storage/items/releases.ts';
import type { PublishedFiles } from '../storage/published-files.ts';
import {
  isSearchable,
  loadHead,
  loadRelease,
  loadReleaseFacts,
  markProjected,
  markUnprojected,
} from '../storage/releases.ts';
import { sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';
import { applyReleases } from './apply-releases.ts';
import { bulkPaths, twinOf, withTwin, writeBulkFiles } from './bulk-files.ts';
import { remakeRows } from './kept-rows.ts';
import { restyle } from './restyle.ts';
import { ShardGone } from './shards.ts';
import {
  type KnownState,
  loadState,
  nothingProjected,
  type ProjectedState,
  removeStray,
  sizeOf,
} from './state.ts';
import { etagsOf, writeFiles } from './write-files.ts';

/** The table's releases as files. */
export type Projection = { readonly table: Table; readonly files: PublishedFiles; readonly imprint: Imprint };

/** How files are brought up to date. */
export type ProjectionOptions = {
  /** Begins all files again from the first release on, whatever there is. */
  readonly anew?: boolean;
  /** Older releases that say something else since something in them was purged. */
  readonly purged?: readonly number[];
};

/** The HEAD whose files are complete; or there is more to do; or another publisher was at work: start over. */
export type Projected = Head | 'more' | 'again';

/** Operations of releases that are brought in at once. */
const OPERATIONS_AT_ONCE = 1000;

/** Brings the published files up to HEAD, `index.json` last: a step of it, where there are many. */
export async function projectReleases(
  projection: Projection,
  { anew = false, purged = [] }: ProjectionOptions = {},
): Promise<Projected> {
  const { table, files } = projection;
  const [head, index] = await Promise.all([loadHead(table), files.read(paths.index)]);
  const told = index ? (JSON.parse(index.body) as { readonly sequence: number }).sequence : 0;
  if (head.sequence === 0) return head;
  if (!anew && told >= head.sequence && purged.length === 0 && isSearchable(head)) {
    // The publisher that wrote them may have died before it could say so.
    if (head.projected === head.sequence) return head;
    if (head.projected > 0) {
      const { state } = await loadState(files);
      if (state.sequence !== head.sequence) return 'again';
      await finish(projection, head, state);
      return head;
    }
  }
  const known = await loadState(files);
  try {
    return await project(projection, head, anew ? await begunAnew(table, head, known) : known, purged);
  } catch (error) {
    if (!(error instanceof ShardGone)) throw error;
    const isLost = (await loadState(files)).etag === known.etag;
    return isLost ? project(projection, head, await begunAnew(table, head, known), purged) : 'again';
  }
}

async function project(
  projection: Projection,
  head: Head,
  known: KnownState,
  purged: readonly number[],
): Promise<Projected> {
  const { table, files } = projection;
  if (known.state.sequence > head.sequence) return 'again';
  if (await restyle(projection, known)) return 'more';
  const { releases, whole } = await nextReleases(table, known.state.sequence, head.sequence);
  const older = purged.filter((sequence) => sequence <= known.state.sequence);
  const changed = await inParallel(older, (sequence) => loadRelease(table, sequence));
  const state =
    releases.length + changed.length === 0
      ? known.state
      : await applyReleases(projection, head, known, releases, changed);
  if (!state) return 'again';
  if (!whole) return 'more';
  // Rows of a first load were all made with its releases.
  const isOld = head.projected > 0 && !isSearchable(head);
  if (isOld && !(await remakeRows(table, files, head, state))) return 'again';
  return (await writeRelease(projection, head, state)) ? head : 'again';
}

/** What a projection that begins anew starts from, whose files count as not written: its shards are told from those that are there. */
async function begunAnew(table: Table, head: Head, { state, etag }: KnownState): Promise<KnownState> {
  await markUnprojected(table, head);
  return { state: { ...nothingProjected, generation: state.generation }, etag };
}

/** The releases that come next, one at least, and whether these are all. */
async function nextReleases(
  table: Table,
  from: number,
  to: number,
): Promise<{ readonly releases: readonly Release[]; readonly whole: boolean }> {
  const releases: Release[] = [];
  let operations = 0;
  for (let sequence = from + 1; sequence <= to; sequence += 1) {
    const { count } = await loadReleaseFacts(table, sequence);
    if (releases.length > 0 && operations + count > OPERATIONS_AT_ONCE) return { releases, whole: false };
    releases.push(await loadRelease(table, sequence));
    operations += count;
  }
  return { releases, whole: true };
}

/** The files of all records and the small ones, then the index. @returns false where another publisher was faster */
async function writeRelease(
  { table, files, imprint }: Projection,
  head: Head,
  state: ProjectedState,
): Promise<boolean> {
  const frame: Frame = { sequence: state.sequence, at: state.at, imprint };
  const small = smallFiles(state, frame);
  const places = [...bulkPaths, MODIFIED, twinOf(MODIFIED), ...small.map(({ path }) => path), paths.index];
  const etags = await etagsOf(files, places);
  if ((await loadHead(table)).sequence !== head.sequence) return false;
  const bulk = await writeBulkFiles(files, state, frame, etags);
  if (!bulk) return false;
  const others = [...small, ...(await withTwin(modifiedFile(bulk.modified), etags))];
  if (!(await writeFiles(files, others, etags))) return false;
  const resources = [...bulk.resources, ...others.map((file) => resourceOf(file, sha256))];
  const index = indexFile(state, sizeOf(state), resources, frame);
  if (!(await writeFiles(files, [index], etags))) return false;
  await finish({ table, files }, head, state);
  return true;
}

/** What is left to do once `index.json` tells of a release: what earlier ones left goes, too. */
async function finish(
  { table, files }: Pick<Projection, 'table' | 'files'>,
  head: Head,
  state: ProjectedState,
): Promise<void> {
  await storeInventorySize(table, sizeOf(state), head.sequence);
  await removeStray(files, state);
  await markProjected(table, head);
}
