import { SESClient } from '@aws-sdk/client-ses';
import { readOptional } from './config/environment.ts';
import { standIns } from './config/people.ts';
import { diffField } from './domain/merge.ts';
import { CONTRIBUTOR } from './domain/owed.ts';
import { isDecided, type Submission } from './domain/submission.ts';
import { messagesFor, readLanguage } from './i18n/messages.ts';
import { confirmAddressMail } from './mail/confirm-address.ts';
import type { MailContext, Message } from './mail/message.ts';
import { composeMime } from './mail/mime.ts';
import { outcomeMail } from './mail/outcome.ts';
import { reviewRequestMail } from './mail/review-request.ts';
import { type SendMail, sesMailer } from './mail/ses.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import type { Link } from './storage/links.ts';
import {
  deferMail,
  dropMail,
  type Lease,
  leaseMail,
  loadOwedMails,
  markMailSent,
  type OwedMailRow,
  parkMail,
  storeLink,
} from './storage/mail-outbox.ts';
import { loadRecord } from './storage/records.ts';
import { newToken, sha256 } from './storage/secrets.ts';
import { loadContact, loadSubmission } from './storage/submissions.ts';
import { isSuppressed } from './storage/suppressions.ts';

export type NotifyDependencies = Dependencies & { readonly sendMail: SendMail };

/** How long one run has a mail to itself: longer than the function may take. */
const LEASE_MS = 120_000;
/** After a try that failed: a minute, two, four … an hour. After the last try the mail is parked. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;
const MAIL_TRIES = 12;
const DAY_MS = 86_400_000;

/** Sends the mails that are owed. What woke it does not matter: the outbox says what to do. */
export function notifyHandler(dependencies: NotifyDependencies) {
  return async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const row of await loadOwedMails(dependencies.table)) {
      await attempt(dependencies, row).catch((error: unknown) => failures.push(error));
    }
    // Not a mail that failed, but the table: the stream tries again.
    if (failures.length > 0) throw new AggregateError(failures, 'Mails could not be seen to.');
  };
}

/** One mail: sent, or put off. What goes wrong with it keeps no other from being sent. */
async function attempt(dependencies: NotifyDependencies, row: OwedMailRow): Promise<void> {
  const { table, logger, measure, now } = dependencies;
  const lease = await leaseMail(table, row, now(), new Date(now().getTime() + LEASE_MS));
  if (!lease) return;
  const about = { kind: row.kind, reference: row.reference, attempt: lease.attempts };
  try {
    const sent = await deliver(dependencies, row);
    if (sent) await markMailSent(table, row, now().toISOString());
    else await dropMail(table, row);
    if (sent) measure('MailSent');
    logger.info(sent ? 'mail sent' : 'mail has no recipient any more', about);
  } catch (error) {
    // The message of a mail server's error may quote an address: only its name is logged.
    const reason = error instanceof Error ? error.name : 'unknown';
    measure('MailFailed');
    logger.error('mail not sent', { ...about, reason });
    await putOff(dependencies, row, lease, reason);
  }
}

async function putOff(
  { table, measure, now }: NotifyDependencies,
  row: OwedMailRow,
  lease: Lease,
  reason: string,
): Promise<void> {
  if (lease.attempts >= MAIL_TRIES) {
    if (await parkMail(table, row, lease, reason, now().toISOString())) measure('MailParked');
    return;
  }
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (lease.attempts - 1), LONGEST_PAUSE_MS);
  await deferMail(table, row, lease, new Date(now().getTime() + pause));
}

/** False when there is nobody to send it to any more: the contact was erased, or wants or takes no mail. */
async function deliver(dependencies: NotifyDependencies, row: OwedMailRow): Promise<boolean> {
  const { table, settings, sendMail } = dependencies;
  const submission = await loadSubmission(table, row.reference);
  const recipient = submission ? await recipientOf(dependencies, row) : null;
  if (!submission || !recipient) return false;
  const message = await compose(dependencies, { ...row, recipient: recipient.id }, submission);
  if (!message) return false;
  const { mailbox, name } = settings.portal;
  const thread = `<${row.reference}@${mailbox.slice(mailbox.indexOf('@') + 1)}>`;
  const from = { name, address: mailbox };
  const raw = await composeMime({ ...message, from, to: recipient.email, replyTo: mailbox, thread });
  await sendMail({ raw, from: mailbox, to: recipient.email });
  return true;
}

