import type { Bundle } from '../domain/bundle.ts';
import type { ConsentRecord } from '../domain/consent.ts';
import { withoutPerson } from '../domain/submission.ts';
import { matching, presentAsBefore } from './conditions.ts';
import { type Due, settled } from './due.ts';
import { type Key, keys } from './keys.ts';
import { erasure } from './submissions.ts';
import type { Table, Write } from './table.ts';

/** DynamoDB deletes by itself what a sweep should have deleted this long ago. */
const GRACE_SECONDS = 7 * 86_400;

/** Whether nothing of who sent it is left to forget. */
export async function isNothingLeft(table: Table, bundle: Bundle): Promise<boolean> {
  const contact = await table.get(keys.contact(bundle[0].reference));
  return contact === null && bundle.every((one) => withoutPerson(one) === null);
}

/**
 * Forgets who sent a submission, or a bundle: the contact, and the free text beside what is about the record.
 * @param rest what is done with it, all or nothing
 * @returns false when any of it moved meanwhile
 */
export async function forgetSender(
  table: Table,
  bundle: Bundle,
  now: Date,
  rest: readonly Write[] = [],
): Promise<boolean> {
  const erasures = bundle.flatMap((one) => {
    const forgotten = withoutPerson(one);
    return forgotten ? erasure(one, forgotten, now.toISOString()) : [];
  });
  const { refused } = await table.transact([
    ...erasures,
    { remove: keys.contact(bundle[0].reference) },
    ...rest,
  ]);
  return refused.length === 0;
}

/** Keeps who sent it until a time, after which DynamoDB forgets it should nobody else. */
export async function keepSender(table: Table, [lead]: Bundle, until: Date, due: Due): Promise<void> {
  const { reference, revision } = lead;
  const guard = { check: keys.submission(reference), when: matching({ revision }) };
  await keep(table, keys.contact(reference), until, [guard, ...settled(due, until, 'contact')]);
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
  const kept = item ? [{ put: { ...item, expires }, when: presentAsBefore(item, 'remind') }] : [];
  await table.transact([...kept, ...rest]);
}
