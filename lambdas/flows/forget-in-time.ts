import { type Asked, isSilent } from '../domain/accuracy.ts';
import { stands } from '../domain/consent.ts';
import { monthsAfter } from '../domain/months.ts';
import type { Submission } from '../domain/submission.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadAsked } from '../storage/accuracy.ts';
import { loadConsent } from '../storage/consents.ts';
import { type Due, settleDue, settled } from '../storage/due.ts';
import { forgetConsenter, forgetSender, isForgotten, keepConsenter, keepSender } from '../storage/forget.ts';
import { loadRecord } from '../storage/records.ts';
import { lastEventAt, loadContact, loadSubmission } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';

/**
 * Who sent a submission is forgotten some months after the last thing that happened to it. Whoever wants to be asked once a
 * year is known for as long as they answer.
 */
export async function forgetContact({ table, settings, now, logger }: Dependencies, due: Due): Promise<void> {
  const submission = await loadSubmission(table, due.reference);
  if (!submission || (await isForgotten(table, submission))) return settleDue(table, due, null);
  const months = settings.retention.contactMonths;
  const asked = submission.record === null ? null : await loadAsked(table, submission.record, due.reference);
  const last = later((await lastEventAt(table, due.reference)) ?? submission.receivedAt, asked?.askedAt);
  const until = monthsAfter(last, months);
  if (until > now()) return keepSender(table, submission, until, due);
  if (await isAskedOn(table, submission, asked)) {
    return keepSender(table, submission, monthsAfter(now().toISOString(), months), due);
  }
  if (await forgetSender(table, submission, now(), settled(due, null))) {
    logger.info('sender forgotten', { reference: due.reference });
  }
}

function later(one: string, other: string | null | undefined): string {
  return other && other > one ? other : one;
}

/** Whether somebody wants to be asked, there is something to ask about, and they have not fallen silent. */
async function isAskedOn(table: Table, submission: Submission, asked: Asked | null): Promise<boolean> {
  if (submission.status !== 'approved' || submission.record === null) return false;
  if (asked !== null && isSilent(asked)) return false;
  const contact = await loadContact(table, submission.reference);
  return Boolean(contact?.remind) && (await loadRecord(table, submission.record)) !== null;
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
