import { type SubmissionEvent, startsFrom } from '../domain/commands.ts';
import type { ConsentChange } from '../domain/consent.ts';
import type { CurrentRecord, RecordEffect } from '../domain/inventory.ts';
import type { ShownNotice } from '../domain/notice.ts';
import type { OwedMail } from '../domain/owed.ts';
import { type Contact, isWaiting, type Submission } from '../domain/submission.ts';
import { absent, absentOrExpired, matching, present, unerased } from './conditions.ts';
import { consentWrites } from './consents.ts';
import { dueItem } from './due.ts';
import { effectWrites, unmoved } from './effects.ts';
import { keys, lists, prefixes } from './keys.ts';
import { type Link, linkItem } from './links.ts';
import { owedMailItem } from './mail-outbox.ts';
import { noticeItem } from './notices.ts';
import type { Item, Table, Write } from './table.ts';

export async function loadSubmission(table: Table, reference: string): Promise<Submission | null> {
  const item = await table.get(keys.submission(reference));
  if (!item) return null;
  const { pk, sk, ...submission } = item;
  return submission as unknown as Submission;
}

/** The references of all submissions that wait for a decision. */
export async function loadWaiting(table: Table): Promise<readonly string[]> {
  return (await table.query(lists.queue)).map((item) => String(item['reference']));
}

/** Since when the submission waits that waits longest for a decision; null when none waits. */
export async function loadOldestWaiting(table: Table): Promise<string | null> {
  const [oldest] = await table.query(lists.queue, { limit: 1 });
  return oldest ? (oldest.sk.split('#')[0] ?? null) : null;
}

export async function loadContact(table: Table, reference: string): Promise<Contact | null> {
  const item = await table.get(keys.contact(reference));
  if (!item) return null;
  const { pk, sk, ...contact } = item;
  return contact as unknown as Contact;
}

/** When the last thing happened to a submission. */
export async function lastEventAt(table: Table, reference: string): Promise<string | null> {
  const { pk } = keys.submission(reference);
  const [last] = await table.query(pk, { prefix: prefixes.events, newestFirst: true, limit: 1 });
  return last ? String(last['at']) : null;
}

/** What the first request of an idempotency key was, so that a repeat gets the same answer. */
export type Idempotency = {
  /** Hex SHA-256 of the key. */
  readonly keyHash: string;
  /** Hex SHA-256 of the canonical body. */
  readonly bodyHash: string;
  readonly reference: string;
  /** The status token is HMAC-SHA256(salt, key). */
  readonly salt: string;
  readonly status: Submission['status'];
  /** When the key is forgotten, in seconds since 1970. */
  readonly expires: number;
};

/** The unexpired first use of a key; null when it is new. */
export async function loadIdempotency(table: Table, keyHash: string, now: Date): Promise<Idempotency | null> {
  const item = await table.get(keys.idempotency(keyHash));
  if (!item || Number(item['expires']) < Math.floor(now.getTime() / 1000)) return null;
  return item as unknown as Idempotency;
}

/** What a new submission writes, all or nothing. */
export type Received = {
  readonly submission: Submission;
  readonly event: SubmissionEvent;
  readonly contact: Contact | null;
  readonly mails: readonly OwedMail[];
  readonly idempotency: Idempotency;
  readonly statusLink: Link;
  /** Until when the address must be confirmed. */
  readonly confirmBy: string;
  /** What somebody read and agreed to who allows publication. */
  readonly notice: ShownNotice | null;
};

/** False when the key was used meanwhile, or the record moved. */
export async function storeReceived(table: Table, received: Received, now: Date): Promise<boolean> {
  const { submission, event, contact, mails, idempotency, statusLink, confirmBy, notice } = received;
  const { reference } = submission;
  const { refused } = await table.transact([
    { put: { ...keys.idempotency(idempotency.keyHash), ...idempotency }, when: absentOrExpired(now) },
    { put: { ...keys.submission(submission.reference), ...submission }, when: absent },
    { put: eventItem(submission, event), when: absent },
    ...(contact ? [{ put: { ...keys.contact(submission.reference), ...contact } }] : []),
    { put: linkItem(statusLink) },
    ...aboutRecord(submission),
    ...(notice ? [{ put: noticeItem(notice) }] : []),
    ...(submission.status === 'pending'
      ? [
          { put: queueItem(submission, submission.pendingSince) },
          { put: dueItem(event.at, 'contact', reference) },
        ]
      : [{ put: dueItem(confirmBy, 'expire', reference) }]),
    ...mails.map((mail) => ({ put: owedMailItem(mail, event.at) })),
  ]);
  return refused.length === 0;
}

