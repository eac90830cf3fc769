import { canonicalJson } from '../domain/canonical.ts';
import type { Imprint } from '../formats/format.ts';
import { type History, noHistory } from '../formats/release-files.ts';
import type { PublishedFiles } from '../storage/published-files.ts';
import { sha256 } from '../storage/secrets.ts';

/** A shard by where it lies. */
export type ShardName = {
  /** The id of its first record; empty for the first shard, which no record begins. */
  readonly from: string;
  /** Which write of the shard this is; no two are called the same. */
  readonly made: string;
  /** How its parts were written. */
  readonly style: string;
  readonly records: number;
};

/**
 * What the next release needs of what is published, in one private file that is replaced as a whole: which objects are the shards,
 * and what of the releases so far is told.
 */
export type ProjectedState = History & {
  /** The newest release that it knows of. */
  readonly sequence: number;
  readonly at: string;
  /** Counts its own writes: what an earlier one left behind is told from what a later one is about to name. */
  readonly generation: number;
  readonly shards: readonly ShardName[];
};

/** Everything private lies under it: no reader gets there. */
const FOLDER = 'shards/';
const STATE = `${FOLDER}state.json`;

export const nothingProjected: ProjectedState = {
  ...noHistory,
  sequence: 0,
  at: '',
  generation: 0,
  shards: [],
};

/** The state with its ETag, that whoever replaces it must match. */
export type KnownState = { readonly state: ProjectedState; readonly etag: string | null };

/** Nothing is known where there is no state, or one that says it in another way than today's: then all begins anew. */
export async function loadState(files: PublishedFiles): Promise<KnownState> {
  const file = await files.read(STATE);
  const said = file && stateIn(file.body);
  return {
    state: said ?? { ...nothingProjected, generation: await lastGeneration(files) },
    etag: file?.etag ?? null,
  };
}

/** The shape of the file. It changes with that of {@link ProjectedState}. */
const SCHEMA = 1;

function stateIn(text: string): ProjectedState | null {
  try {
    const { schema, ...state } = JSON.parse(text) as ProjectedState & { readonly schema: number };
    return schema === SCHEMA ? state : null;
  } catch {
    return null;
  }
}

/** The newest generation that something is left of. */
async function lastGeneration(files: PublishedFiles): Promise<number> {
  const paths = (await files.list(FOLDER)).filter((path) => path !== STATE);
  return paths.reduce((last, path) => Math.max(last, generationOf(path)), 0);
}

/** How many records are published. */
export function sizeOf({ shards }: ProjectedState): number {
  return shards.reduce((sum, { records }) => sum + records, 0);
}

/** @returns false where somebody else replaced it meanwhile */
export async function replaceState(
  files: PublishedFiles,
  known: KnownState,
  state: ProjectedState,
): Promise<boolean> {
  const file = {
    path: STATE,
    mediaType: 'application/json',
    body: JSON.stringify({ schema: SCHEMA, ...state }),
  };
  return (await files.write(file, known.etag)) === 'written';
}

export function shardPath({ from, made }: Pick<ShardName, 'from' | 'made'>): string {
  return `${FOLDER}${made}/${from || '_'}`;
}

/** What a shard's write is called: no other attempt calls its own so. */
export function madeBy(generation: number, attempt: string): string {
  return `${String(generation).padStart(10, '0')}-${attempt.slice(0, 8)}`;
}

/** Removes what no state names: what was replaced, and what attempts left that came to nothing. */
export async function removeStray(
  files: PublishedFiles,
  { generation, shards }: ProjectedState,
): Promise<void> {
  const kept = new Set(shards.map(shardPath));
  const stray = (await files.list(FOLDER)).filter(
    (path) => path !== STATE && !kept.has(path) && generationOf(path) <= generation,
  );
  await Promise.all(stray.map((path) => files.remove(path)));
}

function generationOf(path: string): number {
  return Number.parseInt(path.slice(FOLDER.length), 10);
}

/** Counts the ways in which formats write records: where it is raised, all are written anew with the next release. */
export const FORMATS = 1;

/** How parts are written now: by the formats, and by what the portal says of itself. */
export function styleOf(imprint: Imprint): string {
  return sha256(canonicalJson({ ...imprint, formats: FORMATS })).slice(0, 8);
}
