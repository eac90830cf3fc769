import { createHash } from 'node:crypto';
import type { InventoryRecord } from '../domain/record.ts';
import { applyOperations, type Inventory, isForGood, type Release } from '../domain/release.ts';
import { extendedFeed, type FeedItem } from '../formats/feed-items.ts';
import { FEED_JSON, type FeedFile, itemsIn } from '../formats/feed-json.ts';
import type { Artefact, Imprint } from '../formats/format.ts';
import {
  changesFile,
  type DeltaEntry,
  extendedDelta,
  inventoryFiles,
  type PublishedState,
  paths,
  rehashedDelta,
  releaseFiles,
} from '../formats/release-files.ts';
import { inParallel } from '../storage/in-parallel.ts';
import { storeInventorySize } from '../storage/inventory-size.ts';
import type { Head } from '../storage/items/releases.ts';
import type { PublishedFiles } from '../storage/published-files.ts';
import { isSearchable, loadHead, loadRelease, markProjected } from '../storage/releases.ts';
import { storeSearchEntries } from '../storage/search.ts';
import { sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';

/** The table's releases as files. */
export type Projection = { readonly table: Table; readonly files: PublishedFiles; readonly imprint: Imprint };

/** How files are brought up to date. */
export type ProjectionOptions = {
  /** Makes all files again from the first release on, whatever there is. */
  readonly anew?: boolean;
  /** Older releases that say something else since something in them was purged. */
  readonly purged?: readonly number[];
};

/** What `index.json` says that the next release needs. */
type Index = { readonly sequence: number; readonly withdrawnCount: number };
type InventoryFile = { readonly sequence: number; readonly records: readonly InventoryRecord[] };

/**
 * Brings the published files up to HEAD, `index.json` last.
 * @returns the HEAD whose files are complete; null when another publisher was at work meanwhile: start over
 */
export async function projectReleases(
  projection: Projection,
  { anew = false, purged = [] }: ProjectionOptions = {},
): Promise<Head | null> {
  const { table, files, imprint } = projection;
  const head = await loadHead(table);
  const index = anew ? null : await readJson<Index>(files, paths.index);
  if ((index?.sequence ?? 0) >= head.sequence && purged.length === 0) {
    const searchable = isSearchable(head) || (await remakeSearch(projection, head));
    // The publisher that wrote them may have died before it could say so.
    if (searchable && (head.projected < head.sequence || !isSearchable(head)))
      await markProjected(table, head);
    return head;
  }
  const { releases, state, older } = await stateAt(projection, index, head, purged);
  const artefacts = newest([
    ...older.map(changesFile),
    ...releases.flatMap(releaseFiles),
    ...inventoryFiles(state, imprint, sha256),
  ]);
  // ETags first, then HEAD again: if HEAD has not moved, whatever has these ETags is older than what we write.
  const etags = await inParallel(artefacts, ({ path }) => files.etag(path));
  if ((await loadHead(table)).sequence !== head.sequence) return null;
  if (!(await storeSearchEntries(table, state.inventory, head.sequence))) return null;
  await storeInventorySize(table, state.inventory.size, head.sequence);
  const known = artefacts.map((artefact, position) => ({ artefact, etag: etags[position] ?? null }));
  const last = known.pop();
  const written = await inParallel(known, ({ artefact, etag }) => write(files, artefact, etag));
  if (!last || !written.every(Boolean) || !(await write(files, last.artefact, last.etag))) return null;
  await markProjected(table, head);
  return head;
}

/** @returns false where somebody else publishes meanwhile, who makes them then */
async function remakeSearch({ table, files }: Projection, head: Head): Promise<boolean> {
  const inventory = await publishedInventory(files, head);
  return inventory !== null && storeSearchEntries(table, inventory, head.sequence);
}

/** The published records as of a HEAD; null when their file is missing or of another release. */
export async function publishedInventory(files: PublishedFiles, head: Head): Promise<Inventory | null> {
  if (head.sequence === 0) return new Map();
  const file = await readJson<InventoryFile>(files, paths.inventory);
  return file?.sequence === head.sequence ? recordsOf(file) : null;
}

function recordsOf(file: InventoryFile): Inventory {
  return new Map(file.records.map((record) => [record.id, record]));
}

/**
 * The state at HEAD and the releases that led to it from what is published. Each file may be ahead of `index.json`, where
 * a publisher died; a file that is missing or behind it was lost, and everything is made again from the first release.
 * HEAD is read again even where its files are there: they are made whole again when something older was purged.
 */
async function stateAt(
  { table, files }: Projection,
  index: Index | null,
  head: Head,
  purged: readonly number[],
) {
  const from = Math.min(index?.sequence ?? 0, head.sequence - 1);
  const file = from > 0 ? await readJson<InventoryFile>(files, paths.inventory) : null;
  const list = from > 0 ? await readJson<{ sequences: DeltaEntry[] }>(files, paths.delta) : null;
  const told = from > 0 ? await readJson<FeedFile>(files, FEED_JSON) : null;
  const usable =
    (file?.sequence ?? 0) >= from &&
    (list?.sequences[0]?.sequence ?? 0) >= from &&
    (told?._corrigenda.sequence ?? 0) >= from;
  const releases = await loadReleases(table, usable ? from + 1 : 1, head.sequence);
  const older = await Promise.all(
    purged.filter((sequence) => usable && sequence <= from).map((sequence) => loadRelease(table, sequence)),
  );
  const start =
    usable && file && list && told && index
      ? { file, list, index, feed: itemsIn(told), feedSequence: told._corrigenda.sequence }
      : null;
  let inventory: Inventory = start ? recordsOf(start.file) : new Map();
  let delta: readonly DeltaEntry[] = start?.list.sequences ?? [];
  let feed: readonly FeedItem[] = start?.feed ?? [];
  let withdrawn = start?.index.withdrawnCount ?? 0;
  for (const one of releases) {
    if (one.sequence > (start?.file.sequence ?? 0)) inventory = applyOperations(inventory, one.operations);
    if (one.sequence > (delta[0]?.sequence ?? 0)) delta = extendedDelta(delta, one, sha256);
    if (one.sequence > (start?.feedSequence ?? 0)) feed = extendedFeed(feed, one);
    if (one.sequence > (start?.index.sequence ?? 0)) withdrawn += one.operations.filter(isForGood).length;
  }
  const release = releases.at(-1);
  if (!release) throw new Error('There is no release to project.');
  const hashed = rehashedDelta(delta, [...older, ...releases], sha256);
  const state: PublishedState = { release, inventory, delta: hashed, feed, withdrawn };
  return { releases, older, state };
}

async function loadReleases(table: Table, first: number, last: number): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (let sequence = first; sequence <= last; sequence += 1) {
    releases.push(await loadRelease(table, sequence));
  }
  return releases;
}

async function readJson<Document>(files: PublishedFiles, path: string): Promise<Document | null> {
  const file = await files.read(path);
  return file ? (JSON.parse(file.body) as Document) : null;
}

/** Of several files of one path only the last, in the place of the last. */
function newest(artefacts: readonly Artefact[]): readonly Artefact[] {
  const last = new Map(artefacts.map((artefact) => [artefact.path, artefact]));
  return artefacts.filter((artefact) => last.get(artefact.path) === artefact);
}

/** False when somebody else wrote other bytes meanwhile. */
async function write(files: PublishedFiles, artefact: Artefact, etag: string | null): Promise<boolean> {
  const own = etagOf(artefact.body);
  if (etag === own) return true;
  if ((await files.write(artefact, etag)) === 'written') return true;
  return (await files.etag(artefact.path)) === own;
}

/** S3's ETag of an object written in one part: the quoted MD5 of its bytes. */
function etagOf(body: string): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
