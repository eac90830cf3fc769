import type { Sha256 } from '../domain/canonical.ts';
import { DAY_MS } from '../domain/durations.ts';
import type { InventoryRecord } from '../domain/record.ts';
import { recordFile } from '../domain/record-path.ts';
import { type Inventory, isForGood, type Release } from '../domain/release.ts';
import { dataPackage } from './datapackage.ts';
import { feedAtom } from './feed-atom.ts';
import type { FeedItem } from './feed-items.ts';
import { feedJson } from './feed-json.ts';
import { type Artefact, bulkFile, type Frame, type Imprint, jsonFile } from './format.ts';
import { bulkFormats } from './formats.ts';
import { inventoryJson } from './inventory-json.ts';
import { inventorySchemaJson, recordSchemaJson } from './json-schema.ts';
import { labelsFile } from './labels.ts';
import { modifiedFile } from './modified.ts';

/** A line of `delta.json`: where one release's operations are, and the hash of that file. */
export type DeltaEntry = {
  readonly sequence: number;
  readonly at: string;
  readonly path: string;
  readonly sha256: string;
};

/** The published state after the newest release: all that files are made of. */
export type PublishedState = {
  readonly release: Release;
  readonly inventory: Inventory;
  /** Newest first. */
  readonly delta: readonly DeltaEntry[];
  /** What feeds tell of, newest first. */
  readonly feed: readonly FeedItem[];
  /** How many records left the inventory for good. */
  readonly withdrawn: number;
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
  const file = changesFile(release);
  const entry = {
    sequence: release.sequence,
    at: release.at,
    path: `/${file.path}`,
    sha256: sha256(file.body),
  };
  const oldest = new Date(Date.parse(release.at) - DELTA_DAYS * DAY_MS).toISOString();
  return [entry, ...delta.filter((one) => one.sequence < entry.sequence && one.at >= oldest)].slice(
    0,
    DELTA_LENGTH,
  );
}

/** The delta list with the files as they are now of older releases some of which was purged. */
export function rehashedDelta(
  delta: readonly DeltaEntry[],
  purged: readonly Release[],
  sha256: Sha256,
): readonly DeltaEntry[] {
  const hashes = new Map(purged.map((release) => [release.sequence, sha256(changesFile(release).body)]));
  return delta.map((entry) => ({ ...entry, sha256: hashes.get(entry.sequence) ?? entry.sha256 }));
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

/** The files of the whole inventory, `index.json` last: it names the others with their hashes. */
export function inventoryFiles(state: PublishedState, imprint: Imprint, sha256: Sha256): readonly Artefact[] {
  const { release, inventory, delta, feed } = state;
  const frame: Frame = { sequence: release.sequence, at: release.at, imprint };
  const records = sortedRecords(inventory);
  const files = [
    ...bulkFormats.map((format) => bulkFile(format, records, frame)),
    modifiedFile(records),
    dataPackage(frame),
    jsonFile(paths.delta, { sequences: delta }),
    feedJson(feed, frame),
    feedAtom(feed, frame),
    labelsFile('en'),
    jsonFile(paths.recordSchema, recordSchemaJson(), 'application/schema+json'),
    jsonFile(paths.inventorySchema, inventorySchemaJson(), 'application/schema+json'),
  ];
  return [...files, indexFile(state, imprint, files, sha256)];
}

function indexFile(
  state: PublishedState,
  imprint: Imprint,
  files: readonly Artefact[],
  sha256: Sha256,
): Artefact {
  const { release, inventory, withdrawn } = state;
  const { name, title, licence, disclaimer } = imprint;
  return jsonFile(paths.index, {
    ...{ name, title, licence, disclaimer },
    schemaVersion: SCHEMA_VERSION,
    sequence: release.sequence,
    previous: release.sequence === 1 ? null : release.sequence - 1,
    generatedAt: release.at,
    recordCount: inventory.size,
    withdrawnCount: withdrawn,
    resources: [...files, changesFile(release)].map((file) => ({
      name: resourceName(file.path),
      path: `/${file.path}`,
      mediaType: file.mediaType,
      bytes: new TextEncoder().encode(file.body).length,
      sha256: sha256(file.body),
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

function sortedRecords(inventory: Inventory): readonly InventoryRecord[] {
  return [...inventory.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
