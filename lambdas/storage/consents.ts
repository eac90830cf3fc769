import type { ConsentChange, ConsentEvent, ConsentRecord } from '../domain/consent.ts';
import { isInForce, statusesInForce } from '../domain/consent.ts';
import type { ReceiptId } from '../domain/names.ts';
import type { OwedMail } from '../domain/owed.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import type { Contact } from '../domain/submission.ts';
import type { Withdrawn } from '../domain/withdrawal.ts';
import { absent, matching } from './conditions.ts';
import { dueItem } from './due.ts';
import { transactHolding } from './held.ts';
import { consentEvents, consents, recordConsents } from './items/consents.ts';
import { contacts } from './items/people.ts';
import { keys, prefixes } from './keys.ts';
import { owedMailItem } from './mail-outbox.ts';
import { effectWrites, moreHeld } from './record-writes.ts';
import type { StoredItem } from './stored.ts';
import type { Table, Write } from './table.ts';

export async function loadConsent(table: Table, receipt: ReceiptId): Promise<ConsentRecord | null> {
  const item = await table.get(keys.consent(receipt));
  return item && consents.read(item);
}

/** The consents to a record's publication, whatever became of them. */
export async function loadConsents(table: Table, record: string): Promise<readonly ConsentRecord[]> {
  const { pk } = keys.record(record);
  const rows = await table.query(pk, { prefix: prefixes.consents, whole: 'consents' });
  const found = await Promise.all(rows.map((row) => loadConsent(table, recordConsents.read(row).receipt)));
  return found.filter((consent) => consent !== null);
}

export async function loadConsentEvents(table: Table, receipt: ReceiptId): Promise<readonly ConsentEvent[]> {
  const { pk } = keys.consent(receipt);
  const items = await table.query(pk, { prefix: prefixes.events, whole: 'consentEvents' });
  return items.map(consentEvents.read);
}

/** Who gave a consent; null once that is erased. */
export async function loadGrantor(table: Table, receipt: ReceiptId): Promise<Contact | null> {
  const item = await table.get(keys.grantor(receipt));
  return item && contacts.read(item);
}

export function consentItem(consent: ConsentRecord): StoredItem {
  return consents.item(keys.consent(consent.receipt), consent);
}

/** @param grantor who gives it; not needed where a consent ends */
export function consentWrites({ consent, event }: ConsentChange, grantor: Contact | null): readonly Write[] {
  const { receipt, record, revision } = consent;
  const fact = { put: consentEvents.item(keys.consentEvent(receipt, revision), event), when: absent };
  const state = consentItem(consent);
  if (event.type !== 'given') {
    const when = matching({ revision: revision - 1, status: statusesInForce });
    // Who consented is forgotten some time after the end.
    const ended = isInForce(consent) ? [] : [{ put: dueItem(event.at, 'grantor', receipt) }];
    return [{ put: state, when }, fact, ...ended];
  }
  return [
    { put: state, when: absent },
    fact,
    { put: recordConsents.item(keys.recordConsent(record, receipt), { receipt }) },
    { put: dueItem(event.at, 'accurate', receipt) },
    ...(grantor ? [{ put: contacts.item(keys.grantor(receipt), grantor) }] : []),
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
