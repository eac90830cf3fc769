import { contentOf, fields, type ImportedRecord } from '../domain/record.ts';
import type { RecordVersion } from '../domain/record-state.ts';
import type { WaitingRecord } from '../domain/release.ts';
import { absent } from '../storage/conditions.ts';
import { aliases } from '../storage/items/records.ts';
import { keys } from '../storage/keys.ts';
import { openCountItem } from '../storage/open-count.ts';
import { firstRecordItem, loadRecord, loadVersion, versionItem } from '../storage/records.ts';
import { loadHead, wakePublisher } from '../storage/releases.ts';
import { makeStampKeys } from '../storage/stamps.ts';
import type { Table } from '../storage/table.ts';
import { commitOperations, planRelease } from './commit-operations.ts';

/**
 * Loads the first records into an empty table, as release 1; a table that has releases is left as it is.
 * Started again after a crash, it goes on where it was: nothing counts before HEAD moves.
 * @returns whether it loaded
 */
export async function loadInventory(
  table: Table,
  records: readonly ImportedRecord[],
  now: Date,
): Promise<boolean> {
  // Forms need a key to be stamped with before the first sweep makes one.
  await makeStampKeys(table, now);
  const head = await loadHead(table);
  if (head.sequence > 0) return false;
  const at = now.toISOString();
  const versions: RecordVersion[] = [];
  for (const record of records) {
    const version = firstVersion(record, at);
    await table.put(versionItem(version), absent);
    await table.transact([
      { put: firstRecordItem(version.record), when: absent },
      { put: openCountItem(version.record, 0), when: absent },
      ...version.aliases.map((alias) => ({
        put: aliases.item(keys.alias(alias), { record: version.record }),
      })),
    ]);
    // What a load that died before this one stored stands: release 1 is made of what the table says.
    versions.push((await loadVersion(table, record.id, 1)) ?? version);
  }
  const waiting = await Promise.all(versions.map((version) => firstWaiting(table, version)));
  const planned = await planRelease(table, head, waiting, at, (text) => text);
  const loaded = await commitOperations(table, head, { ...planned, reset: true, owed: [] });
  await wakePublisher(table, now);
  return loaded !== null;
}

async function firstWaiting(table: Table, version: RecordVersion): Promise<WaitingRecord> {
  const state = await loadRecord(table, version.record);
  if (!state) throw new Error(`Record ${version.record} is missing from the table.`);
  const { record: id } = version;
  return { id, state, fresh: [version], last: null, published: false, consented: true, removed: false };
}

function firstVersion(record: ImportedRecord, at: string): RecordVersion {
  const { id, aliases, publication } = record;
  return {
    record: id,
    version: 1,
    content: contentOf(record),
    publication,
    aliases,
    changed: fields,
    submission: null,
    credit: null,
    at,
    verified: null,
  };
}
