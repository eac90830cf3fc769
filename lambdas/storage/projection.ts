import { createHash } from 'node:crypto';
import {
  type Artefact,
  type DeltaEntry,
  extendedDelta,
  type Imprint,
  inventoryFiles,
  type PublishedState,
  paths,
  releaseFiles,
} from '../domain/artefacts.ts';
import type { InventoryRecord } from '../domain/record.ts';
import { applyOperations, type Inventory, type Release } from '../domain/release.ts';
import type { PublishedFiles } from './published-files.ts';
import { loadHead, loadRelease } from './releases.ts';
import { storeSearchEntries } from './search.ts';
import { sha256 } from './secrets.ts';
import type { Table } from './table.ts';

/** The table's releases as files. */
export type Projection = { readonly table: Table; readonly files: PublishedFiles; readonly imprint: Imprint };

/** Files written at the same time. */
const PARALLEL = 16;

/**
 * Brings the published files up to HEAD, `index.json` last.
 * @returns false when another publisher was at work meanwhile: read again, and see what is left to do
 */
export async function projectReleases(projection: Projection): Promise<boolean> {
  const { table, files, imprint } = projection;
  const target = await loadHead(table);
  const index = await readJson<{ sequence: number; withdrawnCount: number }>(files, paths.index);
  const from = index?.sequence ?? 0;
  if (from >= target.sequence) return true;
  const releases = await loadReleases(table, from + 1, target.sequence);
  const state = await stateAfter(files, releases, index?.withdrawnCount ?? 0);
  const artefacts = newest([...releases.flatMap(releaseFiles), ...inventoryFiles(state, imprint, sha256)]);
  // ETags first, then HEAD again: if HEAD has not moved, whatever has these ETags is older than what we write.
  const etags = await inParallel(artefacts, ({ path }) => files.etag(path));
  if ((await loadHead(table)).sequence !== target.sequence) return false;
  await storeSearchEntries(table, state.inventory);
  const known = artefacts.map((artefact, position) => ({ artefact, etag: etags[position] ?? null }));
  const last = known.pop();
  const written = await inParallel(known, ({ artefact, etag }) => write(files, artefact, etag));
  return written.every(Boolean) && last !== undefined && (await write(files, last.artefact, last.etag));
}

async function loadReleases(table: Table, first: number, last: number): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (let sequence = first; sequence <= last; sequence += 1)
    releases.push(await loadRelease(table, sequence));
  return releases;
}

/** The state after the releases, from the files of the state before; each file may be ahead of `index.json`. */
async function stateAfter(
  files: PublishedFiles,
  releases: readonly Release[],
  withdrawnBefore: number,
): Promise<PublishedState> {
  const release = releases.at(-1);
  if (!release) throw new Error('There is no release to project.');
  const file = await readJson<{ sequence: number; records: InventoryRecord[] }>(files, paths.inventory);
  let inventory: Inventory = new Map((file?.records ?? []).map((record) => [record.id, record]));
  let delta = (await readJson<{ sequences: DeltaEntry[] }>(files, paths.delta))?.sequences ?? [];
  let withdrawn = withdrawnBefore;
  for (const one of releases) {
    if (one.sequence > (file?.sequence ?? 0)) inventory = applyOperations(inventory, one.operations);
    if (one.sequence > (delta[0]?.sequence ?? 0)) delta = [...extendedDelta(delta, one, sha256)];
    withdrawn += one.operations.filter(({ op }) => op === 'remove').length;
  }
  return { release, inventory, delta, withdrawn };
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

async function inParallel<Input, Output>(
  inputs: readonly Input[],
  work: (input: Input) => Promise<Output>,
): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (let start = 0; start < inputs.length; start += PARALLEL) {
    outputs.push(...(await Promise.all(inputs.slice(start, start + PARALLEL).map(work))));
  }
  return outputs;
}
