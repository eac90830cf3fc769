import type { OwedMail } from '../domain/owed.ts';
import { absent, matching, missingOrBefore } from './conditions.ts';
import { keys, outboxes } from './keys.ts';
import { type Link, linkItem } from './links.ts';
import type { Item, Table } from './table.ts';

/** A mail that is owed, as its row in the outbox. */
export type OwedMailRow = OwedMail &
  Item & { readonly owedSince: string; readonly attempts?: number; readonly leasedUntil?: string };

export async function loadOwedMails(table: Table): Promise<readonly OwedMailRow[]> {
  return (await table.query(outboxes.mail)) as readonly OwedMailRow[];
}

/**
 * Takes a mail for sending until the given time, so that no other run sends it too.
 * Null when another run has it, or when it was sent meanwhile.
 */
export async function leaseMail(
  table: Table,
  row: OwedMailRow,
  now: Date,
  until: Date,
): Promise<OwedMailRow | null> {
  const leased = { ...row, attempts: (row.attempts ?? 0) + 1, leasedUntil: until.toISOString() };
  const { refused } = await table.put(leased, missingOrBefore('leasedUntil', now.toISOString()));
  return refused.length === 0 ? leased : null;
}

/** Every try has a link of its own: a mail that went out after all keeps working. */
export async function storeLink(table: Table, link: Link): Promise<void> {
  await table.put(linkItem(link), absent);
}

/** The mail is out: it is owed no longer, and the submission remembers that it went. */
export async function markMailSent(table: Table, row: OwedMailRow, at: string): Promise<void> {
  const { kind, reference, recipient, owedSince } = row;
  await table.transact([
    { remove: { pk: row.pk, sk: row.sk } },
    { put: { ...keys.sentMail(reference, kind, recipient, owedSince), sentAt: at } },
  ]);
}

/** There is nobody to send it to any more. */
export async function dropMail(table: Table, row: OwedMailRow): Promise<void> {
  await table.transact([{ remove: { pk: row.pk, sk: row.sk } }]);
}

/** Sending failed: the next run may try at once. */
export async function releaseMail(table: Table, row: OwedMailRow): Promise<void> {
  await table.put({ ...row, leasedUntil: '' }, matching({ leasedUntil: row.leasedUntil ?? '' }));
}

/** A mail with a fresh link is owed; asking again while it is on its way owes no second one. */
export async function oweFreshLink(table: Table, mail: OwedMail, now: Date): Promise<void> {
  const at = now.toISOString();
  await table.put(
    { ...keys.owedMail('fresh', mail.reference, mail.kind, mail.recipient), ...mail, owedSince: at },
    absent,
  );
}

/** Whether a mail of this kind about a submission went out. */
export async function wasMailed(table: Table, reference: string, kind: OwedMail['kind']): Promise<boolean> {
  const { pk, sk } = keys.sentMail(reference, kind, '', '');
  return (await table.query(pk, { prefix: sk.replace(/#+$/, '#'), limit: 1 })).length > 0;
}
