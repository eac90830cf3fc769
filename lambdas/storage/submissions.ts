import { isAskable } from '../domain/accuracy.ts';
import { type SubmissionEvent, startsFrom } from '../domain/commands.ts';
import type { ConsentChange } from '../domain/consent.ts';
import type { ShownNotice } from '../domain/notice.ts';
import type { OwedMail } from '../domain/owed.ts';
import { isField } from '../domain/record.ts';
import type { CurrentRecord, RecordEffect } from '../domain/record-state.ts';
import { type Contact, isDecided, isWaiting, leadOf, type Submission } from '../domain/submission.ts';
import { absent, absentOrExpired, matching, presentAsBefore } from './conditions.ts';
import { consentWrites } from './consents.ts';
import { dueItem } from './due.ts';
import { transactHolding } from './held.ts';
import { type Key, keys, prefixes } from './keys.ts';
import { likenessWrites } from './likeness.ts';
import { type Link, linkItem } from './links.ts';
import { owedMailItem } from './mail-outbox.ts';
import { noticeItem } from './notices.ts';
import { rejectedObjector } from './objectors.ts';
import { commitCounted, countedStep } from './open-count.ts';
import { queueItem } from './queue.ts';
import { effectWrites, moreHeld, unmoved } from './record-writes.ts';
import type { Item, Table, Write } from './table.ts';
import { waitItem } from './waiting-times.ts';

export async function loadSubmission(table: Table, reference: string): Promise<Submission | null> {
  const item = await table.get(keys.submission(reference));
  if (!item) return null;
  const { pk, sk, ...stored } = item;
  return asDefined(stored as unknown as Submission);
}

export async function loadContact(table: Table, reference: string): Promise<Contact | null> {
  const item = await table.get(keys.contact(reference));
  if (!item) return null;
  const { pk, sk, ...contact } = item;
  return contact as unknown as Contact;
}

/** What was wanted of a field that is not defined any more lapses. */
function asDefined(submission: Submission): Submission {
  const isDefined = ({ field }: { readonly field: string }) => isField(field);
  if (submission.changes.every(isDefined)) return submission;
  return { ...submission, changes: submission.changes.filter(isDefined) };
}

/** When the last thing happened to a submission. */
export async function lastEventAt(table: Table, reference: string): Promise<string | null> {
  const { pk } = keys.submission(reference);
  const [last] = await table.query(pk, { prefix: prefixes.events, newestFirst: true, limit: 1 });
  return last ? String(last['at']) : null;
}

/** What a submission is called, and what it is about. */
export type SentSubmission = Pick<Submission, 'reference' | 'kind' | 'record'>;

/** What a request was answered that had a key, so that a repeat gets the same answer. */
export type Idempotency = {
  /** Hex SHA-256 of the key and what came with it. */
  readonly keyHash: string;
  /** All that was sent with it, the first in front. */
  readonly submissions: readonly SentSubmission[];
  /** The status token is HMAC-SHA256(salt, key). */
  readonly salt: string;
  readonly status: Submission['status'];
  /** When the key is forgotten, in seconds since 1970. */
  readonly expires: number;
};

/** What the same key with the same content was answered before; null when it is new. */
export async function loadIdempotency(table: Table, keyHash: string, now: Date): Promise<Idempotency | null> {
  const item = await table.get(keys.idempotency(keyHash));
  if (!item || Number(item['expires']) < Math.floor(now.getTime() / 1000)) return null;
  return item as unknown as Idempotency;
}

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
  readonly others: readonly Write[];
};

/** False when the key was used meanwhile, or the record moved. */
export async function storeReceived(table: Table, received: Received, now: Date): Promise<boolean> {
  const { members, contact, mails, idempotency, statusLink, confirmBy, notices, untold, others } = received;
  const [first] = members;
  if (!first) throw new Error('Nothing was received.');
  const reference = leadOf(first.submission);
  const writes = [
    ...(idempotency
      ? [{ put: { ...keys.idempotency(idempotency.keyHash), ...idempotency }, when: absentOrExpired(now) }]
      : []),
    ...members.flatMap(({ submission, event }) => receivedWrites(submission, event, untold)),
    ...recordChecks(members.map(({ submission }) => submission)),
    ...(contact ? [{ put: { ...keys.contact(reference), ...contact } }] : []),
    ...(statusLink ? [{ put: linkItem(statusLink) }] : []),
    ...notices.map((notice) => ({ put: noticeItem(notice) })),
    ...(confirmBy ? [{ put: dueItem(confirmBy, 'expire', reference) }] : []),
    // Where somebody must confirm first, what is due for that sees to whom to forget as well.
    ...(first.submission.status === 'pending'
      ? [{ put: dueItem(now.toISOString(), 'contact', reference) }]
      : []),
    ...mails.map((mail) => ({ put: owedMailItem(mail, now.toISOString()) })),
    ...others,
  ];
  const counted = members.flatMap(({ submission }) => countedStep(null, submission));
  return (await commitCounted(table, writes, counted)).refused.length === 0;
}

