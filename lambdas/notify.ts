import { SESClient } from '@aws-sdk/client-ses';
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
  dropMail,
  leaseMail,
  loadOwedMails,
  markMailSent,
  type OwedMailRow,
  releaseMail,
  storeLink,
} from './storage/mail-outbox.ts';
import { loadRecord } from './storage/records.ts';
import { newToken, sha256 } from './storage/secrets.ts';
import { loadContact, loadSubmission } from './storage/submissions.ts';

export type NotifyDependencies = Dependencies & { readonly sendMail: SendMail };

/** How long one run has a mail to itself: longer than the function may take. */
const LEASE_SECONDS = 120;
const DAY_MS = 86_400_000;

/** Sends the mails that are owed. What woke it does not matter: the outbox says what to do. */
export function notifyHandler(dependencies: NotifyDependencies) {
  return async (): Promise<void> => {
    let failures = 0;
    for (const row of await loadOwedMails(dependencies.table)) {
      if (!(await send(dependencies, row))) failures += 1;
    }
    // The stream tries again; the rows are still there.
    if (failures > 0) throw new Error(`${failures} mails could not be sent.`);
  };
}

/** False when the mail is still owed because sending it failed. */
async function send(dependencies: NotifyDependencies, row: OwedMailRow): Promise<boolean> {
  const { table, logger, now } = dependencies;
  const leased = await leaseMail(table, row, now(), new Date(now().getTime() + LEASE_SECONDS * 1000));
  if (!leased) return true;
  const about = { kind: row.kind, reference: row.reference, attempt: leased.attempts };
  try {
    const sent = await deliver(dependencies, leased);
    if (sent) await markMailSent(table, leased, now().toISOString());
    else await dropMail(table, leased);
    logger.info(sent ? 'mail sent' : 'mail has no recipient any more', about);
    return true;
  } catch (error) {
    // The message of a mail server's error may quote an address: only its name is logged.
    logger.error('mail not sent', { ...about, reason: error instanceof Error ? error.name : 'unknown' });
    await releaseMail(table, leased);
    return false;
  }
}

/** False when there is nobody to send it to any more: the contact was erased. */
async function deliver(dependencies: NotifyDependencies, row: OwedMailRow): Promise<boolean> {
  const { table, settings, sendMail } = dependencies;
  const submission = await loadSubmission(table, row.reference);
  const to = submission ? await addressOf(dependencies, row) : null;
  if (!submission || !to) return false;
  const message = await compose(dependencies, row, submission);
  if (!message) return false;
  const { mailbox, name } = settings.portal;
  const thread = `<${row.reference}@${mailbox.slice(mailbox.indexOf('@') + 1)}>`;
  const raw = await composeMime({
    ...message,
    from: { name, address: mailbox },
    to,
    replyTo: mailbox,
    thread,
  });
  await sendMail({ raw, from: mailbox, to });
  return true;
}

async function addressOf({ table, settings }: NotifyDependencies, row: OwedMailRow): Promise<string | null> {
  if (row.recipient === CONTRIBUTOR) return (await loadContact(table, row.reference))?.email ?? null;
  return settings.people.find(({ id }) => id === row.recipient)?.email ?? null;
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
  sendMail: sesMailer(new SESClient({})),
});
