import { decidersOf } from './config/people.ts';
import { MINUTE_MS } from './domain/durations.ts';
import { askWhetherAccurate } from './flows/ask-accurate.ts';
import { expireUnconfirmed } from './flows/expire-unconfirmed.ts';
import { forgetContact, forgetGrantor } from './flows/forget-in-time.ts';
import { inBackground, type TimeLeft } from './runtime/background.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { type Due, loadDue, taskOf } from './storage/due.ts';
import type { DueTask } from './storage/keys.ts';
import { deferredUntil, loadOldestOwed, owedMailRows, wakeMail } from './storage/mail-outbox.ts';
import { loadPurges } from './storage/purges.ts';
import { loadOldestWaiting } from './storage/queue.ts';
import {
  isSearchable,
  loadHead,
  loadOwedReleases,
  loadUrgentReleases,
  wakePublisher,
} from './storage/releases.ts';
import { makeStampKeys } from './storage/stamps.ts';
import { tellWaiting } from './workflow/tell-waiting.ts';

/** What is owed for longer than this was left by a wake-up that got lost. */
const PATIENCE_MS = MINUTE_MS;

/** How many portions of owed mails are looked through for one to wake with. */
const WAKING_PORTIONS = 10;

/** Kept for waking those who send and publish, whatever is due. */
export const TIME_FOR_THE_REST_MS = 30_000;

const tasks: Readonly<Record<DueTask, (dependencies: Dependencies, due: Due) => Promise<void>>> = {
  expire: expireUnconfirmed,
  contact: forgetContact,
  grantor: forgetGrantor,
  accurate: askWhetherAccurate,
};

/** Sees to what is due, and wakes again what a lost wake-up left. It sends and publishes nothing itself. */
export function sweepHandler(dependencies: Dependencies) {
  return async (_event?: unknown, context?: TimeLeft): Promise<void> => {
    const { table, now } = dependencies;
    await makeStampKeys(table, now());
    const failures = await settleAll(dependencies, context);
    await tellWaiting(table, decidersOf(dependencies.settings), now());
    await wakeMails(dependencies);
    await wakePublication(dependencies);
    await measureWaiting(dependencies);
    if (failures.length > 0) throw new AggregateError(failures, 'What is due could not be seen to.');
  };
}

/** What goes wrong with one of them keeps no other from being seen to; what there is no time for waits for the next sweep. */
async function settleAll(
  dependencies: Dependencies,
  context: TimeLeft | undefined,
): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  for await (const portion of loadDue(dependencies.table, dependencies.now())) {
    for (const due of portion) {
      if (context && context.getRemainingTimeInMillis() < TIME_FOR_THE_REST_MS) return failures;
      await tasks[taskOf(due)](dependencies, due).catch((error: unknown) => failures.push(error));
    }
  }
  return failures;
}

/** One mail is enough to wake notify: it then looks at all of them. */
async function wakeMails({ table, now, measure }: Dependencies): Promise<void> {
  const oldest = await loadOldestOwed(table);
  if (oldest !== null) measure('MailLagSeconds', (now().getTime() - Date.parse(oldest)) / 1000);
  const late = new Date(now().getTime() - PATIENCE_MS).toISOString();
  let portions = 0;
  for await (const portion of owedMailRows(table)) {
    for (const row of portion.filter(({ owedSince }) => owedSince <= late)) {
      const until = await deferredUntil(table, row);
      if (until === null || until <= now().toISOString()) return wakeMail(table, row, now());
    }
    // When the time of the first of these comes, notify is woken for it and looks at those behind it.
    portions += 1;
    if (portions === WAKING_PORTIONS) return;
  }
}

async function wakePublication({ table, now, measure }: Dependencies): Promise<void> {
  const head = await loadHead(table);
  const oldest = (await loadUrgentReleases(table))[0] ?? (await loadOwedReleases(table))[0];
  const waited = oldest ? now().getTime() - Date.parse(oldest.owedSince) : 0;
  if (oldest) measure('PublishLagSeconds', waited / 1000);
  const [purge] = await loadPurges(table, null, 1);
  const behind = head.projected < head.sequence || !isSearchable(head);
  if (purge || waited > PATIENCE_MS || behind) await wakePublisher(table, now());
}

async function measureWaiting({ table, now, measure }: Dependencies): Promise<void> {
  const since = await loadOldestWaiting(table);
  measure('OldestWaitingSeconds', since === null ? 0 : (now().getTime() - Date.parse(since)) / 1000);
}

export const handler = inBackground(deployedDependencies('sweep'), sweepHandler);
