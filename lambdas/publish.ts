import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { readEnvironment } from './config/environment.ts';
import { decidersOf } from './config/people.ts';
import {
  chainHash,
  type Inventory,
  isMassRemoval,
  isUnaskedRemoval,
  type Operation,
  planOperations,
  type Release,
  sealOperation,
} from './domain/release.ts';
import { inBackground } from './runtime/background.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { cloudFrontEdge, type Edge } from './storage/edge.ts';
import { settlePurge } from './storage/gone.ts';
import { projectReleases, publishedInventory } from './storage/projection.ts';
import { type PublishedFiles, s3PublishedFiles } from './storage/published-files.ts';
import { purgeTable } from './storage/purge.ts';
import {
  commitRelease,
  dropOwed,
  type Head,
  loadHead,
  loadOwedReleases,
  loadPurges,
  type OwedRelease,
  type Purge,
  storeOperations,
} from './storage/releases.ts';
import { newSalt, sha256 } from './storage/secrets.ts';
import type { Table } from './storage/table.ts';
import { loadWaiting } from './storage/waiting.ts';

export type PublishDependencies = Dependencies & { readonly files: PublishedFiles; readonly edge: Edge };

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

/**
 * Takes out of the table what was withdrawn, finishes the files of HEAD, then commits the next release, whose files the
 * next round writes.
 */
async function publishOnce(dependencies: PublishDependencies): Promise<'done' | 'again'> {
  const { table, files, settings, now } = dependencies;
  const { title, licence, disclaimer } = settings.inventory;
  const projection = { table, files, imprint: { name: settings.portal.name, title, licence, disclaimer } };
  const purges = await purgeAll(dependencies);
  const purged = [...new Set(purges.flatMap((one) => one.purged))];
  const head = await projectReleases(projection, { purged });
  if (!head) return 'again';
  await settleAll(dependencies, head, purges);
  const owed = await loadOwedReleases(table);
  if (owed.length === 0) return 'done';
  // Planned on the very state whose HEAD the commit then requires: nobody's release can come in between.
  const inventory = await publishedInventory(files, head);
  if (!inventory) {
    // The file of a release that came meanwhile is no loss.
    if ((await loadHead(table)).sequence === head.sequence) await projectReleases(projection, { anew: true });
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

type Purged = { readonly purge: Purge; readonly purged: readonly number[] };

async function purgeAll({ table, settings, now }: PublishDependencies): Promise<readonly Purged[]> {
  const deciders = decidersOf(settings.people);
  const done: Purged[] = [];
  for (const purge of await loadPurges(table)) {
    done.push({ purge, purged: await purgeTable(table, purge, deciders, now()) });
  }
  return done;
}

/** Looks whether readers are given nothing any more of what was withdrawn. What is not gone yet is looked at again. */
async function settleAll(
  { table, edge, logger, measure, now }: PublishDependencies,
  head: Head,
  purges: readonly Purged[],
): Promise<void> {
  // Copies are only worth forgetting once the release that says less is out.
  const out = purges.filter(({ purge }) => purge.sequence <= head.sequence);
  if (out.length === 0) return;
  // That copies cannot be forgotten must keep nothing else from being published.
  await edge.forget().catch((error: Error) => logger.error('copies not forgotten', { error }));
  for (const { purge, purged } of out) {
    const gone = await settlePurge(table, edge, purge, purged, now());
    if (!gone) measure('StillPublishedSeconds', (now().getTime() - Date.parse(purge.owedSince)) / 1000);
    logger.info(gone ? 'withdrawn and gone' : 'withdrawn, but still published', {
      record: purge.record,
      sequence: purge.sequence,
    });
  }
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
  const removals = operations.filter(isUnaskedRemoval);
  measure('RemovalStopped');
  logger.error('too many records would be removed at once', { records: removals.map(({ id }) => id) });
  return {
    operations: operations.filter((operation) => !isUnaskedRemoval(operation)),
    stopped: new Set(removals.map(({ id }) => id)),
  };
}

async function release(dependencies: PublishDependencies, plan: Plan): Promise<'done' | 'again'> {
  const { table, logger, measure, now } = dependencies;
  const { head, operations } = plan;
  const owed = plan.owed.filter(({ record }) => !plan.stopped.has(record));
  if (owed.length === 0) return 'done';
  if (operations.length === 0) {
    await dropOwed(table, head, owed);
    return 'again';
  }
  if (!(await commit(table, plan, owed))) return 'again';
  const oldest = Math.min(...owed.map(({ owedSince }) => Date.parse(owedSince)));
  measure('Published', owed.length);
  measure('PublishLagSeconds', Math.max(0, (now().getTime() - oldest) / 1000));
  logger.info('released', { sequence: head.sequence + 1, operations: operations.length });
  return 'again';
}

async function commit(table: Table, plan: Plan, owed: readonly OwedRelease[]): Promise<boolean> {
  const { head, at } = plan;
  const operations = plan.operations.map((operation) => sealOperation(operation, newSalt(), sha256));
  const next: Release = {
    sequence: head.sequence + 1,
    at,
    previousSha256: head.chainHash,
    operations,
  };
  const attempt = newSalt();
  if (!(await storeOperations(table, head, operations, attempt))) return false;
  const sealed = { ...next, chainHash: chainHash(next, sha256), reset: false };
  return commitRelease(table, head, sealed, attempt, owed);
}

const { bucketName, publicUrl, distributionId } = readEnvironment(
  ['bucketName', 'publicUrl', 'distributionId'],
  process.env,
);
const files = s3PublishedFiles(new S3Client({}), bucketName);
const edge = cloudFrontEdge(new CloudFrontClient({}), distributionId, publicUrl);
export const handler = inBackground({ ...deployedDependencies('publish'), files, edge }, publishHandler);
