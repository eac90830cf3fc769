import type { InventoryRecord } from '../domain/record.ts';
import type { PurgedOperation, Release, SealedOperation } from '../domain/release.ts';
import { purgedOperation } from '../domain/release.ts';
import { SEARCH_FORMAT } from '../domain/search.ts';
import { absent, matching } from './conditions.ts';
import { inParallel } from './in-parallel.ts';
import { inPortions } from './in-portions.ts';
import {
  type Head,
  heads,
  type OwedRelease as OwedChange,
  operations,
  owedReleases,
  releaseParts,
  releases,
  wakeUps,
} from './items/releases.ts';
import { type Key, keys, outboxes, releaseParts as partsOf, prefixes } from './keys.ts';
import { purgeWrites } from './purges.ts';
import type { Item } from './stored.ts';
import type { Table, Write } from './table.ts';

/** A change that waits for the publisher, as its row. */
export type OwedRelease = Key & OwedChange;

/** A transaction has 100 writes, two of which are the release and HEAD. */
const RELEASE_WRITES = 98;

export async function loadHead(table: Table): Promise<Head> {
  const item = await table.get(keys.head);
  return item ? heads.read(item) : { sequence: 0, chainHash: null, projected: 0 };
}

/** Whether what is kept beside the files is made as it is today; before the first release there is nothing. */
export function isSearchable({ sequence, search }: Head): boolean {
  return sequence === 0 || search === SEARCH_FORMAT;
}

/** What must not wait behind anything: it goes in a release of its own. */
export function loadUrgentReleases(table: Table): Promise<readonly OwedRelease[]> {
  return loadOwed(table, prefixes.urgentReleases);
}

/** What the next release takes. */
export function loadOwedReleases(table: Table): Promise<readonly OwedRelease[]> {
  return loadOwed(table, prefixes.owedReleases);
}

async function loadOwed(table: Table, prefix: string): Promise<readonly OwedRelease[]> {
  const rows = await table.query(outboxes.publish, { prefix, limit: RELEASE_WRITES });
  return atOnce(rows.map(owedReleases.row));
}

/** As many as a transaction strikes out; what is withdrawn has one write more each. */
function atOnce(owed: readonly OwedRelease[]): readonly OwedRelease[] {
  let room = RELEASE_WRITES;
  return owed.filter(({ erases }) => {
    room -= erases === null ? 1 : 2;
    return room >= 0;
  });
}

/** Operations of this many records of the largest size go into a transaction: it holds 4 MB. */
const OPERATIONS_AT_ONCE = 25;

/** Records that an item names. */
const PART_LENGTH = 1000;

/** HEAD must be what something was planned on. */
export function unmovedHead({ sequence }: Pick<Head, 'sequence'>): Write {
  return { check: keys.head, when: sequence === 0 ? absent : matching({ sequence }) };
}

/**
 * Operations as items of their records' partitions, which no release refers to yet. They are stored only while HEAD is
 * what they were planned on: a publisher that slept must not bring back what was erased meanwhile.
 * @returns false when HEAD has moved
 */
export async function storeOperations(
  table: Table,
  head: Head,
  planned: readonly SealedOperation[],
  attempt: string,
): Promise<boolean> {
  const sequence = head.sequence + 1;
  for (let start = 0; start < planned.length; start += OPERATIONS_AT_ONCE) {
    const puts = planned.slice(start, start + OPERATIONS_AT_ONCE).map((operation) => ({
      put: operations.item(keys.operation(operation.id, sequence, attempt), operation),
      when: absent,
    }));
    const { refused } = await table.transact([unmovedHead(head), ...puts]);
    if (refused.length > 0) return false;
  }
  for (let start = 0; start < planned.length; start += PART_LENGTH) {
    const ids = planned.slice(start, start + PART_LENGTH).map(({ id }) => id);
    await table.put(releaseParts.item(keys.releasePart(sequence, attempt, start / PART_LENGTH), { ids }));
  }
  return true;
}

/**
 * Makes a release the newest one and strikes out the changes it publishes, all or nothing. What was withdrawn with it is
 * then owed to disappear from everything older.
 * @returns false when another release came first
 */
export async function commitRelease(
  table: Table,
  head: Head,
  release: Release & { readonly chainHash: string; readonly reset: boolean },
  attempt: string,
  owed: readonly OwedRelease[],
): Promise<boolean> {
  const { sequence, at, previousSha256, chainHash, reset } = release;
  const { refused } = await table.transact([
    {
      put: heads.item(keys.head, { ...head, sequence, chainHash }),
      when: head.sequence === 0 ? absent : matching({ sequence: head.sequence }),
    },
    {
      put: releases.item(keys.release(sequence), {
        sequence,
        at,
        previousSha256,
        reset,
        attempt,
        count: release.operations.length,
      }),
      when: absent,
    },
    ...owed.map(({ pk, sk }) => ({ remove: { pk, sk } })),
    ...purgeWrites(owed, sequence, sequence),
  ]);
  return refused.length === 0;
}

