import { stands } from '../domain/consent.ts';
import { monthsAfter } from '../domain/months.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsent } from '../storage/consents.ts';
import { type Due, settleDue, settled } from '../storage/due.ts';
import { forgetConsenter, forgetSender, isForgotten, keepConsenter, keepSender } from '../storage/forget.ts';
import { lastEventAt, loadSubmission } from '../storage/submissions.ts';

/** Who sent a submission is forgotten some months after the last thing that happened to it. */
export async function forgetContact({ table, settings, now, logger }: Dependencies, due: Due): Promise<void> {
  const submission = await loadSubmission(table, due.reference);
  if (!submission || (await isForgotten(table, submission))) return settleDue(table, due, null);
  const last = (await lastEventAt(table, due.reference)) ?? submission.receivedAt;
  const until = monthsAfter(last, settings.retention.contactMonths);
  if (until > now()) return keepSender(table, submission, until, due);
  if (await forgetSender(table, submission, settled(due, null))) {
    logger.info('sender forgotten', { reference: due.reference });
  }
}

/** Who consented is known while the consent stands, and forgotten some months after it ended. */
export async function forgetGrantor({ table, settings, now, logger }: Dependencies, due: Due): Promise<void> {
  const consent = await loadConsent(table, due.reference);
  if (!consent || stands(consent)) return settleDue(table, due, null);
  const until = monthsAfter(consent.since, settings.retention.contactMonths);
  if (until > now()) return keepConsenter(table, consent, until, due);
  await forgetConsenter(table, consent, settled(due, null));
  logger.info('grantor forgotten', { receipt: due.reference });
}
