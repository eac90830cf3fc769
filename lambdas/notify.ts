import { SESClient } from '@aws-sdk/client-ses';
import type { Context } from 'aws-lambda';
import { readOptional } from './config/environment.ts';
import { standIns } from './config/people.ts';
import type { ConsentRecord } from './domain/consent.ts';
import { asReceipt, asReference } from './domain/names.ts';
import {
  CONTRIBUTOR,
  type ConsentMailKind,
  isConsentMail,
  type OwedMail,
  type SubmissionMailKind,
} from './domain/owed.ts';
import { leadOf, type Submission } from './domain/submission.ts';
import { consentMail } from './flows/mails/consent-mails.ts';
import { submissionMail } from './flows/mails/submission-mails.ts';
import type { Message } from './mail/message.ts';
import { composeMime } from './mail/mime.ts';
import { isForgiven, isOfAll, nextTry } from './mail/next-try.ts';
import { LONGEST_SEND_MS, type SendMail, sesMailer, sesPatience } from './mail/ses.ts';
import { MailNotTaken, type Trouble } from './mail/trouble.ts';
import { inBackground } from './runtime/background.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { loadConsent, loadGrantor } from './storage/consents.ts';
import {
  deferMail,
  dropMail,
  type Lease,
  leaseMail,
  markMailSent,
  nextMail,
  type OwedMailRow,
  parkMail,
  type Reached,
  wakeMail,
} from './storage/mail-outbox.ts';
import { loadContact, loadSubmission } from './storage/submissions.ts';
import { isSuppressed } from './storage/suppressions.ts';
import type { Table } from './storage/table.ts';

export type NotifyDependencies = Dependencies & { readonly sendMail: SendMail };

/** How long one run has a mail to itself: longer than the function may take. */
export const LEASE_MS = 120_000;

/** Sends the mails that are owed, in the order of their classes. What woke it does not matter: the outbox says what to do. */
export function notifyHandler(dependencies: NotifyDependencies) {
  const { table, now } = dependencies;
  return async (_event?: unknown, context?: TimeLeft): Promise<void> => {
    const failures: unknown[] = [];
    const reached: Reached = new Map();
    // Looked for anew after each: what came meanwhile and is of a higher class goes first.
    for (let row = await nextMail(table, reached); row; row = await nextMail(table, reached)) {
      if (context && context.getRemainingTimeInMillis() < LONGEST_SEND_MS) {
        // There is no time for one more: another run goes on from here.
        await wakeMail(table, row, now());
        break;
      }
      const ended = await attempt(dependencies, row).catch((error: unknown) => void failures.push(error));
      if (ended) break;
    }
    // Not a mail that failed, but the table: the stream tries again.
    if (failures.length > 0) throw new AggregateError(failures, 'Mails could not be seen to.');
  };
}

type TimeLeft = Pick<Context, 'getRemainingTimeInMillis'>;

/**
 * One mail: sent, or put off. What goes wrong with it keeps no other from being sent, unless it would go wrong with each:
 * then they wait until `sweep` wakes this function.
 * @returns whether it would
 */
async function attempt(dependencies: NotifyDependencies, row: OwedMailRow): Promise<boolean> {
  const { table, logger, measure, now } = dependencies;
  const lease = await leaseMail(table, row, now(), new Date(now().getTime() + LEASE_MS));
  if (!lease) return false;
  const about = { kind: row.kind, reference: row.reference, attempt: lease.attempts };
  try {
    const sent = await deliver(dependencies, row);
    if (sent) await markMailSent(table, row, now().toISOString());
    else await dropMail(table, row);
    if (sent) measure('MailSent');
    logger.info(sent ? 'mail sent' : 'mail not needed any more', about);
    return false;
  } catch (error) {
    // The message of a mail server's error may quote an address: only its name is logged.
    const reason = error instanceof Error ? error.name : 'unknown';
    const trouble = error instanceof MailNotTaken ? error.trouble : 'unclear';
    measure('MailFailed');
    if (trouble === 'closed') measure('SendingClosed');
    logger.error('mail not sent', { ...about, reason, trouble });
    await putOff(dependencies, row, lease, { reason, trouble });
    return isOfAll(trouble);
  }
}

type Failed = { readonly reason: string; readonly trouble: Trouble };

async function putOff(
  { table, measure, now }: NotifyDependencies,
  row: OwedMailRow,
  lease: Lease,
  { reason, trouble }: Failed,
): Promise<void> {
  const next = nextTry({ trouble, tries: lease.attempts, owedSince: row.owedSince }, now());
  if (next === null) {
    if (await parkMail(table, row, lease, reason, now().toISOString())) measure('MailParked');
    return;
  }
  const attempts = isForgiven(trouble) ? lease.attempts - 1 : lease.attempts;
  await deferMail(table, row, { ...lease, attempts }, next);
}