type Recipient = { readonly id: string; readonly email: string };

/**
 * Where the mail goes: to the contributor's address on file, or to a person who decides. One whom mail does not reach, or
 * who is not in the settings any more, is stood in for.
 * @throws {Error} when nobody who decides can be reached: the mail stays owed, and is parked in the end
 */
async function recipientOf(dependencies: NotifyDependencies, row: OwedMailRow): Promise<Recipient | null> {
  const { table, settings, now } = dependencies;
  if (row.recipient === CONTRIBUTOR) {
    const email = (await loadContact(table, row.reference))?.email ?? null;
    return email === null || (await isSuppressed(table, email, now())) ? null : { id: CONTRIBUTOR, email };
  }
  const person = settings.people.find(({ id }) => id === row.recipient);
  const candidates = [...(person ? [person] : []), ...standIns(settings.people, row.recipient)];
  for (const candidate of candidates) {
    if (!(await isSuppressed(table, candidate.email, now()))) return candidate;
  }
  throw new Error('Nobody who decides can be reached by mail.');
}

/** The mail of a row; null when what it would say is no longer so. */
async function compose(
  dependencies: NotifyDependencies,
  row: OwedMailRow,
  submission: Submission,
): Promise<Message | null> {
  const { reference, title } = submission;
  const context = mailContext(dependencies, row, submission);
  switch (row.kind) {
    case 'confirm-address': {
      const { url, validUntil } = await mintLink(dependencies, row, 'confirm');
      return confirmAddressMail({ reference, title, link: url, validUntil }, context);
    }
    case 'review-request':
      return reviewRequest(dependencies, row, submission, context);
    case 'outcome': {
      if (!isDecided(submission)) return null;
      const { url } = await mintLink(dependencies, row, 'status');
      const recordUrl = `${dependencies.publicUrl}/projects/${submission.record}`;
      return outcomeMail({ submission, statusUrl: url, recordUrl }, context);
    }
    default:
      return row.kind satisfies never;
  }
}

function mailContext(
  { settings }: NotifyDependencies,
  row: OwedMailRow,
  submission: Submission,
): MailContext {
  const language = readLanguage(row.recipient === CONTRIBUTOR ? submission.language : null);
  return { messages: messagesFor(language), language, portal: settings.portal };
}

async function reviewRequest(
  dependencies: NotifyDependencies,
  row: OwedMailRow,
  submission: Submission,
  context: MailContext,
): Promise<Message | null> {
  const { table, settings } = dependencies;
  const person = settings.people.find(({ id }) => id === row.recipient);
  const record = await loadRecord(table, submission.record);
  if (!person || !record) return null;
  const diffs = submission.changes.map((change) => diffField(change, record.content));
  const { url } = await mintLink(dependencies, row, 'review');
  const contact = await loadContact(table, submission.reference);
  return reviewRequestMail({ submission, contact, diffs, link: url, person }, context);
}

type Minted = { readonly url: string; readonly validUntil: string };

/** A link of this mail's own: the secret leaves in the mail, its hash stays. */
async function mintLink(
  { table, settings, publicUrl, now }: NotifyDependencies,
  { reference, recipient }: OwedMailRow,
  purpose: Link['purpose'],
): Promise<Minted> {
  const token = newToken();
  const days = {
    confirm: settings.links.confirmDays,
    review: settings.links.reviewDays,
    status: settings.links.statusDays,
  };
  const validUntil = new Date(now().getTime() + days[purpose] * DAY_MS).toISOString();
  await storeLink(table, { tokenHash: sha256(token), purpose, reference, holder: recipient, validUntil });
  const path = purpose === 'status' ? `/submissions/${reference}?t=${token}` : `/${purpose}/${token}`;
  return { url: publicUrl + path, validUntil };
}

export const handler = notifyHandler({
  ...deployedDependencies('notify'),
  sendMail: sesMailer(new SESClient({}), readOptional('configurationSet', process.env)),
});
