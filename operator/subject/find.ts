import type { ConsentRecord } from '../../lambdas/domain/consent.ts';
import { asReceipt, asReference } from '../../lambdas/domain/names.ts';
import { CONTRIBUTOR, type OwedMail } from '../../lambdas/domain/owed.ts';
import type { Contact, Submission } from '../../lambdas/domain/submission.ts';
import { loadConsent } from '../../lambdas/storage/consents.ts';
import { owedMails, parkedMails } from '../../lambdas/storage/items/mails.ts';
import { contacts } from '../../lambdas/storage/items/people.ts';
import { type Key, outboxes } from '../../lambdas/storage/keys.ts';
import type { ScannedPage } from '../../lambdas/storage/scan.ts';
import type { Item } from '../../lambdas/storage/stored.ts';
import { isSuppressed } from '../../lambdas/storage/suppressions.ts';
import type { Table } from '../../lambdas/storage/table.ts';
import { loadBundle } from '../../lambdas/workflow/bundles.ts';

/** A mail that is owed or was given up, as its row. */
export type HeldMail = Key & OwedMail;

/** Everything held on the owner of an address. */
export type Held = {
  readonly submissions: readonly { readonly submission: Submission; readonly contact: Contact }[];
  readonly consents: readonly { readonly consent: ConsentRecord; readonly grantor: Contact }[];
  /** Mails to them that are owed or were given up. */
  readonly mails: readonly HeldMail[];
  readonly suppressed: boolean;
  /** Other items that have the address in them, by their keys. */
  readonly mentions: readonly string[];
};

/** Items that may be about the person, sorted out while the table goes by. */
type Gathered = { contacts: Item[]; grantors: Item[]; mails: HeldMail[]; mentions: Item[] };

/** There is no index by address: nothing but an operator's command may look for one, and it reads everything. */
export async function findSubject(
  table: Table,
  pages: AsyncIterable<ScannedPage>,
  address: string,
  now: Date,
  progress: (seen: number, total: number) => void,
): Promise<Held> {
  const gathered: Gathered = { contacts: [], grantors: [], mails: [], mentions: [] };
  for await (const { items, seen, total } of pages) {
    for (const item of items) sort(item, folded(address), gathered);
    progress(seen, total);
  }
  const submissions = await submissionsOf(table, gathered.contacts);
  const consents = await consentsOf(table, gathered.grantors);
  const known = new Set([
    ...submissions.map(({ submission }) => submission.reference),
    ...consents.map(({ consent }) => consent.receipt),
  ]);
  return {
    submissions,
    consents,
    mails: gathered.mails.filter(({ reference }) => known.has(reference)),
    suppressed: await isSuppressed(table, address, now),
    mentions: gathered.mentions.map(({ pk, sk }) => `${pk} ${sk}`),
  };
}

function folded(address: string): string {
  return address.trim().toLowerCase();
}

function sort(item: Item, address: string, gathered: Gathered): void {
  const { pk, sk } = item;
  const theirs = folded(String(item['email'] ?? '')) === address;
  if (pk === outboxes.mail || pk === outboxes.parked) {
    const mail = (pk === outboxes.mail ? owedMails : parkedMails).row(item);
    if (mail.recipient === CONTRIBUTOR) gathered.mails.push(mail);
  } else if (sk === 'CONTACT' && theirs) gathered.contacts.push(item);
  else if (sk === 'GRANTOR' && theirs) gathered.grantors.push(item);
  else if (JSON.stringify(item).toLowerCase().includes(address)) gathered.mentions.push(item);
}

/** A bundle has one contact, which is found with its first submission. */
async function submissionsOf(table: Table, items: readonly Item[]): Promise<Held['submissions']> {
  const found = await Promise.all(
    items.map(async (item) => {
      const bundle = (await loadBundle(table, asReference(nameIn(item)))) ?? [];
      return bundle.map((submission) => ({ submission, contact: asContact(item) }));
    }),
  );
  return found.flat();
}

async function consentsOf(table: Table, grantors: readonly Item[]): Promise<Held['consents']> {
  const found = await Promise.all(
    grantors.map(async (item) => ({
      consent: await loadConsent(table, asReceipt(nameIn(item))),
      grantor: asContact(item),
    })),
  );
  return found.flatMap(({ consent, grantor }) => (consent ? [{ consent, grantor }] : []));
}

/** The reference or receipt whose partition an item lies in. */
function nameIn({ pk }: Item): string {
  return pk.slice(pk.indexOf('#') + 1);
}

function asContact(item: Item): Contact {
  const { name, email, organisation } = contacts.read(item);
  return { name, email, organisation };
}