function receivedWrites(submission: Submission, event: SubmissionEvent, untold: boolean): readonly Write[] {
  const { reference, record } = submission;
  return [
    { put: submissionItem(submission), when: absent },
    { put: eventItem(submission, event), when: absent },
    ...(record === null ? [] : [{ put: { ...keys.recordSubmission(record, reference), reference } }]),
    ...(submission.status === 'pending' ? pendingWrites(submission, submission.pendingSince, untold) : []),
    ...likenessWrites(null, submission),
  ];
}

function pendingWrites(submission: Submission, since: string, untold: boolean): readonly Write[] {
  const { reference, record } = submission;
  return [
    { put: queueItem(submission, since, untold) },
    ...(record === null ? [] : [{ put: { ...keys.openSubmission(record, reference), reference } }]),
  ];
}

export function submissionItem(submission: Submission): Item {
  return { ...keys.submission(submission.reference), ...submission };
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

/** A step of a submission that is already in the table. */
export type Step = {
  readonly before: Submission;
  readonly after: Submission;
  readonly event: Exclude<SubmissionEvent, { type: 'received' }>;
  /** The record it is about; what a decision was made on must not have moved. */
  readonly record: CurrentRecord | null;
  readonly effect: RecordEffect | null;
  readonly consents: readonly ConsentChange[];
  /** Who sent it, where that is needed: to give a consent, or to be named no more. */
  readonly contact: Contact | null;
  /** What is left of it where words are taken out of it at the same time. */
  readonly erased?: Submission | null;
};

const commandOf = {
  joined: 'join',
  confirmed: 'confirm',
  united: 'unite',
  widened: 'widen',
  cancelled: 'cancel',
  expired: 'expire',
  closed: 'close',
  lapsed: 'lapse',
  uncredited: 'uncredit',
  asked: 'ask',
  answered: 'answer',
  approved: 'approve',
  rejected: 'reject',
} as const;

/** Steps that are taken together, and what they come to besides. */
export type Steps = {
  readonly steps: readonly Step[];
  readonly mails: readonly OwedMail[];
  /** The submission whose contact is forgotten with this; null where somebody must still be reached, or nobody was. */
  readonly forgotten: string | null;
  /** The contact of whoever is named for nothing any more: to reach somebody the address is enough. */
  readonly unnamed: { readonly reference: string; readonly contact: Contact } | null;
  /** Submissions that must be as they were read. */
  readonly unmoved: readonly Submission[];
  /** What becomes so with it. */
  readonly others: readonly Write[];
  readonly at: string;
  /** How many records may be on hold afterwards, where more are. */
  readonly mostHeld: number;
};

/** False when a submission, a record or what is held moved meanwhile: nothing is written then. */
export async function storeSteps(table: Table, all: Steps): Promise<boolean> {
  const { steps, mails, forgotten, unnamed, unmoved: read, others, at, mostHeld } = all;
  const writes = [
    ...steps.flatMap(stepWrites),
    // Written as it is, which refuses like a check and takes no permission more.
    ...read.map((one) => ({ put: submissionItem(one), when: matching({ revision: one.revision }) })),
    ...(forgotten ? [{ remove: keys.contact(forgotten) }] : []),
    ...(unnamed ? [unnamedWrite(unnamed)] : []),
    ...mails.map((mail) => ({ put: owedMailItem(mail, at) })),
    ...others,
  ];
  const counted = steps.flatMap(({ before, after }) => countedStep(before, after));
  const more = steps.reduce((sum, { effect, record }) => sum + moreHeld(effect, record), 0);
  return transactHolding(table, { more, mostHeld }, writes, (all) => commitCounted(table, all, counted));
}

function unnamedWrite({ reference, contact }: NonNullable<Steps['unnamed']>): Write {
  const left = { ...contact, name: null, organisation: null };
  return { put: { ...keys.contact(reference), ...left }, when: presentAsBefore(contact, 'stopped') };
}

export function stepWrites(step: Step): readonly Write[] {
  const { before, after, event, erased = null } = step;
  const statuses = startsFrom[commandOf[event.type]];
  return [
    { put: submissionItem(erased ?? after), when: matching({ revision: before.revision, status: statuses }) },
    { put: eventItem(after, event), when: absent },
    ...(erased ? [erasedEvent(erased, event.at)] : []),
    ...waitingWrites(step),
    ...likenessWrites(before, after),
    ...rejectionWrites(step),
    ...(isDecided(after) ? [{ put: waitItem(after) }] : []),
    ...recordWrites(step),
  ];
}

/** Whoever objects has one objection to a record that waits, and is known by it; it stands in the place of its reference. */
function openKey(record: string, { reference, objector }: Submission): Key {
  return objector ? keys.openObjection(record, objector.mailbox) : keys.openSubmission(record, reference);
}

/** A domain whose objection was rejected is remembered for a time. */
function rejectionWrites({ before, event }: Step): readonly Write[] {
  const { record, objector } = before;
  if (event.type !== 'rejected' || !objector || record === null) return [];
  return [rejectedObjector(record, objector.domain, event.at)];
}

/** Takes words out of a submission, and remembers that. */
export function erasure(before: Submission, after: Submission, at: string): readonly Write[] {
  return [
    { put: submissionItem(after), when: matching({ revision: before.revision }) },
    erasedEvent(after, at),
  ];
}

function erasedEvent({ reference, revision }: Submission, at: string): Write {
  return { put: { ...keys.event(reference, revision), type: 'erased', at }, when: absent };
}

/** Into the queue when somebody must decide, out of it when nobody must; and who wished for it is asked in a year. */
function waitingWrites({ before, after, event, contact, consents }: Step): readonly Write[] {
  const { reference, record } = before;
  const queued = before.status === 'pending' ? keys.queued(before.pendingSince, reference) : null;
  return [
    ...(queued && after.status !== 'pending' ? [{ remove: queued }] : []),
    ...(!queued && after.status === 'pending' ? [{ put: queueItem(after, after.pendingSince, false) }] : []),
    ...(record !== null && !isWaiting(before) && isWaiting(after)
      ? [{ put: { ...openKey(record, after), reference }, when: absent }]
      : []),
    ...(record !== null && isWaiting(before) && !isWaiting(after)
      ? [{ remove: openKey(record, before) }]
      : []),
    ...(event.type === 'approved' && isAskable(after, contact) && consents.length === 0
      ? [{ put: dueItem(event.at, 'accurate', reference) }]
      : []),
  ];
}

function recordWrites({ record, effect, consents, contact, event, after }: Step): readonly Write[] {
  const cause = { at: event.at, by: after.reference };
  const effects = effect ? effectWrites(effect, record, cause) : [];
  const decided = event.type === 'approved' || event.type === 'rejected';
  // What a decision was made on must not have moved, also where it changes nothing.
  const guard = !effect && decided && record ? [unmoved(record)] : [];
  return [...effects, ...guard, ...consents.flatMap((change) => consentWrites(change, contact))];
}

/** The fact without its content: who, what and when, never the words. */
function eventItem(submission: Submission, event: SubmissionEvent): Item {
  const key = keys.event(submission.reference, submission.revision);
  switch (event.type) {
    case 'received':
      return { ...key, type: event.type, at: event.at, status: submission.status, record: submission.record };
    case 'confirmed': {
      const { objector, ...fact } = event;
      return { ...key, ...fact };
    }
    case 'widened': {
      const { comment, ...fact } = event;
      return { ...key, ...fact };
    }
    case 'joined':
    case 'united':
    case 'lapsed':
    case 'cancelled':
    case 'expired':
    case 'closed':
    case 'uncredited':
      return { ...key, ...event };
    case 'asked': {
      const { question, ...fact } = event;
      return { ...key, ...fact };
    }
    case 'answered': {
      const { answer, ...fact } = event;
      return { ...key, ...fact };
    }
    case 'approved': {
      const { note, edited, ...fact } = event;
      return { ...key, ...fact };
    }
    case 'rejected': {
      const { note, ...fact } = event;
      return { ...key, ...fact };
    }
    default:
      return event satisfies never;
  }
}
