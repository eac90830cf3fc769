import { KnownOrganisations, sharedIds, UnknownOrganisations } from '../domain/organisations.ts';
import {
  chainHash,
  type Operation,
  planOperations,
  type Release,
  sealOperation,
  type WaitingRecord,
} from '../domain/release.ts';
import type { Latin } from '../domain/slug.ts';
import type { Head } from '../storage/items/releases.ts';
import { keepOrganisations, lookUpOrganisations } from '../storage/organisations.ts';
import { commitRelease, type OwedRelease, storeOperations } from '../storage/releases.ts';
import { newSalt, sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';

/** What a release is made of. */
export type PlannedRelease = Planned & {
  /** Whether it came past the outbox. */
  readonly reset: boolean;
  /** The changes that it publishes, which are struck out with it. */
  readonly owed: readonly OwedRelease[];
};

/** What publishing some records comes to, and what is known of their organisations. */
export type Planned = {
  readonly operations: readonly Operation[];
  readonly organisations: KnownOrganisations;
  readonly at: string;
};

/**
 * What publishing the records that wait comes to.
 * @param latin spells the names of organisations that are published for the first time
 */
export async function planRelease(
  table: Table,
  { sequence }: Head,
  waiting: readonly WaitingRecord[],
  at: string,
  latin: Latin,
): Promise<Planned> {
  const organisations = new KnownOrganisations();
  for (;;) {
    const unknown = new UnknownOrganisations();
    const settled = sharedIds(organisations.copy(), latin, unknown);
    const operations = planOperations(waiting, { sequence: sequence + 1, at, settled });
    if (unknown.isEmpty) return { operations, organisations, at };
    await lookUpOrganisations(table, unknown, organisations);
  }
}

/**
 * Makes planned operations the release after HEAD: sealed, stored, then committed at once.
 * @returns the release with its chain hash; null when another came first
 */
export async function commitOperations(
  table: Table,
  head: Head,
  { operations: planned, organisations, at, reset, owed }: PlannedRelease,
): Promise<(Release & { readonly chainHash: string }) | null> {
  const operations = planned.map((operation) => sealOperation(operation, newSalt(), sha256));
  const release: Release = {
    sequence: head.sequence + 1,
    at,
    previousSha256: head.chainHash,
    operations,
  };
  const records = planned.flatMap((operation) => ('record' in operation ? operation.record : []));
  if (!(await keepOrganisations(table, organisations, records))) return null;
  const attempt = newSalt();
  if (!(await storeOperations(table, head, operations, attempt))) return null;
  const sealed = { ...release, chainHash: chainHash(release, sha256) };
  return (await commitRelease(table, head, { ...sealed, reset }, attempt, owed)) ? sealed : null;
}
