import { decidersOf } from '../config/people.ts';
import { CONTRIBUTOR, type OwedMail } from '../domain/owed.ts';
import type { Submission } from '../domain/submission.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { type Due, settleDue } from '../storage/due.ts';
import { isFreshLinkOwed, lastMailed } from '../storage/mail-outbox.ts';
import { loadSubmission } from '../storage/submissions.ts';
import { takeStep } from '../storage/take-step.ts';
import { forgetContact } from './forget-in-time.ts';

const DAY_MS = 86_400_000;

/** An address that nobody confirmed: the submission ends, unless a fresh link went out meanwhile. */
export async function expireUnconfirmed(dependencies: Dependencies, due: Due): Promise<void> {
  const { table, settings, now, logger } = dependencies;
  const submission = await loadSubmission(table, due.reference);
  // Confirmed or ended: from now on it is about how long its sender is remembered.
  if (submission?.status !== 'unconfirmed') return forgetContact(dependencies, due);
  // Somebody asked for it in time, and it is on its way: a later sweep knows when it went.
  if (await isFreshLinkOwed(table, confirmation(due.reference))) return;
  const mailed = await lastMailed(table, due.reference, 'confirm-address');
  const validUntil = mailed === null ? 0 : Date.parse(mailed) + settings.links.confirmDays * DAY_MS;
  if (validUntil > now().getTime()) return settleDue(table, due, new Date(validUntil));
  await expire(dependencies, submission);
  logger.info('submission expired', { reference: due.reference });
  return settleDue(table, due, null);
}

function confirmation(reference: string): OwedMail {
  return { kind: 'confirm-address', reference, recipient: CONTRIBUTOR };
}

/** Nothing to do when it fails: then the address was confirmed meanwhile. */
async function expire({ table, settings, now }: Dependencies, submission: Submission): Promise<void> {
  const known = { submission, record: null };
  await takeStep(table, { type: 'expire' }, known, decidersOf(settings.people), now());
}
