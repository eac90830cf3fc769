import { HOUR_SECONDS } from '../domain/durations.ts';
import type { Reference } from '../domain/names.ts';
import { CONTRIBUTOR, classOf, classOfAsked, mailClasses, type OwedMail } from '../domain/owed.ts';
import { absent, absentOrBefore, matching, present } from './conditions.ts';
import { inPortions } from './in-portions.ts';
import { leases, nothings, owedMails, parkedMails, sentMails } from './items/mails.ts';
import { type Key, keys, outboxes } from './keys.ts';
import { type Link, linkItem } from './links.ts';
import { newSalt } from './secrets.ts';
import type { StoredItem } from './stored.ts';
import type { Table } from './table.ts';

/** A mail that is owed, as its row in the outbox. */
export type OwedMailRow = Key & OwedMail & { readonly owedSince: string };

/** The right to send a mail until a time. */
export type Lease = { readonly leaseId: string; readonly attempts: number; readonly until: string };

/** In the place of a time, where a mail is owed once more: there is one of these only. */
const FRESH = 'fresh';

/**
 * What rows begin with: a class and a time; a class and the mark of a mail asked for again, which sort by reference, so
 * that the first is one of them and not the oldest; and either alone, from before there were classes.
 */
const OWED_BEGINNINGS = [...mailClasses.flatMap((rank) => [`${rank}#2`, `${rank}#${FRESH}`]), '20', FRESH];

/** Rows read at a time. */
const PORTION = 20;

/** What is owed, portion by portion. */
export async function* owedMailRows(table: Table): AsyncGenerator<readonly OwedMailRow[]> {
  for await (const items of inPortions(table, outboxes.mail, {}, PORTION)) yield items.map(owedMails.row);
}

/** Since when the mail is owed that waits longest, of those in front of each class; null when none is. */
export async function loadOldestOwed(table: Table): Promise<string | null> {
  const firsts = await Promise.all(
    OWED_BEGINNINGS.map((prefix) => table.query(outboxes.mail, { prefix, limit: 1 })),
  );
  const since = firsts.flat().map((item) => owedMails.read(item).owedSince);
  return since.sort()[0] ?? null;
}

/**
 * How the rows of each class begin, in the order in which they go. Those that were owed before there were classes begin with
 * their time, or are a fresh link.
 */
const lanes = ['1#', '2#', '20', 'fresh#', '3#', '4#'] as const;

/** How far a run came in each class. */
export type Reached = Map<(typeof lanes)[number], string>;

/** The first mail in order that a run has not come to yet, which it has then; null when there is none. */
export async function nextMail(table: Table, reached: Reached): Promise<OwedMailRow | null> {
  for (const prefix of lanes) {
    const [row] = await table.query(outboxes.mail, { prefix, behind: reached.get(prefix) ?? null, limit: 1 });
    if (!row) continue;
    reached.set(prefix, row.sk);
    return owedMails.row(row);
  }
  return null;
}

/** Takes a mail for sending, so that no other run sends it too; null when it is not its time or somebody else has it. */
export async function leaseMail(
  table: Table,
  row: OwedMailRow,
  now: Date,
  until: Date,
): Promise<Lease | null> {
  const key = keys.mailLease(row.sk);
  const known = await loadLease(table, row);
  if (known && known.until > now.toISOString()) return null;
  const lease = { leaseId: newSalt(), attempts: (known?.attempts ?? 0) + 1, until: until.toISOString() };
  // A run that listed the row before another sent the mail must not take it again: the row must still be there.
  const { refused } = await table.transact([
    { check: { pk: row.pk, sk: row.sk }, when: present },
    { put: leases.item(key, lease), when: absentOrBefore('until', now.toISOString()) },
  ]);
  return refused.length === 0 ? lease : null;
}

/** Every try has a link of its own: a mail that went out after all keeps working. */
export async function storeLink(table: Table, link: Link): Promise<void> {
  await table.put(linkItem(link), absent);
}

/** The mail is out: it is owed no longer, and the submission remembers that it went. */
export async function markMailSent(table: Table, row: OwedMailRow, at: string): Promise<void> {
  const { kind, reference, recipient, owedSince } = row;
  await table.transact([
    ...endOf(row),
    { put: sentMails.item(keys.sentMail(reference, kind, recipient, owedSince), { sentAt: at }) },
  ]);
}

/** There is nobody to send it to any more. */
export async function dropMail(table: Table, row: OwedMailRow): Promise<void> {
  await table.transact(endOf(row));
}

/**
 * Nobody tries again by itself: a person must look why it cannot be sent.
 * @returns false when the mail is no longer this run's to give up: it may have gone out
 */
export async function parkMail(
  table: Table,
  row: OwedMailRow,
  { leaseId }: Lease,
  reason: string,
  at: string,
): Promise<boolean> {
  const { pk, sk, kind, reference, recipient, owedSince } = row;
  const parked = { kind, reference, recipient, owedSince, reason, parkedAt: at };
  const { refused } = await table.transact([
    { remove: { pk, sk } },
    { remove: keys.mailLease(sk), when: matching({ leaseId }) },
    { put: parkedMails.item(keys.parkedMail(sk), parked) },
  ]);
  return refused.length === 0;
}

