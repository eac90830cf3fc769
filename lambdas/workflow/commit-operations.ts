import { chainHash, type Operation, type Release, sealOperation } from '../domain/release.ts';
import type { Head } from '../storage/items/releases.ts';
import { commitRelease, type OwedRelease, storeOperations } from '../storage/releases.ts';
import { newSalt, sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';

/** What a release is made of. */
export type PlannedRelease = {
  readonly operations: readonly Operation[];
  readonly at: string;
  /** Whether it came past the outbox. */
  readonly reset: boolean;
  /** The changes that it publishes, which are struck out with it. */
  readonly owed: readonly OwedRelease[];
};

/**
 * Makes planned operations the release after HEAD: sealed, stored, then committed at once.
 * @returns the release with its chain hash; null when another came first
 */
export async function commitOperations(
  table: Table,
  head: Head,
  { operations: planned, at, reset, owed }: PlannedRelease,
): Promise<(Release & { readonly chainHash: string }) | null> {
  const operations = planned.map((operation) => sealOperation(operation, newSalt(), sha256));
  const release: Release = {
    sequence: head.sequence + 1,
    at,
    previousSha256: head.chainHash,
    operations,
  };
  const attempt = newSalt();
  if (!(await storeOperations(table, head, operations, attempt))) return null;
  const sealed = { ...release, chainHash: chainHash(release, sha256) };
  return (await commitRelease(table, head, { ...sealed, reset }, attempt, owed)) ? sealed : null;
}
