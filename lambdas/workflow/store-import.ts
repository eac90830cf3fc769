import { sameJson } from '../domain/canonical.ts';
import type { Brought } from '../domain/imported.ts';
import { type Content, fields, type Publication } from '../domain/record.ts';
import { nextVersion, type RecordVersion } from '../domain/record-state.ts';
import type { WaitingRecord } from '../domain/release.ts';
import type { Latin } from '../domain/slug.ts';
import { absent } from '../storage/conditions.ts';
import { inParallel } from '../storage/in-parallel.ts';
import type { Head } from '../storage/items/releases.ts';
import { keys } from '../storage/keys.ts';
import { openCountItem } from '../storage/open-count.ts';
import { effectWrites } from '../storage/record-writes.ts';
import { firstRecordItem, loadRecord, loadVersion, versionItem } from '../storage/records.ts';
import { isSearchable, loadHead, loadPublished, wakePublisher } from '../storage/releases.ts';
import { broughtWrite, sourceKeyWrite } from '../storage/sources.ts';
import type { Table, Write } from '../storage/table.ts';
import { commitOperations, planRelease } from './commit-operations.ts';
import { keyHash, type RowPlan } from './plan-import.ts';

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

/** Records of a release: as many as a publisher brings into the files in a step. */
export const RELEASED_AT_ONCE = 1000;

export type Releasing = {
  readonly table: Table;
  readonly latin: Latin;
  readonly now: () => Date;
  /** Waits until the publisher may have made anew what is kept beside the files. */
  readonly pause: () => Promise<void>;
};

/** How often it is waited for the publisher. */
const ROUNDS = 600;

/**
 * Publishes records that were added, past the outbox: in releases as large as they may be, each complete, marked as a new beginning.
 * @returns the newest release
 */
export async function releaseAdded(releasing: Releasing, ids: readonly string[]): Promise<Head> {
  const { table, now } = releasing;
  // Records that lie next to each other in the files go out together.
  const sorted = [...ids].sort();
  let head = await keptHead(releasing);
  for (let start = 0; start < sorted.length; ) {
    const some = sorted.slice(start, start + RELEASED_AT_ONCE);
    const released = await releaseSome(releasing, head, some);
    if (released) start += some.length;
    head = released ?? (await loadHead(table));
  }
  await wakePublisher(table, now());
  return head;
}

/** The newest release, once the ids are kept that its organisations have: waits for the publisher where they are not. */
async function keptHead({ table, now, pause }: Releasing): Promise<Head> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const head = await loadHead(table);
    if (head.projected === 0 || isSearchable(head)) return head;
    if (round === 0) await wakePublisher(table, now());
    await pause();
  }
  throw new Error('The publisher did not make anew what is kept beside the files.');
}

/** @returns the release; null where somebody else published meanwhile */
async function releaseSome(
  { table, latin, now }: Releasing,
  head: Head,
  ids: readonly string[],
): Promise<Head | null> {
  const found = await inParallel(ids, (id) => waitingRecord(table, id));
  const waiting = found.filter((one) => one !== null);
  const planned = await planRelease(table, head, waiting, now().toISOString(), latin);
  if (planned.operations.length === 0) return head;
  const released = await commitOperations(table, head, { ...planned, reset: true, owed: [] });
  return released && { ...head, sequence: released.sequence, chainHash: released.chainHash };
}

/** Null where it was published, or is gone. */
async function waitingRecord(table: Table, id: string): Promise<WaitingRecord | null> {
  const { published, last } = await loadPublished(table, id);
  if (published || last) return null;
  const state = await loadRecord(table, id);
  const version = state && (await loadVersion(table, id, state.version));
  if (!state || !version) return null;
  return { id, state, fresh: [version], last, published, consented: false, removed: false };
}
