import { isAskable } from '../domain/accuracy.ts';
import { type SubmissionEvent, startsFrom } from '../domain/commands.ts';
import type { ConsentChange } from '../domain/consent.ts';
import type { ContactFate } from '../domain/contact-fate.ts';
import type { OwedMail } from '../domain/owed.ts';
import type { CurrentRecord, RecordEffect } from '../domain/record-state.ts';
import { type Contact, isDecided, isWaiting, type Submission } from '../domain/submission.ts';
import { absent, matching, presentAsBefore } from './conditions.ts';
import { consentWrites } from './consents.ts';
import { dueItem } from './due.ts';
import { transactHolding } from './held.ts';
import { contacts } from './items/people.ts';
import { listed, submissionEvents } from './items/waiting.ts';
import { type Key, keys } from './keys.ts';
import { likenessWrites } from './likeness.ts';
import { owedMailItem } from './mail-outbox.ts';
import { rejectedObjector } from './objectors.ts';
import { commitCounted, countedStep } from './open-count.ts';
import { queueItem } from './queue.ts';
import { effectWrites, moreHeld, mustBeUnchanged } from './record-writes.ts';
import { eventItem } from './submission-events.ts';
import { submissionItem } from './submissions.ts';
import type { Table, Write } from './table.ts';
import { waitItem } from './waiting-times.ts';

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
export type Steps = ContactFate & {
  readonly steps: readonly Step[];
  readonly mails: readonly OwedMail[];
  /** What becomes so with it. */
  readonly furtherWrites: readonly Write[];
  readonly at: string;
  /** How many records may be on hold afterwards, where more are. */
  readonly mostHeld: number;
};

/** False when a submission, a record or what is held moved meanwhile: nothing is written then. */
export async function storeSteps(table: Table, all: Steps): Promise<boolean> {
  const { steps, mails, forgotten, unnamed, mustBeUnchanged: read, furtherWrites, at, mostHeld } = all;
  const writes = [
    ...steps.flatMap(stepWrites),
    // Written as it is, which refuses like a check and takes no permission more.
    ...read.map((one) => ({ put: submissionItem(one), when: matching({ revision: one.revision }) })),
    ...(forgotten ? [{ remove: keys.contact(forgotten) }] : []),
    ...(unnamed ? [unnamedWrite(unnamed)] : []),
    ...mails.map((mail) => ({ put: owedMailItem(mail, at) })),
    ...furtherWrites,
  ];
  const counted = steps.flatMap(({ before, after }) => countedStep(before, after));
  const more = steps.reduce((sum, { effect, record }) => sum + moreHeld(effect, record), 0);
  return transactHolding(table, { more, mostHeld }, writes, (all) => commitCounted(table, all, counted));
}

function unnamedWrite({ reference, contact }: NonNullable<ContactFate['unnamed']>): Write {
  const left = { ...contact, name: null, organisation: null };
  return { put: contacts.item(keys.contact(reference), left), when: presentAsBefore(contact, 'stopped') };
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

/** An objector has one objection to a record that waits, and is known by it; it stands in the place of its reference. */
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
  const key = keys.event(reference, revision);
  return { put: submissionEvents.item(key, { type: 'erased', at }), when: absent };
}

/** Into the queue when somebody must decide, out of it when nobody must; and who wished for it is asked in a year. */
function waitingWrites({ before, after, event, contact, consents }: Step): readonly Write[] {
  const { reference, record } = before;
  const queued = before.status === 'pending' ? keys.queued(before.pendingSince, reference) : null;
  return [
    ...(queued && after.status !== 'pending' ? [{ remove: queued }] : []),
    ...(!queued && after.status === 'pending' ? [{ put: queueItem(after, after.pendingSince, false) }] : []),
    ...(record !== null && !isWaiting(before) && isWaiting(after)
      ? [{ put: listed.item(openKey(record, after), { reference }), when: absent }]
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
  const guard = !effect && decided && record ? [mustBeUnchanged(record)] : [];
  return [...effects, ...guard, ...consents.flatMap((change) => consentWrites(change, contact))];
}
