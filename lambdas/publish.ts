import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { readEnvironment } from './config/environment.ts';
import { isMassRemoval, isUnaskedRemoval, type Operation } from './domain/release.ts';
import { type Projected, type Projection, projectReleases } from './projection/project.ts';
import { inBackground, type TimeLeft } from './runtime/background.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { loadLatin } from './runtime/latin.ts';
import { loadInventorySize } from './storage/inventory-size.ts';
import type { Head } from './storage/items/releases.ts';
import { type PublishedFiles, s3PublishedFiles } from './storage/published-files.ts';
import { loadPurges, type PurgeUnderWay, storeProgress } from './storage/purges.ts';
import { cloudFrontEdge, type Edge } from './storage/readers-copies.ts';
import {
  dropOwed,
  loadOwedReleases,
  loadUrgentReleases,
  type OwedRelease,
  wakePublisher,
} from './storage/releases.ts';
import { loadWaiting } from './storage/waiting.ts';
import { commitOperations, type Planned, planRelease } from './workflow/commit-operations.ts';
import { imprintOf } from './workflow/imprint.ts';
import { proveGone, settlePurge } from './workflow/prove-gone.ts';
import { advanced, purgeOperations, purgeTable } from './workflow/purge.ts';

export type PublishDependencies = Dependencies & { readonly files: PublishedFiles; readonly edge: Edge };

/** A run that starts over this often has met something other than a second publisher. */
const ROUNDS = 100;

/**
 * A run with less time left than this wakes the next: a round of 4 000 records takes about ten seconds, and one of the
 * largest inventory must still end.
 */
export const LONGEST_ROUND_MS = 90_000;

/** What one run remembers from round to round. */
type Run = {
  /** The sort key up to which purges are done, or cannot be ended before the next run. */
  passed: string | null;
  /** Whether copies were forgotten since files last said less than before. */
  forgotten: boolean;
  /** Whose turn it is, where changes and purges both wait. */
  next: 'release' | 'purge';
};

/** Another publisher was faster, and the round counts for nothing; or there is more to do; or nothing is. */
type Round = 'again' | 'more' | 'done';

/**
 * Publishes what is owed, release after release, until nothing is. What woke it does not matter. What has to disappear
 * from the table is seen to in portions, and between any two releases pass.
 */
export function publishHandler(dependencies: PublishDependencies) {
  return async (_event?: unknown, context?: TimeLeft): Promise<void> => {
    const run: Run = { passed: null, forgotten: false, next: 'release' };
    for (let lost = 0; lost < ROUNDS; ) {
      const round = await publishOnce(dependencies, run);
      if (round === 'done') return;
      lost = round === 'again' ? lost + 1 : 0;
      if (context && context.getRemainingTimeInMillis() < LONGEST_ROUND_MS) {
        return wakePublisher(dependencies.table, dependencies.now());
      }
    }
    throw new Error(`The publisher started over ${ROUNDS} times.`);
  };
}

/** Purges looked at in a round. */
const PURGES_AT_ONCE = 25;

/**
 * Finishes the files of HEAD, without what was withdrawn. Then what must not wait goes before all else; the other changes and
 * what has to disappear from the table take turns. The files of a release are written by the next round.
 */
async function publishOnce(dependencies: PublishDependencies, run: Run): Promise<Round> {
  const { table } = dependencies;
  const purges = await loadPurges(table, run.passed, PURGES_AT_ONCE);
  const head = await finishFiles(dependencies, purges, run);
  if (head === 'again' || head === 'more') return head;
  const urgent = await loadUrgentReleases(table);
  if (urgent.length > 0) return releaseOwed(dependencies, head, urgent);
  const [purge] = purges.length === 0 ? [] : await loadPurges(table, run.passed, 1);
  if (!purge || run.next === 'release') {
    run.next = 'purge';
    const owed = await loadOwedReleases(table);
    const released = owed.length === 0 ? 'done' : await releaseOwed(dependencies, head, owed);
    if (!purge || released !== 'done') return released;
  }
  run.next = 'release';
  await goOn(dependencies, purge, run);
  return 'more';
}

/**
 * Brings the files up to HEAD, older ones with it that say less now. Readers are given nothing of what was withdrawn as
 * soon as `index.json` tells of the release that it went with.
 */
