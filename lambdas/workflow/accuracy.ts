import { type Asked, answered, isSilent } from '../domain/accuracy.ts';
import { type ConsentRecord, evolveConsent, GRANTOR } from '../domain/consent.ts';
import type { Reference } from '../domain/names.ts';
import type { OwedMail } from '../domain/owed.ts';
import { type CurrentRecord, nextVersion } from '../domain/record-state.ts';
import { leadOf } from '../domain/submission.ts';
import { absentOrMatching, matching, presentAsBefore } from '../storage/conditions.ts';
import { consentWrites } from '../storage/consents.ts';
import { type Due, dueItem, settled } from '../storage/due.ts';
import { contacts, type StoredContact } from '../storage/items/people.ts';
import { askings } from '../storage/items/records.ts';
import { keys, prefixes } from '../storage/keys.ts';
import { owedMailItem } from '../storage/mail-outbox.ts';
import { effectWrites } from '../storage/record-writes.ts';
import type { StoredItem } from '../storage/stored.ts';
import { loadSubmission } from '../storage/submissions.ts';
import type { Table, Write } from '../storage/table.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';

export async function loadAsked(table: Table, record: string, name: string): Promise<Asked | null> {
  const item = await table.get(keys.asked(record, name));
  return item && askings.read(item);
}

/** Everybody who is asked about a record. */
export async function loadAskedAbout(table: Table, record: string): Promise<readonly Asked[]> {
  const { pk } = keys.record(record);
  return (await table.query(pk, { prefix: prefixes.asked, whole: 'asked' })).map(askings.read);
}

function askedItem(asked: Asked): StoredItem {
  return askings.item(keys.asked(asked.record, asked.name), asked);
}

/** The question is owed, or no longer asked, and when to look again. Refused when somebody answered at this moment. */
export async function storeAsked(
  table: Table,
  before: Asked,
  after: Asked,
  mail: OwedMail | null,
  due: Due,
  again: Date | null,
): Promise<void> {
  const when = absentOrMatching({ silences: before.silences, since: before.since });
  const mails = mail && after.askedAt ? [{ put: owedMailItem(mail, after.askedAt) }] : [];
  await table.transact([{ put: askedItem(after), when }, ...mails, ...settled(due, again)]);
}

/** Nobody is to be asked any more: who was is forgotten. */
export async function endAsking(table: Table, record: string | null, due: Due): Promise<void> {
  const asked = record === null ? [] : [{ remove: keys.asked(record, due.reference) }];
  await table.transact([...asked, ...settled(due, null)]);
}

/**
 * Somebody says that a record is accurate: a new version of it that says when, and the consent is renewed if it is a grantor.
 * @returns false when the record, the consent or the question moved meanwhile
 */
export async function storeConfirmed(
  table: Table,
  asked: Asked,
  record: CurrentRecord,
  consent: ConsentRecord | null,
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const made = { changed: [], submission: null, credit: null, verified: at, at };
  const effect = { type: 'revise', version: nextVersion(record, made), erases: [] } as const;
  const renewal = consent && ({ type: 'renewed', at, by: GRANTOR } as const);
  const { refused } = await table.transact([
    ...effectWrites(effect, record, { at, by: asked.name }),
    ...(consent && renewal
      ? consentWrites({ consent: evolveConsent(consent, renewal), event: renewal }, null)
      : []),
    ...answer(asked, at, at),
  ]);
  return refused.length === 0;
}

/** Somebody answers that there is something to correct. */
export async function storeAnswered(table: Table, asked: Asked, now: Date): Promise<void> {
  await table.transact(answer(asked, asked.since, now.toISOString()));
}

/** Who was not asked any more, having been silent, is asked again in a year. */
function answer(asked: Asked, since: string, at: string): readonly Write[] {
  const when = matching({ silences: asked.silences, since: asked.since });
  const again = isSilent(asked) ? [{ put: dueItem(at, 'accurate', asked.name) }] : [];
  return [{ put: askedItem(answered(asked, since)), when }, ...again];
}

/** Others may keep the contact, or stop something else, at the same moment. */
const TRIES = 10;

/**
 * A contributor wants to be asked no more about what became of a submission.
 * @param rest what is done with it, all or nothing
 */
export async function stopAsking(
  table: Table,
  record: string,
  reference: Reference,
  rest: readonly Write[] = [],
): Promise<void> {
  const submission = await loadSubmission(table, reference);
  const key = keys.contact(submission ? leadOf(submission) : reference);
  const stopping = await untilUnmoved(TRIES, async () => {
    const item = await table.get(key);
    const contact = item && contacts.read(item);
    const { refused } = await table.transact([
      { remove: keys.asked(record, reference) },
      ...(contact
        ? [
            {
              put: contacts.item(key, stopped(contact, reference)),
              when: presentAsBefore(contact, 'stopped'),
            },
          ]
        : []),
      ...rest,
    ]);
    return refused.length === 0 ? 'stopped' : null;
  });
  if (stopping === null) throw new Error(`The contact of ${reference} kept moving.`);
}

/** What else they sent with it, they may still be asked about. */
function stopped(contact: StoredContact, reference: Reference): StoredContact {
  return { ...contact, stopped: [...(contact.stopped ?? []), reference] };
}
