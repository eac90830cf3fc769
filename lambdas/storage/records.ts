import type { CurrentRecord, RecordVersion } from '../domain/inventory.ts';
import { slug } from '../domain/record.ts';
import { matching } from './conditions.ts';
import { keys, prefixes } from './keys.ts';
import type { Item, Table, Write } from './table.ts';

/** A record as the table has it now; null when there is none of that id. */
export async function loadRecord(table: Table, id: string): Promise<CurrentRecord | null> {
  // Whatever stands in an address; DynamoDB refuses keys that are too long.
  const state = slug.safeParse(id).success ? await table.get(keys.record(id)) : null;
  if (!state) return null;
  const version = await loadVersion(table, id, Number(state['version']));
  if (!version) throw new Error(`Version ${state['version']} of record ${id} is missing from the table.`);
  const { content, publication, aliases } = version;
  return { id, status: 'live', version: version.version, content, publication, aliases };
}

export async function loadVersion(table: Table, id: string, version: number): Promise<RecordVersion | null> {
  const item = await table.get(keys.version(id, version));
  return item ? asVersion(item) : null;
}

/** All versions of a record, newest first. */
export async function loadVersions(table: Table, id: string): Promise<readonly RecordVersion[]> {
  const { pk } = keys.record(id);
  const items = await table.query(pk, { prefix: prefixes.versions, newestFirst: true });
  return items.map(asVersion);
}

function asVersion({ pk, sk, ...version }: Item): RecordVersion {
  return version as unknown as RecordVersion;
}

export function versionItem(version: RecordVersion): Item {
  return { ...keys.version(version.record, version.version), ...version };
}

export function recordItem(id: string, version: number): Item {
  return { ...keys.record(id), status: 'live', version };
}

/** Still live and at this version, whatever a decision on it was made of. */
export function unmoved(record: CurrentRecord): Write {
  return { check: keys.record(record.id), when: matching({ status: 'live', version: record.version }) };
}