/** What a mail is about. */
type About =
  | { readonly kind: ConsentMailKind; readonly consent: ConsentRecord }
  | { readonly kind: SubmissionMailKind; readonly submission: Submission };

async function aboutOf(table: Table, { kind, reference }: OwedMailRow): Promise<About | null> {
  if (isConsentMail(kind)) {
    const consent = await loadConsent(table, asReceipt(reference));
    return consent && { kind, consent };
  }
  const submission = await loadSubmission(table, asReference(reference));
  return submission && { kind, submission };
}

/** False when there is nobody to send it to any more: the contact was erased, or wants or takes no mail. */
async function deliver(dependencies: NotifyDependencies, row: OwedMailRow): Promise<boolean> {
  const about = await aboutOf(dependencies.table, row);
  const [first, ...others] = about ? await recipientsOf(dependencies, row, about) : [];
  if (!about || !first) return false;
  return deliverToOne(dependencies, row, about, first, others);
}

/** To the first, or to the stand-in of one to whom it is refused. */
async function deliverToOne(
  dependencies: NotifyDependencies,
  row: OwedMailRow,
  about: About,
  recipient: Recipient,
  [next, ...others]: readonly Recipient[],
): Promise<boolean> {
  try {
    return await deliverTo(dependencies, row, about, recipient);
  } catch (error) {
    if (!next || !(error instanceof MailNotTaken) || error.trouble !== 'refused') throw error;
    const { kind, reference } = row;
    const refused = { kind, reference, person: recipient.id, reason: error.name };
    dependencies.logger.error('mail refused to somebody who decides', refused);
    dependencies.measure('ManagerUnreachable');
    return deliverToOne(dependencies, row, about, next, others);
  }
}

async function deliverTo(
  dependencies: NotifyDependencies,
  row: OwedMailRow,
  about: About,
  recipient: Recipient,
): Promise<boolean> {
  const { settings, sendMail } = dependencies;
  const message = await compose(dependencies, { ...row, recipient: recipient.id }, about);
  if (!message) return false;
  const { mailbox, name } = settings.portal;
  const thread = `<${threadOf(about)}@${mailbox.slice(mailbox.indexOf('@') + 1)}>`;
  const from = { name, address: mailbox };
  const raw = await composeMime({ ...message, from, to: recipient.email, replyTo: mailbox, thread });
  await sendMail({ raw, from: mailbox, to: recipient.email });
  return true;
}

/** What all mails about one thing hang on, by any recipient: the submission that came first. */
function threadOf(about: About): string {
  return 'consent' in about ? about.consent.submission : leadOf(about.submission);
}

type Recipient = { readonly id: string; readonly email: string };

/**
 * Who the mail may go to, the first that takes it: the contributor's address on file, or a person who decides and those
 * who stand in for one whom mail does not reach, or who is not in the settings any more.
 * @throws {Error} when nobody who decides can be reached: the mail stays owed, and is parked in the end
 */
async function recipientsOf(
  { table, settings, now }: NotifyDependencies,
  { recipient }: OwedMailRow,
  about: About,
): Promise<readonly Recipient[]> {
  const takes = async ({ email }: Recipient) => !(await isSuppressed(table, email, now()));
  if (recipient === CONTRIBUTOR) {
    const contact =
      'consent' in about
        ? loadGrantor(table, about.consent.receipt)
        : loadContact(table, leadOf(about.submission));
    const email = (await contact)?.email ?? null;
    const contributor = email === null ? null : { id: CONTRIBUTOR, email };
    return contributor && (await takes(contributor)) ? [contributor] : [];
  }
  const person = settings.people.find(({ id }) => id === recipient);
  const reached: Recipient[] = [];
  for (const one of [...(person ? [person] : []), ...standIns(settings.people, recipient)]) {
    if (await takes(one)) reached.push(one);
  }
  if (reached.length === 0) throw new Error('Nobody who decides can be reached by mail.');
  return reached;
}

/** The mail of a row; null when what it would say is no longer so. */
function compose(dependencies: NotifyDependencies, owed: OwedMail, about: About): Promise<Message | null> {
  return 'consent' in about
    ? consentMail(dependencies, { ...owed, kind: about.kind }, about.consent)
    : submissionMail(dependencies, { ...owed, kind: about.kind }, about.submission);
}

const sendMail = sesMailer(new SESClient(sesPatience), readOptional('configurationSet', process.env));
export const handler = inBackground({ ...deployedDependencies('notify'), sendMail }, notifyHandler);