/** A mail given up, and why. */
export type ParkedMail = Key & ReturnType<typeof parkedMails.read>;

export async function loadParkedMails(table: Table): Promise<readonly ParkedMail[]> {
  return (await table.query(outboxes.parked, { whole: 'operatorsOwn' })).map(parkedMails.row);
}

/**
 * A mail given up is owed again, as if from now on: so it has all its tries once more.
 * @returns false when somebody else put it back meanwhile
 */
export async function oweAgain(table: Table, parked: ParkedMail, now: Date): Promise<boolean> {
  const { pk, sk, kind, reference, recipient } = parked;
  const mail = { kind, reference, recipient, owedSince: now.toISOString() };
  const row = owedMails.item({ pk: outboxes.mail, sk }, mail);
  const { refused } = await table.transact([{ remove: { pk, sk }, when: present }, { put: row }]);
  return refused.length === 0;
}

function endOf({ pk, sk }: OwedMailRow) {
  return [{ remove: { pk, sk } }, { remove: keys.mailLease(sk) }];
}

/** A try failed: the next one may begin at this time. */
export async function deferMail(table: Table, row: OwedMailRow, lease: Lease, until: Date): Promise<void> {
  const { leaseId, attempts } = lease;
  const deferred = { leaseId, attempts, until: until.toISOString() };
  await table.put(leases.item(keys.mailLease(row.sk), deferred), matching({ leaseId }));
}

/** Wakes notify, by a change to a row that is still owed. */
export async function wakeMail(table: Table, row: OwedMailRow, now: Date): Promise<void> {
  await table.put(owedMails.item(row, { ...row, wakeAt: now.toISOString() }), present);
}

/** When the next try of a mail may begin; null when it may at any time. */
export async function deferredUntil(table: Table, row: OwedMailRow): Promise<string | null> {
  return (await loadLease(table, row))?.until ?? null;
}

async function loadLease(table: Table, { sk }: OwedMailRow): Promise<Lease | null> {
  const item = await table.get(keys.mailLease(sk));
  return item && leases.read(item);
}

/** A mail with a fresh link is owed; asking again while it is on its way owes no second one. */
export async function oweFreshLink(table: Table, mail: OwedMail, now: Date): Promise<void> {
  await table.put(owedMails.item(freshKey(mail), { ...mail, owedSince: now.toISOString() }), absent);
}

/**
 * Does what owing a mail with a fresh link does, where nobody is owed one: who asks for it must not be able to tell by the
 * time it takes. What is written means nothing, and is gone within the hour.
 */
export async function oweNothing(table: Table, now: Date): Promise<void> {
  const expires = Math.floor(now.getTime() / 1000) + HOUR_SECONDS;
  await table.put(nothings.item(keys.nothing(newSalt()), { owedSince: now.toISOString(), expires }), absent);
}

/** Asks about nothing, as {@link isFreshLinkOwed} does about a mail. */
export async function isNothingOwed(table: Table): Promise<boolean> {
  return (await table.get(keys.nothing(newSalt()))) !== null;
}

export async function isFreshLinkOwed(table: Table, mail: OwedMail): Promise<boolean> {
  return (await table.get(freshKey(mail))) !== null;
}

/** Of a mail that somebody asked for. */
function freshKey(mail: OwedMail): Key {
  return keys.owedMail(classOfAsked(mail), FRESH, mail.reference, mail.kind, mail.recipient);
}

/**
 * One person is owed the mails about several submissions, but for those about which such a mail went to them already:
 * asking again owes no second ones.
 */
export async function oweReviews(
  table: Table,
  references: readonly Reference[],
  recipient: string,
  now: Date,
): Promise<void> {
  for (const reference of references) {
    const mail: OwedMail = { kind: 'review-request', reference, recipient };
    const { pk, sk } = keys.sentMail(reference, mail.kind, recipient, '');
    const sent = await table.query(pk, { prefix: sk, limit: 1 });
    if (sent.length > 0) continue;
    const row = { ...mail, owedSince: now.toISOString() };
    await table.put(owedMails.item(owedMailKey(mail, FRESH), row), absent);
  }
}

/** When the newest mail of this kind about a submission went out to who sent it; null when none did. */
export async function lastMailed(
  table: Table,
  reference: Reference,
  kind: OwedMail['kind'],
): Promise<string | null> {
  const { pk, sk } = keys.sentMail(reference, kind, CONTRIBUTOR, '');
  const [newest] = await table.query(pk, { prefix: sk, newestFirst: true, limit: 1 });
  return newest ? sentMails.read(newest).sentAt : null;
}

/** Where a mail may stand that is owed since one of these times, or once more. */
export function owedMailKeys(mail: OwedMail, times: readonly string[]): readonly Key[] {
  return [freshKey(mail), ...[FRESH, ...times].map((at) => owedMailKey(mail, at))];
}

function owedMailKey(mail: OwedMail, at: string): Key {
  return keys.owedMail(classOf(mail), at, mail.reference, mail.kind, mail.recipient);
}

export function owedMailItem(mail: OwedMail, at: string): StoredItem {
  return owedMails.item(owedMailKey(mail, at), { ...mail, owedSince: at });
}
