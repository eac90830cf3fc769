import type { ConsentRecord } from '../domain/consent.ts';
import { type Submission, withoutPerson } from '../domain/submission.ts';
import { matching, presentAsBefore } from './conditions.ts';
import { type Due, settled } from './due.ts';
import { type Key, keys } from './keys.ts';
import { erasure } from './submissions.ts';
import type { Table, Write } from './table.ts';

/** DynamoDB deletes by itself what a sweep should have deleted this long ago. */
const GRACE_SECONDS = 7 * 86_400;

/** Whether nothing of who sent a submission is left to forget. */
export async function isForgotten(table: Table, submission: Submission): Promise<boolean> {
  const contact = await table.get(keys.contact(submission.reference));
  return contact === null && withoutPerson(submission) === null;
}

/**
 * Forgets who sent a submission: the contact, and the free text beside what is about the record.
 * @param rest what is done with it, all or nothing
 * @returns false when the submission moved meanwhile
 */
export async function forgetSender(
  table: Table,
  submission: Submission,
  now: Date,
  rest: readonly Write[] = [],
): Promise<boolean> {
  const forgotten = withoutPerson(submission);
  const { refused } = await table.transact([
    ...(forgotten ? erasure(submission, forgotten, now.toISOString()) : []),
    { remove: keys.contact(submission.reference) },
    ...rest,
  ]);
  return refused.length === 0;
}

/** Keeps who sent a submission until a time, after which DynamoDB forgets it should nobody else. */
export async function keepSender(table: Table, submission: Submission, until: Date, due: Due): Promise<void> {
  const key = keys.contact(submission.reference);
  const guard = { check: keys.submission(submission.reference), when: unmoved(submission) };
  await keep(table, key, until, [guard, ...settled(due, until, 'contact')]);
}

/** Forgets who gave a consent. */
export async function forgetConsenter(
  table: Table,
  { receipt }: ConsentRecord,
  rest: readonly Write[],
): Promise<void> {
  await table.transact([{ remove: keys.grantor(receipt) }, ...rest]);
}

/** Keeps who gave a consent until a time, likewise. */
export async function keepConsenter(
  table: Table,
  { receipt }: ConsentRecord,
  until: Date,
  due: Due,
): Promise<void> {
  await keep(table, keys.grantor(receipt), until, settled(due, until));
}

/** Refused when it moved or was forgotten meanwhile: the next sweep looks again. */
async function keep(table: Table, key: Key, until: Date, rest: readonly Write[]): Promise<void> {
  const item = await table.get(key);
  const expires = Math.floor(until.getTime() / 1000) + GRACE_SECONDS;
  await table.transact([
    ...(item ? [{ put: { ...item, expires }, when: presentAsBefore(item, 'remind') }] : []),
    ...rest,
  ]);
}

function unmoved({ revision }: Submission) {
  return matching({ revision });
}