async function finishFiles(
  dependencies: PublishDependencies,
  purges: readonly PurgeUnderWay[],
  run: Run,
): Promise<Projected> {
  const { table } = dependencies;
  const saying = purges.filter(({ progress }) => progress.step === 'operations');
  const erased = [];
  for (const one of saying) erased.push({ one, portion: await purgeOperations(table, one) });
  const purged = [...new Set(erased.flatMap(({ portion }) => portion.purged))];
  const head = await projectReleases(projectionOf(dependencies), { purged });
  if (head === 'again' || head === 'more' || saying.length === 0) return head;
  await forgetCopies(dependencies, run);
  for (const { one, portion } of erased) await storeProgress(table, advanced(one, portion));
  return head;
}

/** Copies are only worth forgetting once files say less. That they cannot be must keep nothing else from being published. */
async function forgetCopies({ edge, logger }: PublishDependencies, run: Run): Promise<void> {
  await edge.forget().catch((error: Error) => logger.error('copies not forgotten', { error }));
  run.forgotten = true;
}

/** The next portion of a purge. One that cannot be ended is looked at again by the next run. */
async function goOn(dependencies: PublishDependencies, one: PurgeUnderWay, run: Run): Promise<void> {
  const { table, edge, settings, logger, measure, now } = dependencies;
  const { purge, progress } = one;
  if (progress.step === 'operations') return;
  if (progress.step !== 'proof') {
    const portion = await purgeTable({ table, settings, now }, one);
    return storeProgress(table, advanced(one, portion));
  }
  if (!run.forgotten) await forgetCopies(dependencies, run);
  const portion = await proveGone(table, edge, one);
  if (portion && portion.behind !== null) return storeProgress(table, advanced(one, portion));
  run.passed = purge.sk;
  if (portion) await settlePurge(table, purge, now());
  else measure('StillPublishedSeconds', (now().getTime() - Date.parse(purge.owedSince)) / 1000);
  logger.info(portion ? 'withdrawn and gone' : 'withdrawn, but still published', {
    record: purge.record,
    sequence: purge.sequence,
  });
}

function projectionOf({ table, files, settings, publicUrl }: PublishDependencies): Projection {
  return { table, files, imprint: imprintOf(settings, publicUrl) };
}

async function releaseOwed(
  dependencies: PublishDependencies,
  head: Head,
  owed: readonly OwedRelease[],
): Promise<Round> {
  const { table, now } = dependencies;
  // Nothing that is read here is older than HEAD, which the commit requires: no other release can come in between.
  const waiting = await loadWaiting(table, owed);
  const planned = await planRelease(table, head, waiting, now().toISOString(), await loadLatin());
  const size = await loadInventorySize(table);
  return release(dependencies, {
    head,
    owed,
    ...planned,
    ...withoutMassRemoval(dependencies, planned.operations, size),
  });
}

type Plan = Planned & {
  readonly head: Head;
  readonly owed: readonly OwedRelease[];
  /** Records whose removal was stopped: their changes stay owed. */
  readonly stopped: ReadonlySet<string>;
};

/** Too many removals at once are left out and reported; the rest goes on. */
function withoutMassRemoval(
  { logger, measure }: PublishDependencies,
  operations: readonly Operation[],
  size: number,
): Pick<Plan, 'operations' | 'stopped'> {
  if (!isMassRemoval(operations, size)) return { operations, stopped: new Set() };
  const removals = operations.filter(isUnaskedRemoval);
  measure('RemovalStopped');
  logger.error('too many records would be removed at once', { records: removals.map(({ id }) => id) });
  return {
    operations: operations.filter((operation) => !isUnaskedRemoval(operation)),
    stopped: new Set(removals.map(({ id }) => id)),
  };
}

async function release(dependencies: PublishDependencies, plan: Plan): Promise<Round> {
  const { table, logger, measure, now } = dependencies;
  const { head, operations } = plan;
  const owed = plan.owed.filter(({ record }) => !plan.stopped.has(record));
  if (owed.length === 0) return 'done';
  if (operations.length === 0) {
    await dropOwed(table, head, owed);
    return 'more';
  }
  if (!(await commitOperations(table, head, { ...plan, reset: false, owed }))) return 'again';
  const oldest = Math.min(...owed.map(({ owedSince }) => Date.parse(owedSince)));
  measure('Published', owed.length);
  measure('PublishLagSeconds', Math.max(0, (now().getTime() - oldest) / 1000));
  logger.info('released', { sequence: head.sequence + 1, operations: operations.length });
  return 'more';
}

const { bucketName, publicUrl, distributionId } = readEnvironment(
  ['bucketName', 'publicUrl', 'distributionId'],
  process.env,
);
const files = s3PublishedFiles(new S3Client({}), bucketName);
const edge = cloudFrontEdge(new CloudFrontClient({}), distributionId, publicUrl);
export const handler = inBackground({ ...deployedDependencies('publish'), files, edge }, publishHandler);
