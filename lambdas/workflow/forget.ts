import type { Bundle } from '../domain/bundle.ts';
import type { ConsentRecord } from '../domain/consent.ts';
import { DAY_SECONDS } from '../domain/durations.ts';
import { leadOf, type Submission, withoutPerson } from '../domain/submission.ts';
import { matching, presentAsBefore } from '../storage/conditions.ts';
import { type Due, settled } from '../storage/due.ts';
import { contacts } from '../storage/items/people.ts';
import { type Key, keys } from '../storage/keys.ts';
import { erasure } from '../storage/steps.ts';
import type { Table, Write } from '../storage/table.ts';

/** DynamoDB deletes by itself what a sweep should have deleted this long ago. */
const GRACE_SECONDS = 7 * DAY_SECONDS;

/** Whether nothing of who sent a bundle is left to forget. */
export async function isSenderForgotten(table: Table, bundle: Bundle): Promise<boolean> {
  const contact = await table.get(contactKey(bundle));
  return contact === null && bundle.every((one) => withoutPerson(one) === null);
}

/**
 * Forgets who sent a bundle: the contact, and the free text beside what is about records.
 * @param rest what is done with it, all or nothing
 * @returns false when any of it moved meanwhile
 */
export async function forgetSender(
  table: Table,
  bundle: Bundle,
  now: Date,
  rest: readonly Write[] = [],
): Promise<boolean> {
  const { refused } = await table.transact([
    ...bundle.flatMap((one) => {
      const forgotten = withoutPerson(one);
      return forgotten ? erasure(one, forgotten, now.toISOString()) : [unmoved(one)];
    }),
    { remove: contactKey(bundle) },
    ...rest,
  ]);
  return refused.length === 0;
}

/** Keeps who sent a bundle until a time, after which DynamoDB forgets it should nobody else. */
export async function keepSender(table: Table, bundle: Bundle, until: Date, due: Due): Promise<void> {
  await keep(table, contactKey(bundle), until, [...bundle.map(unmoved), ...settled(due, until, 'contact')]);
}

function contactKey([first]: Bundle): Key {
  return keys.contact(leadOf(first));
}

function unmoved({ reference, revision }: Submission): Write {
  return { check: keys.submission(reference), when: matching({ revision }) };
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
  const contact = item && contacts.read(item);
  const expires = Math.floor(until.getTime() / 1000) + GRACE_SECONDS;
  await table.transact([
    ...(contact
      ? [{ put: contacts.item(key, { ...contact, expires }), when: presentAsBefore(contact, 'stopped') }]
      : []),
    ...rest,
  ]);
}
