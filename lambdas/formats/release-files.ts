import type { Sha256 } from '../domain/canonical.ts';
import { DAY_MS } from '../domain/durations.ts';
import { recordFile } from '../domain/record-path.ts';
import { isForGood, type Release } from '../domain/release.ts';
import { dataPackage } from './datapackage.ts';
import { feedAtom } from './feed-atom.ts';
import { extendedFeed, type FeedItem } from './feed-items.ts';
import { feedJson } from './feed-json.ts';
import { type Artefact, type Frame, jsonFile } from './format.ts';
import { inventoryJson } from './inventory-json.ts';
import { inventorySchemaJson, recordSchemaJson } from './json-schema.ts';
import { labelsFile } from './labels.ts';

/** One release's operations: where they are, the hash of that file, and its size. */
export type DeltaEntry = {
  readonly sequence: number;
  readonly at: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
};

/** What is remembered of the releases so far: what files tell besides the records. */
export type History = {
  /** Newest first. */
  readonly delta: readonly DeltaEntry[];
  /** What feeds tell of, newest first. */
  readonly feed: readonly FeedItem[];
  /** How many records left the inventory for good. */
  readonly withdrawn: number;
};

export const noHistory: History = { delta: [], feed: [], withdrawn: 0 };

/** A file as `index.json` tells of it. */
export type Resource = {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** The version of the shape of the files; it changes when a reader must change. */
const SCHEMA_VERSION = '1.0.0';
/** How many releases `delta.json` lists. A reader further behind reads the inventory again. */
const DELTA_LENGTH = 1000;
const DELTA_DAYS = 400;

export const paths = {
  index: 'v1/index.json',
  inventory: inventoryJson.path,
  delta: 'v1/delta.json',
  recordSchema: 'v1/schema/record.schema.json',
  inventorySchema: 'v1/schema/inventory.schema.json',
  record: recordFile,
  changes: (sequence: number) => `v1/changes/${sequence}.json`,
};

/** `changes/{sequence}.json`: what a release did, with what its chain hash needs. */
export function changesFile(release: Release): Artefact {
  const previous = release.sequence === 1 ? null : release.sequence - 1;
  return jsonFile(paths.changes(release.sequence), { ...release, previous });
}

/** The delta list with a release put in front; releases too many or too old fall off its end. */
export function extendedDelta(
  delta: readonly DeltaEntry[],
  release: Release,
  sha256: Sha256,
): readonly DeltaEntry[] {
  const entry = deltaEntry(release, sha256);
  const oldest = new Date(Date.parse(release.at) - DELTA_DAYS * DAY_MS).toISOString();
  return [entry, ...delta.filter((one) => one.sequence < entry.sequence && one.at >= oldest)].slice(
    0,
    DELTA_LENGTH,
  );
}

function deltaEntry(release: Release, sha256: Sha256): DeltaEntry {
  const { path, bytes, sha256: hash } = resourceOf(changesFile(release), sha256);
  return { sequence: release.sequence, at: release.at, path: `/${path}`, sha256: hash, bytes };
}

/** What is remembered after releases, of which those that were purged have another file now. */
export function historyAfter(
  history: History,
  releases: readonly Release[],
  purged: readonly Release[],
  sha256: Sha256,
): History {
  const anew = new Map(purged.map((release) => [release.sequence, deltaEntry(release, sha256)]));
  let delta: readonly DeltaEntry[] = history.delta.map((entry) => anew.get(entry.sequence) ?? entry);
  let { feed, withdrawn } = history;
  for (const release of releases) {
    delta = extendedDelta(delta, release, sha256);
    feed = extendedFeed(feed, release);
    withdrawn += release.operations.filter(isForGood).length;
  }
  return { delta, feed, withdrawn };
}

/** The files of the records a release touched, and its own. */
export function releaseFiles(release: Release): readonly Artefact[] {
  const records = release.operations.flatMap((operation) => touchedFile(operation, release));
  return [...records, changesFile(release)];
}

/** None for what was purged: a later release says what is left. */
function touchedFile(
  operation: Release['operations'][number],
  { at, sequence }: Release,
): readonly Artefact[] {
  const { id } = operation;
  if ('purged' in operation) return [];
  if (operation.op !== 'remove') return [jsonFile(paths.record(id), operation.record)];
  const gone = isForGood(operation) ? { id, withdrawn: at, sequence } : { id, held: at, sequence };
  return [jsonFile(paths.record(id), gone)];
}

/** The files that are made anew with each release and say nothing of each record. */
export function smallFiles({ delta, feed }: History, frame: Frame): readonly Artefact[] {
  return [
    dataPackage(frame),
    jsonFile(paths.delta, { sequences: delta.map(({ bytes, ...entry }) => entry) }),
    feedJson(feed, frame),
    feedAtom(feed, frame),
    labelsFile('en'),
    jsonFile(paths.recordSchema, recordSchemaJson(), 'application/schema+json'),
    jsonFile(paths.inventorySchema, inventorySchemaJson(), 'application/schema+json'),
  ];
}

export function resourceOf(
  { path, mediaType, body }: Omit<Artefact, 'body'> & { readonly body: string | Uint8Array },
  sha256: Sha256,
): Resource {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { path, mediaType, bytes: bytes.length, sha256: sha256(bytes) };
}

/** `index.json`: what the release is, and its files with their hashes. */
export function indexFile(
  { delta, withdrawn }: History,
  recordCount: number,
  files: readonly Resource[],
  { sequence, at, imprint }: Frame,
): Artefact {
  const { name, title, licence, disclaimer } = imprint;
  const [newest] = delta;
  const changes = newest && { ...newest, path: newest.path.slice(1), mediaType: 'application/json' };
  return jsonFile(paths.index, {
    ...{ name, title, licence, disclaimer },
    schemaVersion: SCHEMA_VERSION,
    sequence,
    previous: sequence === 1 ? null : sequence - 1,
    generatedAt: at,
    recordCount,
    withdrawnCount: withdrawn,
    resources: [...files, ...(changes ? [changes] : [])].map(({ path, mediaType, bytes, sha256 }) => ({
      name: resourceName(path),
      path: `/${path}`,
      mediaType,
      bytes,
      sha256,
    })),
  });
}

/**
 * JSON files are called without their ending, `record.schema`, and others with it, `inventory.csv`; `v1/changes/3.json` is called
 * `changes` and `v1/labels/en.json` `labels.en`.
 */
function resourceName(path: string): string {
  if (path.startsWith('v1/changes/')) return 'changes';
  const name = path.replace(/^.*\//, '').replace(/\.json$/, '');
  return path.startsWith('v1/labels/') ? `labels.${name}` : name;
}
