import { type SubmissionEvent, startsFrom } from '../domain/decide.ts';
import type { CurrentRecord, RecordVersion } from '../domain/inventory.ts';
import type { OwedMail } from '../domain/owed.ts';
import type { Contact, Submission } from '../domain/submission.ts';
import { absent, absentOrExpired, matching } from './conditions.ts';
import { keys, lists } from './keys.ts';
import { type Link, linkItem } from './links.ts';
import { recordItem, unmoved, versionItem } from './records.ts';
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
};

/** False when the key was used meanwhile. */
export async function storeReceived(table: Table, received: Received, now: Date): Promise<boolean> {
  const { submission, event, contact, mails, idempotency, statusLink, confirmBy } = received;
  const { refused } = await table.transact([
    { put: { ...keys.idempotency(idempotency.keyHash), ...idempotency }, when: absentOrExpired(now) },
    { put: { ...keys.submission(submission.reference), ...submission }, when: absent },
    { put: eventItem(submission, event), when: absent },
    ...(contact ? [{ put: { ...keys.contact(submission.reference), ...contact } }] : []),
    { put: linkItem(statusLink) },
    submission.status === 'pending'
      ? { put: queueItem(submission, submission.pendingSince) }
      : { put: { ...keys.due(confirmBy, 'expire', submission.reference), reference: submission.reference } },
    ...mails.map((mail) => ({ put: owedMailItem(mail, event.at) })),
  ]);
  return refused.length === 0;
}

/** A step of a submission that is already in the table. */
export type Step = {
  readonly before: Submission;
  readonly after: Submission;
  readonly event: Exclude<SubmissionEvent, { type: 'received' }>;
  readonly mails: readonly OwedMail[];
  /** The record a decision was made on; it must not have moved. */
  readonly record: CurrentRecord | null;
  readonly version: RecordVersion | null;
};

const commandOf = {
  confirmed: 'confirm',
  cancelled: 'cancel',
  expired: 'expire',
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

function queueItem({ reference, record }: Submission, since: string): Item {
  return { ...keys.queued(since, reference), reference, record };
}

/** Into the queue when the address is confirmed, out of it when decided; an address nobody confirmed is forgotten. */
function waitingWrites({ before, after, event }: Step): readonly Write[] {
  if (event.type === 'confirmed') return [{ put: queueItem(after, event.at) }];
  if (before.status === 'pending') return [{ remove: keys.queued(before.pendingSince, before.reference) }];
  return [{ remove: keys.contact(before.reference) }];
}

function recordWrites({ record, version, event, after }: Step): readonly Write[] {
  if (!record) return [];
  if (!version) return [unmoved(record)];
  return [
    {
      put: recordItem(record.id, version.version),
      when: matching({ status: record.status, version: record.version }),
    },
    { put: versionItem(version), when: absent },
    {
      put: {
        ...keys.owedRelease(event.at, after.reference),
        record: record.id,
        version: version.version,
        owedSince: event.at,
      },
    },
  ];
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
      return { ...key, ...event };
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

function owedMailItem(mail: OwedMail, at: string): Item {
  return { ...keys.owedMail(at, mail.reference, mail.kind, mail.recipient), ...mail, owedSince: at };
}
