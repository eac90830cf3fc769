import { decidersOf } from './config/people.ts';
import { CONTRIBUTOR, type OwedMail } from './domain/owed.ts';
import type { Submission } from './domain/submission.ts';
import { inBackground } from './runtime/background.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { loadBundle } from './storage/bundles.ts';
import { type Due, loadDue, settleDue } from './storage/due.ts';
import {
  deferredUntil,
  isFreshLinkOwed,
  lastMailed,
  loadOwedMails,
  wakeMail,
} from './storage/mail-outbox.ts';
import { loadHead, loadOwedReleases, loadPurges, wakePublisher } from './storage/releases.ts';
import { makeStampKeys } from './storage/stamps.ts';
import { loadOldestWaiting } from './storage/submissions.ts';
import { takeSteps } from './storage/take-step.ts';

/** What is owed for longer than this was left by a wake-up that got lost. */
const PATIENCE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Sees to what is due, and wakes again what a lost wake-up left. It sends and publishes nothing itself. */
export function sweepHandler(dependencies: Dependencies) {
  return async (): Promise<void> => {
    const { table, now } = dependencies;
    await makeStampKeys(table, now());
    for (const due of await loadDue(table, now())) await settle(dependencies, due);
    await wakeMails(dependencies);
    await wakePublication(dependencies);
    await measureWaiting(dependencies);
  };
}

/** An address that nobody confirmed: what waits for it ends together, unless a fresh link went out meanwhile. */
async function settle(dependencies: Dependencies, due: Due): Promise<void> {
  const { table, settings, now, logger } = dependencies;
  const bundle = (await loadBundle(table, due.reference)) ?? [];
  const unconfirmed = bundle.filter(({ status }) => status === 'unconfirmed');
  if (unconfirmed.length === 0) return settleDue(table, due, null);
  // Somebody asked for it in time, and it is on its way: a later sweep knows when it went.
  if (await isFreshLinkOwed(table, confirmation(due.reference))) return;
  const mailed = await lastMailed(table, due.reference, 'confirm-address');
  const validUntil = mailed === null ? 0 : Date.parse(mailed) + settings.links.confirmDays * DAY_MS;
  if (validUntil > now().getTime()) return settleDue(table, due, new Date(validUntil));
  // Somebody answered at this moment, perhaps for one of them only: the next sweep sees what is left.
  if (!(await expire(dependencies, unconfirmed))) return;
  for (const { reference } of unconfirmed) logger.info('submission expired', { reference });
  return settleDue(table, due, null);
}

function confirmation(reference: string): OwedMail {
  return { kind: 'confirm-address', reference, recipient: CONTRIBUTOR };
}

async function expire(
  { table, settings, now }: Dependencies,
  unconfirmed: readonly Submission[],
): Promise<boolean> {
  const steps = unconfirmed.map((submission) => ({
    command: { type: 'expire' } as const,
    known: { submission, record: null },
  }));
  return (await takeSteps(table, steps, decidersOf(settings.people), now())) === 'stored';
}

/** One mail is enough to wake whoever sends: it then looks at all of them. */
async function wakeMails({ table, now }: Dependencies): Promise<void> {
  const late = new Date(now().getTime() - PATIENCE_MS).toISOString();
  for (const row of await loadOwedMails(table)) {
    if (row.owedSince > late) continue;
    const until = await deferredUntil(table, row);
    if (until === null || until <= now().toISOString()) return wakeMail(table, row, now());
  }
}

async function wakePublication({ table, now, measure }: Dependencies): Promise<void> {
  const head = await loadHead(table);
  const [oldest] = await loadOwedReleases(table);
  const waited = oldest ? now().getTime() - Date.parse(oldest.owedSince) : 0;
  if (oldest) measure('PublishLagSeconds', waited / 1000);
  const [purge] = await loadPurges(table);
  if (purge || waited > PATIENCE_MS || head.projected < head.sequence) await wakePublisher(table, now());
}

async function measureWaiting({ table, now, measure }: Dependencies): Promise<void> {
  const since = await loadOldestWaiting(table);
  measure('OldestWaitingSeconds', since === null ? 0 : (now().getTime() - Date.parse(since)) / 1000);
}

export const handler = inBackground(deployedDependencies('sweep'), sweepHandler);
