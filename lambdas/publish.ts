import { S3Client } from '@aws-sdk/client-s3';
import { readEnvironment } from './config/environment.ts';
import {
  chainHash,
  type Inventory,
  isMassRemoval,
  type Operation,
  planOperations,
  type Release,
  sealOperation,
  type WaitingRecord,
} from './domain/release.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { projectReleases, publishedInventory } from './storage/projection.ts';
import { type PublishedFiles, s3PublishedFiles } from './storage/published-files.ts';
import { loadVersion } from './storage/records.ts';
import {
  commitRelease,
  dropOwed,
  type Head,
  loadHead,
  loadOwedReleases,
  type OwedRelease,
  storeOperations,
} from './storage/releases.ts';
import { newSalt, sha256 } from './storage/secrets.ts';
import type { Table } from './storage/table.ts';

export type PublishDependencies = Dependencies & { readonly files: PublishedFiles };

/** A run that starts over this often has met something other than a second publisher. */
const ROUNDS = 100;

/** Publishes what is owed, release after release, until nothing is. What woke it does not matter. */
export function publishHandler(dependencies: PublishDependencies) {
  return async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      if ((await publishOnce(dependencies)) === 'done') return;
    }
    throw new Error(`The publisher started over ${ROUNDS} times.`);
  };
}

/** Finishes the files of HEAD, then commits the next release, whose files the next round writes. */
async function publishOnce(dependencies: PublishDependencies): Promise<'done' | 'again'> {
  const { table, files, settings, now } = dependencies;
  const { title, licence, disclaimer } = settings.inventory;
  const projection = { table, files, imprint: { name: settings.portal.name, title, licence, disclaimer } };
  const head = await projectReleases(projection);
  if (!head) return 'again';
  const owed = await loadOwedReleases(table);
  if (owed.length === 0) return 'done';
  // Planned on the very state whose HEAD the commit then requires: nobody's release can come in between.
  const inventory = await publishedInventory(files, head);
  if (!inventory) {
    // The file of a release that came meanwhile is no loss.
    if ((await loadHead(table)).sequence === head.sequence) await projectReleases(projection, true);
    return 'again';
  }
  const at = now().toISOString();
  const waiting = await loadWaiting(table, owed, inventory);
  const operations = planOperations(waiting, inventory, head.sequence + 1, at);
  return release(dependencies, {
    head,
    owed,
    at,
    ...withoutMassRemoval(dependencies, operations, inventory),
  });
}

type Plan = {
  readonly head: Head;
  readonly at: string;
  readonly owed: readonly OwedRelease[];
  readonly operations: readonly Operation[];
  /** Records whose removal was stopped: their changes stay owed. */
  readonly stopped: ReadonlySet<string>;
};

/** Too many removals at once are left out and reported; the rest goes on. */
function withoutMassRemoval(
  { logger, measure }: PublishDependencies,
  operations: readonly Operation[],
  inventory: Inventory,
): Pick<Plan, 'operations' | 'stopped'> {
  if (!isMassRemoval(operations, inventory)) return { operations, stopped: new Set() };
  const removals = operations.filter(({ op }) => op === 'remove');
  measure('RemovalStopped');
  logger.error('too many records would be removed at once', { records: removals.map(({ id }) => id) });
  return {
    operations: operations.filter(({ op }) => op !== 'remove'),
    stopped: new Set(removals.map(({ id }) => id)),
  };
}

async function release(dependencies: PublishDependencies, plan: Plan): Promise<'done' | 'again'> {
  const { table, logger, measure, now } = dependencies;
  const { head, operations } = plan;
  const owed = plan.owed.filter(({ record }) => !plan.stopped.has(record));
  if (owed.length === 0) return 'done';
  if (operations.length === 0) {
    await dropOwed(table, owed);
    return 'again';
  }
  if (!(await commit(table, plan, owed))) return 'again';
  const oldest = Math.min(...owed.map(({ owedSince }) => Date.parse(owedSince)));
  measure('Published', owed.length);
  measure('PublishLagSeconds', Math.max(0, (now().getTime() - oldest) / 1000));
  logger.info('released', { sequence: head.sequence + 1, operations: operations.length });
  return 'again';
}

async function loadWaiting(
  table: Table,
  owed: readonly OwedRelease[],
  inventory: Inventory,
): Promise<readonly WaitingRecord[]> {
  const waiting: WaitingRecord[] = [];
  for (const id of new Set(owed.map(({ record }) => record))) {
    const newest = Math.max(...owed.filter((one) => one.record === id).map(({ version }) => version));
    const published = inventory.get(id)?.version ?? 0;
    waiting.push({ id, versions: await loadVersions(table, id, published, newest) });
  }
  return waiting;
}

/** Every version after the published one: a row may be missing or late, its version is not. */
async function loadVersions(table: Table, id: string, published: number, newest: number) {
  const versions = [];
  for (let number = published + 1; number <= newest; number += 1) {
    const version = await loadVersion(table, id, number);
    if (version) versions.push(version);
  }
  return versions;
}

async function commit(table: Table, plan: Plan, owed: readonly OwedRelease[]): Promise<boolean> {
  const { head, at, operations } = plan;
  const next: Release = {
    sequence: head.sequence + 1,
    at,
    previousSha256: head.chainHash,
    operations: operations.map((operation) => sealOperation(operation, newSalt(), sha256)),
  };
  const attempt = newSalt();
  await storeOperations(table, next, attempt);
  const sealed = { ...next, chainHash: chainHash(next, sha256), reset: false };
  return commitRelease(table, head, sealed, attempt, owed);
}

const { bucketName } = readEnvironment(['bucketName'], process.env);
export const handler = publishHandler({
  ...deployedDependencies('publish'),
  files: s3PublishedFiles(new S3Client({}), bucketName),
});