/** The files of HEAD are written; nothing to remember when HEAD has moved on meanwhile. */
export async function markProjected(table: Table, { sequence, chainHash }: Head): Promise<void> {
  const head = { sequence, chainHash, projected: sequence, search: SEARCH_FORMAT };
  await table.put(heads.item(keys.head, head), matching({ sequence }));
}

/** All files have to be written again. */
export async function markUnprojected(table: Table, head: Head): Promise<void> {
  await table.put(heads.item(keys.head, { ...head, projected: 0 }), matching({ sequence: head.sequence }));
}

/**
 * Strikes out changes that came to nothing: a version that was published already. What was withdrawn of a record that is
 * not public has to disappear all the same.
 */
export async function dropOwed(
  table: Table,
  { sequence }: Head,
  owed: readonly OwedRelease[],
): Promise<void> {
  const removals = owed.map(({ pk, sk }) => ({ remove: { pk, sk } }));
  await table.transact([...removals, ...purgeWrites(owed, sequence, sequence + 1)]);
}

/** What is known of a release without reading its operations. @throws {Error} when it is missing */
export async function loadReleaseFacts(table: Table, sequence: number) {
  const item = await table.get(keys.release(sequence));
  if (!item) throw new Error(`Release ${sequence} is missing from the table.`);
  return releases.read(item);
}

/** @throws {Error} when the release or one of its operations is missing */
export async function loadRelease(table: Table, sequence: number): Promise<Release> {
  const { at, previousSha256, attempt, operations: listed } = await loadReleaseFacts(table, sequence);
  const parts = listed
    ? []
    : await table.query(keys.release(sequence).pk, { prefix: partsOf(attempt), whole: 'releaseParts' });
  const ids = listed?.map(({ id }) => id) ?? parts.flatMap((part) => releaseParts.read(part).ids);
  const done = await inParallel(ids, async (id) => {
    const operation = await table.get(keys.operation(id, sequence, attempt));
    if (!operation) throw new Error(`What release ${sequence} did to ${id} is missing from the table.`);
    return operations.read(operation);
  });
  return { sequence, at, previousSha256, operations: done };
}

/** Operations of a record read at a time: each may hold 64 KB, and is looked up in its release. */
export const OPERATIONS_PORTION = 50;

/** What releases did to a record, in portions, and what a publisher's attempt that came to nothing would have done. */
export async function* loadOperations(
  table: Table,
  id: string,
  { newestFirst = false, portion = OPERATIONS_PORTION } = {},
): AsyncGenerator<readonly RecordOperation[]> {
  const list = { prefix: prefixes.operations, newestFirst };
  for await (const items of inPortions(table, keys.record(id).pk, list, portion)) {
    yield await inParallel(items, (item) => recordOperation(table, item));
  }
}

/** A release that was tried twice, and what came before it. */
const NEWEST_PORTION = 3;

/** How a record was published last, also where it is out of the inventory now, and whether it is in it. */
export async function loadPublished(
  table: Table,
  id: string,
): Promise<{ readonly published: boolean; readonly last: InventoryRecord | null }> {
  let published: boolean | null = null;
  for await (const portion of loadOperations(table, id, { newestFirst: true, portion: NEWEST_PORTION })) {
    for (const one of portion.filter((each) => each.published)) {
      published ??= one.operation.op !== 'remove';
      if ('record' in one.operation) return { published, last: one.operation.record };
    }
  }
  return { published: published ?? false, last: null };
}

/** The operations that come behind one of a record, oldest first. */
export async function operationsBehind(
  table: Table,
  id: string,
  behind: string | null,
): Promise<readonly RecordOperation[]> {
  const list = { prefix: prefixes.operations, behind, limit: OPERATIONS_PORTION };
  const items = await table.query(keys.record(id).pk, list);
  return inParallel(items, (item) => recordOperation(table, item));
}

async function recordOperation(table: Table, item: Item): Promise<RecordOperation> {
  const [, digits = '', attempt] = item.sk.split('#');
  const sequence = Number(digits);
  const release = await table.get(keys.release(sequence));
  const published = release !== null && releases.read(release).attempt === attempt;
  return { key: { pk: item.pk, sk: item.sk }, sequence, published, operation: operations.read(item) };
}

export type RecordOperation = {
  readonly key: Key;
  readonly sequence: number;
  /** False where a publisher's attempt came to nothing. */
  readonly published: boolean;
  readonly operation: SealedOperation | PurgedOperation;
};

/** Takes the content out of an operation, and leaves what the chain needs. */
export async function purgeOperation(table: Table, { key, operation }: RecordOperation): Promise<void> {
  await table.put(operations.item(key, purgedOperation(operation)));
}

/** Wakes the publisher when no change is owed: it finishes files that lag behind HEAD. */
export async function wakePublisher(table: Table, now: Date): Promise<void> {
  await table.put(wakeUps.item(keys.wakePublisher, { wakeAt: now.toISOString() }));
}
