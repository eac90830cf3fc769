import type { Release, SealedOperation } from '../domain/release.ts';
import { absent, matching } from './conditions.ts';
import { type Key, keys, outboxes, prefixes } from './keys.ts';
import type { Item, Table } from './table.ts';

/** The newest release's number and what the next one needs of it; 0 before the first. */
export type Head = {
  readonly sequence: number;
  readonly chainHash: string | null;
  /** The newest release whose files are all written. */
  readonly projected: number;
};

/** A change that waits for the publisher. */
export type OwedRelease = Key & {
  readonly record: string;
  readonly version: number;
  readonly owedSince: string;
};

/** Changes one release takes at most: a transaction has 100 writes, two of which are the release and HEAD. */
const RELEASE_LIMIT = 98;

export async function loadHead(table: Table): Promise<Head> {
  const item = await table.get(keys.head);
  return item ? (item as unknown as Head) : { sequence: 0, chainHash: null, projected: 0 };
}

export async function loadOwedReleases(table: Table): Promise<readonly OwedRelease[]> {
  const rows = await table.query(outboxes.publish, { prefix: prefixes.owedReleases, limit: RELEASE_LIMIT });
  return rows as unknown as readonly OwedRelease[];
}

/** Operations as items of their records' partitions, which no release refers to yet. */
export async function storeOperations(table: Table, release: Release, attempt: string): Promise<void> {
  for (const operation of release.operations) {
    await table.put({ ...keys.operation(operation.id, release.sequence, attempt), ...operation }, absent);
  }
}

/**
 * Makes a release the newest one and strikes out the changes it publishes, all or nothing.
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
  const operations = release.operations.map(({ op, id, digest }) => ({ op, id, digest }));
  const { refused } = await table.transact([
    {
      put: { ...keys.head, sequence, chainHash, projected: head.projected },
      when: head.sequence === 0 ? absent : matching({ sequence: head.sequence }),
    },
    {
      put: { ...keys.release(sequence), sequence, at, previousSha256, reset, attempt, operations },
      when: absent,
    },
    ...owed.map(({ pk, sk }) => ({ remove: { pk, sk } })),
  ]);
  return refused.length === 0;
}

/** The files of HEAD are written; nothing to remember when HEAD has moved on meanwhile. */
export async function markProjected(table: Table, { sequence, chainHash }: Head): Promise<void> {
  await table.put({ ...keys.head, sequence, chainHash, projected: sequence }, matching({ sequence }));
}

/** Strikes out changes that came to nothing: a version that was published already. */
export async function dropOwed(table: Table, owed: readonly OwedRelease[]): Promise<void> {
  await table.transact(owed.map(({ pk, sk }) => ({ remove: { pk, sk } })));
}

/** @throws {Error} when the release or one of its operations is missing */
export async function loadRelease(table: Table, sequence: number): Promise<Release> {
  const item = await table.get(keys.release(sequence));
  if (!item) throw new Error(`Release ${sequence} is missing from the table.`);
  const references = item['operations'] as readonly { readonly id: string }[];
  const attempt = String(item['attempt']);
  const operations: SealedOperation[] = [];
  for (const { id } of references) {
    const operation = await table.get(keys.operation(id, sequence, attempt));
    if (!operation) throw new Error(`What release ${sequence} did to ${id} is missing from the table.`);
    operations.push(asOperation(operation));
  }
  return {
    sequence,
    at: String(item['at']),
    previousSha256: item['previousSha256'] as string | null,
    operations,
  };
}

function asOperation({ pk, sk, ...operation }: Item): SealedOperation {
  return operation as unknown as SealedOperation;
}

/** Wakes the publisher when no change is owed: it finishes files that lag behind HEAD. */
export async function wakePublisher(table: Table, now: Date): Promise<void> {
  await table.put({ ...keys.wakePublisher, wakeAt: now.toISOString() });
}
