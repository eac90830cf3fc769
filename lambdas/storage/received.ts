import type { SubmissionEvent } from '../domain/commands.ts';
import type { ShownNotice } from '../domain/notice.ts';
import type { OwedMail } from '../domain/owed.ts';
import { type Contact, leadOf, type Submission } from '../domain/submission.ts';
import { absent, matching } from './conditions.ts';
import { dueItem } from './due.ts';
import { type Idempotency, idempotencyWrite } from './idempotency.ts';
import { contacts } from './items/people.ts';
import { listed } from './items/waiting.ts';
import { keys } from './keys.ts';
import { likenessWrites } from './likeness.ts';
import { type Link, linkItem } from './links.ts';
import { owedMailItem } from './mail-outbox.ts';
import { noticeItem } from './notices.ts';
import { commitCounted, countedStep } from './open-count.ts';
import { queueItem } from './queue.ts';
import { eventItem } from './submission-events.ts';
import { submissionItem } from './submissions.ts';
import type { Table, Write } from './table.ts';

/** What new submissions write, all or nothing. */
export type Received = {
  readonly members: readonly { readonly submission: Submission; readonly event: SubmissionEvent }[];
  /** Null where nothing is known of who sent them, or is known already. */
  readonly contact: Contact | null;
  readonly mails: readonly OwedMail[];
  /** Null where nobody gave it a key: nothing repeats it. */
  readonly idempotency: Idempotency | null;
  /** Null where there is one already. */
  readonly statusLink: Link | null;
  /** Until when the address must be confirmed; null where nobody has to. */
  readonly confirmBy: string | null;
  /** What somebody read and agreed to who allows publication. */
  readonly notices: readonly ShownNotice[];
  /** Whether those who decide get no mail about it for now, as many wait already. */
  readonly untold: boolean;
  /** What else must be so, or become so. */
  readonly bundleWrites: readonly Write[];
};

/** False when the key was used meanwhile, or the record moved. */
export async function storeReceived(table: Table, received: Received, now: Date): Promise<boolean> {
  const { members, contact, mails, idempotency, statusLink, confirmBy, notices, untold, bundleWrites } =
    received;
  const [first] = members;
  if (!first) throw new Error('Nothing was received.');
  const reference = leadOf(first.submission);
  const writes = [
    ...(idempotency ? [idempotencyWrite(idempotency, now)] : []),
    ...members.flatMap(({ submission, event }) => receivedWrites(submission, event, untold)),
    ...recordChecks(members.map(({ submission }) => submission)),
    ...(contact ? [{ put: contacts.item(keys.contact(reference), contact) }] : []),
    ...(statusLink ? [{ put: linkItem(statusLink) }] : []),
    ...notices.map((notice) => ({ put: noticeItem(notice) })),
    ...(confirmBy ? [{ put: dueItem(confirmBy, 'expire', reference) }] : []),
    // Where somebody must confirm first, what is due for that sees to whom to forget as well.
    ...(first.submission.status === 'pending'
      ? [{ put: dueItem(now.toISOString(), 'contact', reference) }]
      : []),
    ...mails.map((mail) => ({ put: owedMailItem(mail, now.toISOString()) })),
    ...bundleWrites,
  ];
  const counted = members.flatMap(({ submission }) => countedStep(null, submission));
  return (await commitCounted(table, writes, counted)).refused.length === 0;
}

function receivedWrites(submission: Submission, event: SubmissionEvent, untold: boolean): readonly Write[] {
  const { reference, record } = submission;
  return [
    { put: submissionItem(submission), when: absent },
    { put: eventItem(submission, event), when: absent },
    ...(record === null
      ? []
      : [{ put: listed.item(keys.recordSubmission(record, reference), { reference }) }]),
    ...(submission.status === 'pending' ? pendingWrites(submission, submission.pendingSince, untold) : []),
    ...likenessWrites(null, submission),
  ];
}

function pendingWrites(submission: Submission, since: string, untold: boolean): readonly Write[] {
  const { reference, record } = submission;
  return [
    { put: queueItem(submission, since, untold) },
    ...(record === null ? [] : [{ put: listed.item(keys.openSubmission(record, reference), { reference }) }]),
  ];
}

/**
 * What is made from no version is about a record that must still be there; what is made from one counts against it. Each
 * record is looked at once: a transaction touches no item twice.
 */
function recordChecks(submissions: readonly Submission[]): readonly Write[] {
  const unversioned = submissions.filter((one) => !('version' in one));
  const records = new Set(unversioned.flatMap(({ record }) => record ?? []));
  const when = matching({ status: ['live', 'held'] });
  return [...records].map((record) => ({ check: keys.record(record), when }));
}
