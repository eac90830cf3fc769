import type { Reference } from '../domain/names.ts';
import { contentOf } from '../domain/record.ts';
import type { CurrentRecord, RecordVersion, Tombstone, VersionFact } from '../domain/record-state.ts';
import { slug } from '../domain/values.ts';
import {
  type RecordState,
  recordStates,
  type StoredVersion,
  versionFacts,
  versions,
} from './items/records.ts';
import { listed } from './items/waiting.ts';
import { keys, prefixes } from './keys.ts';
import type { StoredItem } from './stored.ts';
import type { Bound, Table } from './table.ts';

/** What may be read of a record that is not gone. */
type PresentState = Extract<RecordState, { readonly version: number }>;

/** The record that an id stands for, or what is left of one; null when there never was any. */
export async function findRecord(table: Table, id: string): Promise<CurrentRecord | Tombstone | null> {
  // Whatever stands in an address; DynamoDB refuses keys that are too long.
  const state = slug.safeParse(id).success ? await loadState(table, id) : null;
  if (!state) return null;
  if (state.status === 'withdrawn') return { id, status: state.status, reason: state.reason, at: state.at };
  const version = await loadVersion(table, id, state.version);
  // Between the two reads the record may have moved on, and its older versions been erased.
  if (!version) return findAgain(table, id, state);
  return current(state, version);
}

async function loadState(table: Table, id: string): Promise<RecordState | null> {
  const item = await table.get(keys.record(id));
  return item && recordStates.read(item);
}

async function findAgain(
  table: Table,
  id: string,
  seen: PresentState,
): Promise<CurrentRecord | Tombstone | null> {
  const state = await loadState(table, id);
  if (state?.revision !== seen.revision) return findRecord(table, id);
  throw new Error(`Version ${seen.version} of record ${id} is missing from the table.`);
}

function current({ status, holds, revision }: PresentState, version: RecordVersion): CurrentRecord {
  const { record: id, content, publication, aliases, verified } = version;
  return { id, status, holds, revision, version: version.version, content, publication, aliases, verified };
}

/** A record as the table has it now, also while it is held; null when there is none of that id any more. */
export async function loadRecord(table: Table, id: string): Promise<CurrentRecord | null> {
  const record = await findRecord(table, id);
  return record?.status === 'withdrawn' ? null : record;
}

/** Null when there is no such version, or what it said is erased. */
export async function loadVersion(table: Table, id: string, version: number): Promise<RecordVersion | null> {
  const item = await table.get(keys.version(id, version));
  const stored = item && versions.read(item);
  return stored && !('erased' in stored) ? { ...stored, content: contentOf(stored.content) } : null;
}

/** What is kept of a version as a fact: everything but what it said. */
const factual = ['record', 'version', 'changed', 'submission', 'credit', 'at'] as const;

/** The newest versions of a record, newest first, without what they said. */
export async function loadVersionFacts(
  table: Table,
  id: string,
  limit: number,
): Promise<readonly VersionFact[]> {
  const { pk } = keys.record(id);
  const options = { prefix: prefixes.versions, only: factual, newestFirst: true, limit };
  return (await table.query(pk, options)).map(versionFacts.read);
}

/** The versions that came after one, oldest first. */
export async function loadVersionsSince(
  table: Table,
  id: string,
  version: number,
): Promise<readonly VersionFact[]> {
  const { pk, sk } = keys.version(id, version);
  const options = {
    prefix: prefixes.versions,
    behind: sk,
    only: factual,
    whole: 'unpublishedVersions',
  } as const;
  return (await table.query(pk, options)).map(versionFacts.read);
}

export function versionItem(version: StoredVersion): StoredItem {
  return versions.item(keys.version(version.record, version.version), version);
}

export function recordItem({
  id,
  version,
  status,
  holds,
  revision,
}: PresentState & { readonly id: string }): StoredItem {
  return recordStates.item(keys.record(id), { status, version, holds, revision });
}

export function firstRecordItem(id: string): StoredItem {
  return recordItem({ id, version: 1, status: 'live', holds: [], revision: 1 });
}

export function tombstoneItem({ id, status, reason, at }: Tombstone, revision: number): StoredItem {
  return recordStates.item(keys.record(id), { status, reason, at, revision });
}

/** The references of submissions about a record that wait for a decision. */
export async function loadOpenSubmissions(
  table: Table,
  id: string,
  bound: Bound,
): Promise<readonly Reference[]> {
  const { pk } = keys.record(id);
  const rows = await table.query(pk, { prefix: prefixes.open, ...bound });
  return rows.map((row) => listed.read(row).reference);
}
