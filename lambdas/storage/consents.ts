import type { ConsentChange, ConsentEvent, ConsentRecord } from '../domain/consent.ts';
import { standing, stands } from '../domain/consent.ts';
import type { OwedMail } from '../domain/owed.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import type { Contact } from '../domain/submission.ts';
import type { Withdrawn } from '../domain/withdrawal.ts';
import { absent, matching } from './conditions.ts';
import { dueItem } from './due.ts';
import { transactHolding } from './held.ts';
import { keys, prefixes } from './keys.ts';
import { owedMailItem } from './mail-outbox.ts';
import { effectWrites, moreHeld } from './record-writes.ts';
import type { Item, Table, Write } from './table.ts';

export async function loadConsent(table: Table, receipt: string): Promise<ConsentRecord | null> {
  const item = await table.get(keys.consent(receipt));
  if (!item) return null;
  const { pk, sk, ...consent } = item;
  return consent as unknown as ConsentRecord;
}

/** The consents to a record's publication, whatever became of them. */
export async function loadConsents(table: Table, record: string): Promise<readonly ConsentRecord[]> {
  const { pk } = keys.record(record);
  const rows = await table.query(pk, { prefix: prefixes.consents, whole: 'consents' });
  const consents = await Promise.all(
    rows.map(({ sk }) => loadConsent(table, sk.slice(prefixes.consents.length))),
  );
  return consents.filter((consent) => consent !== null);
}

export async function loadConsentEvents(table: Table, receipt: string): Promise<readonly ConsentEvent[]> {
  const { pk } = keys.consent(receipt);
  const items = await table.query(pk, { prefix: prefixes.events, whole: 'consentEvents' });
  return items.map(({ type, at, by }) => ({ type, at, by }) as ConsentEvent);
}

/** Who gave a consent; null once that is erased. */
export async function loadGrantor(table: Table, receipt: string): Promise<Contact | null> {
  const item = await table.get(keys.grantor(receipt));
  if (!item) return null;
  const { pk, sk, ...contact } = item;
  return contact as unknown as Contact;
}

/** @param grantor who gives it; not needed where a consent ends */
export function consentWrites({ consent, event }: ConsentChange, grantor: Contact | null): readonly Write[] {
  const { receipt, record, revision } = consent;
  const fact = { put: { ...keys.consentEvent(receipt, revision), ...event }, when: absent };
  const state: Item = { ...keys.consent(receipt), ...consent };
  if (event.type !== 'given') {
    const when = matching({ revision: revision - 1, status: standing });
    // Who consented is forgotten some time after the end.
    const ended = stands(consent) ? [] : [{ put: dueItem(event.at, 'grantor', receipt) }];
    return [{ put: state, when }, fact, ...ended];
  }
  return [
    { put: state, when: absent },
    fact,
    { put: { ...keys.recordConsent(record, receipt), receipt } },
    { put: dueItem(event.at, 'accurate', receipt) },
    ...(grantor ? [{ put: { ...keys.grantor(receipt), ...grantor } }] : []),
  ];
}

/** False when the consent or the record moved meanwhile: nothing is written then. */
export async function storeWithdrawal(
  table: Table,
  withdrawn: Withdrawn,
  record: CurrentRecord | null,
  mails: readonly OwedMail[],
): Promise<boolean> {
  const { consent, event, effect } = withdrawn;
  return transactHolding(table, { more: moreHeld(effect, record), mostHeld: 0 }, [
    ...consentWrites(withdrawn, null),
    ...(effect ? effectWrites(effect, record, { at: event.at, by: consent.receipt }) : []),
    ...mails.map((mail) => ({ put: owedMailItem(mail, event.at) })),
  ]);
}