/**
 * What is known of a record's submissions. The version that was read must still say what it said: what is withdrawn takes
 * with it the submissions that are known then.
 */
function aboutRecord({ reference, record, status, ...matter }: Submission): readonly Write[] {
  if (record === null) return [];
  const read = 'version' in matter ? keys.version(record, matter.version) : keys.record(record);
  return [
    { check: read, when: 'version' in matter ? unerased : matching({ status: ['live', 'held'] }) },
    { put: { ...keys.recordSubmission(record, reference), reference } },
    ...(status === 'pending' ? [{ put: { ...keys.openSubmission(record, reference), reference } }] : []),
  ];
}

/** A step of a submission that is already in the table. */
export type Step = {
  readonly before: Submission;
  readonly after: Submission;
  readonly event: Exclude<SubmissionEvent, { type: 'received' }>;
  readonly mails: readonly OwedMail[];
  /** The record it is about; what a decision was made on must not have moved. */
  readonly record: CurrentRecord | null;
  readonly effect: RecordEffect | null;
  readonly consents: readonly ConsentChange[];
  /** Who sent it, where that is needed: to give a consent, or to be named no more. */
  readonly contact: Contact | null;
};

const commandOf = {
  confirmed: 'confirm',
  cancelled: 'cancel',
  expired: 'expire',
  closed: 'close',
  uncredited: 'uncredit',
  asked: 'ask',
  answered: 'answer',
  approved: 'approve',
  rejected: 'reject',
} as const;

/** False when submission or record moved meanwhile: nothing is written then. */
export async function storeStep(table: Table, step: Step): Promise<boolean> {
  const { before, after, event, mails } = step;
  const statuses = startsFrom[commandOf[event.type]];
  const { refused } = await table.transact([
    {
      put: { ...keys.submission(after.reference), ...after },
      when: matching({ revision: before.revision, status: statuses }),
    },
    { put: eventItem(after, event), when: absent },
    ...waitingWrites(step),
    ...recordWrites(step),
    ...mails.map((mail) => ({ put: owedMailItem(mail, event.at) })),
  ]);
  return refused.length === 0;
}

/** Takes words out of a submission, and remembers that. False when it moved meanwhile. */
export async function storeErased(
  table: Table,
  before: Submission,
  after: Submission,
  at: string,
): Promise<boolean> {
  const { refused } = await table.transact(erasure(before, after, at));
  return refused.length === 0;
}

/** The writes of {@link storeErased}, for a transaction with what else is forgotten. */
export function erasure(before: Submission, after: Submission, at: string): readonly Write[] {
  const { reference, revision } = after;
  return [
    { put: { ...keys.submission(reference), ...after }, when: matching({ revision: before.revision }) },
    { put: { ...keys.event(reference, revision), type: 'erased', at }, when: absent },
  ];
}

function queueItem({ reference, record }: Submission, since: string): Item {
  return { ...keys.queued(since, reference), reference, record };
}

/** Into the queue when somebody must decide, out of it when nobody must; and who was not confirmed, or left, is forgotten. */
function waitingWrites({ before, after, event, contact, consents }: Step): readonly Write[] {
  const { reference, record } = before;
  const queued = before.status === 'pending' ? keys.queued(before.pendingSince, reference) : null;
  const open = record === null ? [] : [keys.openSubmission(record, reference)];
  const forgotten = after.status === 'cancelled' || after.status === 'expired';
  return [
    ...(queued && after.status !== 'pending' ? [{ remove: queued }] : []),
    ...(!queued && after.status === 'pending' ? [{ put: queueItem(after, after.pendingSince) }] : []),
    ...(!isWaiting(before) && isWaiting(after) ? open.map((key) => ({ put: { ...key, reference } })) : []),
    ...(isWaiting(before) && !isWaiting(after) ? open.map((key) => ({ remove: key })) : []),
    ...(forgotten ? [{ remove: keys.contact(reference) }] : []),
    ...(event.type === 'approved' && contact?.remind && asksFor(after) && consents.length === 0
      ? [{ put: dueItem(event.at, 'accurate', reference) }]
      : []),
    // To reach somebody the address is enough.
    ...(event.type === 'uncredited' && contact
      ? [{ put: { ...keys.contact(reference), ...contact, name: null, organisation: null }, when: present }]
      : []),
  ];
}

/** Of what whoever sent it may know whether it is still accurate; who consents is asked anyway. */
function asksFor({ kind }: Submission): boolean {
  return kind === 'correction' || kind === 'addition';
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
    case 'confirmed':
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
