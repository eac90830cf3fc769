import { type Asked, isAskable, nextAsk } from '../domain/accuracy.ts';
import { isInForce } from '../domain/consent.ts';
import { monthsAfter } from '../domain/months.ts';
import { isReceipt, type Name, type Reference } from '../domain/names.ts';
import { CONTRIBUTOR, type OwedMail } from '../domain/owed.ts';
import { type Contact, leadOf } from '../domain/submission.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsent, loadGrantor } from '../storage/consents.ts';
import { type Due, settleDue, settled } from '../storage/due.ts';
import { loadRecord } from '../storage/records.ts';
import { loadContact, loadSubmission } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { endAsking, loadAsked, loadAskedAbout, stopAsking, storeAsked } from '../workflow/accuracy.ts';

/** Once a year a grantor, and a contributor who wants to be, is asked whether the record is still accurate. */
export async function askWhetherAccurate(
  { table, settings, now, logger }: Dependencies,
  due: Due,
): Promise<void> {
  const id = await recordAbout(table, due.reference);
  const askable = id === null ? null : await askableOf(table, id, due.reference);
  const record = askable && (await loadRecord(table, askable.record));
  if (!askable || !record) return endAsking(table, id, due);
  const { months } = settings.accuracy;
  const asked = (await loadAsked(table, askable.record, due.reference)) ?? askable;
  const step = nextAsk(asked, months, now());
  if (step.type === 'wait') return settleDue(table, due, step.until);
  // One mail a year about a record, however often somebody wished for it.
  if (!isReceipt(due.reference) && (await isAskedOtherwise(table, asked))) {
    return stopAsking(table, askable.record, due.reference, settled(due, null));
  }
  const again = step.type === 'ask' ? monthsAfter(now().toISOString(), months) : null;
  const mail = step.type === 'ask' ? askingMail(due.reference) : null;
  await storeAsked(table, asked, step.asked, mail, due, again);
  logger.info(step.type === 'ask' ? 'asked whether accurate' : 'silent', { reference: due.reference });
}

function askingMail(reference: Name): OwedMail {
  const kind = isReceipt(reference) ? 'still-accurate' : 'accurate';
  return { kind, reference, recipient: CONTRIBUTOR };
}

/** The record that a receipt or a submission is about. */
async function recordAbout(table: Table, name: Name): Promise<string | null> {
  const about = isReceipt(name) ? await loadConsent(table, name) : await loadSubmission(table, name);
  return about?.record ?? null;
}

/** Who may be asked, as nobody was yet; null when there is nobody, or nobody who wants it. */
async function askableOf(table: Table, record: string, name: Name): Promise<Asked | null> {
  const never = { record, name, askedAt: null, silences: 0 };
  if (isReceipt(name)) {
    const consent = await loadConsent(table, name);
    const grantor = consent && isInForce(consent) ? await loadGrantor(table, name) : null;
    return consent && grantor?.email ? { ...never, since: consent.since } : null;
  }
  const submission = await loadSubmission(table, name);
  const contact = await senderOf(table, name);
  if (submission?.status !== 'approved' || !contact?.email || !isAskable(submission, contact)) return null;
  return { ...never, since: submission.decision.at };
}

/** Whether the same address is asked about the record on another occasion: a consent, or another submission. */
async function isAskedOtherwise(table: Table, { record, name }: Asked): Promise<boolean> {
  const own = await addressOf(table, name);
  const others = (await loadAskedAbout(table, record)).filter((other) => other.name !== name);
  const addresses = await Promise.all(others.map((other) => addressOf(table, other.name)));
  return addresses.some((address) => address !== null && address === own);
}

async function addressOf(table: Table, name: Name): Promise<string | null> {
  const person = isReceipt(name) ? await loadGrantor(table, name) : await senderOf(table, name);
  return person?.email?.toLowerCase() ?? null;
}

async function senderOf(table: Table, reference: Reference): Promise<Contact | null> {
  const submission = await loadSubmission(table, reference);
  return submission && loadContact(table, leadOf(submission));
}
