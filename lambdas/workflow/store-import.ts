import { sameJson } from '../domain/canonical.ts';
import type { Brought } from '../domain/imported.ts';
import { type Content, fields, type Publication } from '../domain/record.ts';
import { nextVersion, type RecordVersion } from '../domain/record-state.ts';
import { applyOperations, type Inventory, planOperations, type WaitingRecord } from '../domain/release.ts';
import type { Latin } from '../domain/slug.ts';
import { absent } from '../storage/conditions.ts';
import { inParallel } from '../storage/in-parallel.ts';
import type { Head } from '../storage/items/releases.ts';
import { keys } from '../storage/keys.ts';
import { openCountItem } from '../storage/open-count.ts';
import type { PublishedFiles } from '../storage/published-files.ts';
import { effectWrites } from '../storage/record-writes.ts';
import { firstRecordItem, loadRecord, loadVersion, versionItem } from '../storage/records.ts';
import { loadHead, wakePublisher } from '../storage/releases.ts';
import { broughtWrite, sourceKeyWrite } from '../storage/sources.ts';
import type { Table, Write } from '../storage/table.ts';
import { commitOperations } from './commit-operations.ts';
import { keyHash, type RowPlan } from './plan-import.ts';
import { publishedInventory } from './projection.ts';

/** An import as it is stored. */
export type Import = {
  readonly table: Table;
  readonly source: string;
  readonly name: string;
  readonly at: string;
};

/** A row as it is stored: what it is called by its source, and what is remembered that it said. */
type Remembered = { readonly key: string; readonly brought: Brought };

function memory(
  { source, name, at }: Import,
  record: string,
  { key, brought }: Remembered,
): readonly Write[] {
  return [broughtWrite(record, source, brought, { name, at }), sourceKeyWrite(source, keyHash(key), record)];
}

/** @returns false where somebody else took the id meanwhile */
export async function storeAddition(
  one: Import,
  { id, content, publication }: Extract<RowPlan, { type: 'add' }>,
  row: Remembered,
): Promise<boolean> {
  const version = firstVersion(id, content, publication, one.at);
  const { refused } = await one.table.transact([
    { put: firstRecordItem(id), when: absent },
    { check: keys.alias(id), when: absent },
    { put: versionItem(version), when: absent },
    { put: openCountItem(id, 0), when: absent },
    ...memory(one, id, row),
  ]);
  return refused.length === 0;
}

function firstVersion(record: string, content: Content, publication: Publication, at: string): RecordVersion {
  const by = { submission: null, credit: null, at, verified: null };
  return { record, version: 1, content, publication, aliases: [], changed: fields, ...by };
}

/**
 * The next version of a record that is there, should anything change, and what the source said.
 * @returns false where the record moved meanwhile
 */
export async function storeUpdate(
  one: Import,
  { record, content, publication, changed, last }: Extract<RowPlan, { type: 'update' }>,
  row: Remembered,
): Promise<boolean> {
  const isNews = changed.length > 0 || publication !== record.publication;
  if (!isNews && sameJson(row.brought, last)) return true;
  const made = { changed, submission: null, credit: null, at: one.at, content, publication };
  const effect = { type: 'revise', version: nextVersion(record, made), erases: [] } as const;
  const { refused } = await one.table.transact([
    ...(isNews ? effectWrites(effect, record, { at: one.at, by: causeOf(one, record.id) }) : []),
    ...memory(one, record.id, row),
  ]);
  return refused.length === 0;
}

/** What is owed is told apart by its cause: an import has one for each record that it changes. */
function causeOf({ name }: Import, record: string): string {
  return `${name}/${record}`;
}

/** Remembers what a source said of fields that a submission is about now. */
export async function storeSaid(one: Import, record: string, row: Remembered): Promise<void> {
  await one.table.transact(memory(one, record, row));
}

/** A release as large as its item holds: each operation has a line in it. */
export const RELEASED_AT_ONCE = 1000;

export type Releasing = {
  readonly table: Table;
  readonly files: PublishedFiles;
  readonly latin: Latin;
  readonly now: () => Date;
  /** Waits until the publisher may have written the files of HEAD. */
  readonly pause: () => Promise<void>;
};

/** How often it is waited for the files of HEAD. */
const ROUNDS = 600;

/**
 * Publishes records that were added, past the outbox: in releases as large as they may be, each complete, marked as a new beginning.
 * @returns the newest release
 */
export async function releaseAdded(releasing: Releasing, ids: readonly string[]): Promise<Head> {
  const { table, now } = releasing;
  let state = await publishedState(releasing);
  for (let start = 0; start < ids.length; ) {
    const some = ids.slice(start, start + RELEASED_AT_ONCE);
    const released = await releaseSome(releasing, state, some);
    if (released) start += some.length;
    state = released ?? (await publishedState(releasing));
  }
  await wakePublisher(table, now());
  return state.head;
}

type PublishedState = { readonly head: Head; readonly inventory: Inventory };

/** The newest release with all that is published; waits for its files where they are being written. */
async function publishedState({ table, files, now, pause }: Releasing): Promise<PublishedState> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const head = await loadHead(table);
    const inventory = await publishedInventory(files, head);
    if (inventory) return { head, inventory };
    if (round === 0) await wakePublisher(table, now());
    await pause();
  }
  throw new Error('The published files did not follow the newest release.');
}

/** @returns the state after the release; null where somebody else published meanwhile */
async function releaseSome(
  { table, latin, now }: Releasing,
  { head, inventory }: PublishedState,
  ids: readonly string[],
): Promise<PublishedState | null> {
  const found = await inParallel(ids, (id) => waitingRecord(table, id, inventory));
  const at = now().toISOString();
  const sequence = head.sequence + 1;
  const planned = planOperations(
    found.flatMap((one) => one ?? []),
    inventory,
    sequence,
    at,
    latin,
  );
  if (planned.length === 0) return { head, inventory };
  const released = await commitOperations(table, head, { operations: planned, at, reset: true, owed: [] });
  return (
    released && {
      head: { sequence, chainHash: released.chainHash, projected: head.projected },
      inventory: applyOperations(inventory, released.operations),
    }
  );
}

/** Null where it is published, or gone. */
async function waitingRecord(table: Table, id: string, inventory: Inventory): Promise<WaitingRecord | null> {
  if (inventory.has(id)) return null;
  const state = await loadRecord(table, id);
  const version = state && (await loadVersion(table, id, state.version));
  if (!state || !version) return null;
  return { id, state, fresh: [version], last: null, consented: false, removed: false };
}
