import { contentOf } from '../domain/record.ts';
import type { CurrentRecord, RecordVersion, Tombstone, VersionFact } from '../domain/record-state.ts';
import { slug } from '../domain/values.ts';
import { keys, prefixes } from './keys.ts';
import type { Bound, Item, Table } from './table.ts';

/** The record that an id stands for, or what is left of one; null when there never was any. */
export async function findRecord(table: Table, id: string): Promise<CurrentRecord | Tombstone | null> {
  // Whatever stands in an address; DynamoDB refuses keys that are too long.
  const state = slug.safeParse(id).success ? await table.get(keys.record(id)) : null;
  if (!state) return null;
  if (state['status'] === 'withdrawn') return asTombstone(state, id);
  const version = await loadVersion(table, id, Number(state['version']));
  // Between the two reads the record may have moved on, and its older versions been erased.
  if (!version) return findAgain(table, id, state);
  return current(state, version);
}

async function findAgain(table: Table, id: string, seen: Item): Promise<CurrentRecord | Tombstone | null> {
  const state = await table.get(keys.record(id));
  if (state?.['revision'] !== seen['revision']) return findRecord(table, id);
  throw new Error(`Version ${seen['version']} of record ${id} is missing from the table.`);
}

function asTombstone(state: Item, id: string): Tombstone {
  return { id, status: 'withdrawn', reason: state['reason'] as Tombstone['reason'], at: String(state['at']) };
}

function current(state: Item, version: RecordVersion): CurrentRecord {
  const { record: id, content, publication, aliases, verified } = version;
  const { status, holds, revision } = state as unknown as Pick<
    CurrentRecord,
    'status' | 'holds' | 'revision'
  >;
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
  if (!item || item['erased']) return null;
  const stored = withoutKey(item) as RecordVersion;
  return { ...stored, content: contentOf(stored.content) };
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
  return (await table.query(pk, options)).map(factOf);
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
  return (await table.query(pk, options)).map(factOf);
}

function factOf(item: Item): VersionFact {
  const { record, version, changed, submission, credit, at } = item as unknown as VersionFact;
  return { record, version, changed, submission, credit, at };
}

function withoutKey({ pk, sk, ...version }: Item): unknown {
  return version;
}

export function versionItem(version: RecordVersion): Item {
  return { ...keys.version(version.record, version.version), ...version };
}

/** A version of which only the fact is left. */
export function erasedVersionItem(fact: VersionFact): Item {
  return { ...keys.version(fact.record, fact.version), ...fact, erased: true };
}

type RecordState = Pick<CurrentRecord, 'id' | 'version' | 'status' | 'holds' | 'revision'>;

export function recordItem({ id, version, status, holds, revision }: RecordState): Item {
  return { ...keys.record(id), status, version, holds, revision };
}

export function firstRecordItem(id: string): Item {
  return recordItem({ id, version: 1, status: 'live', holds: [], revision: 1 });
}

export function tombstoneItem({ id, status, reason, at }: Tombstone, revision: number): Item {
  return { ...keys.record(id), status, reason, at, revision };
}

/** The references of submissions about a record that wait for a decision. */
export async function loadOpenSubmissions(
  table: Table,
  id: string,
  bound: Bound,
): Promise<readonly string[]> {
  const { pk } = keys.record(id);
  const rows = await table.query(pk, { prefix: prefixes.open, ...bound });
  return rows.map(({ reference }) => String(reference));
}
