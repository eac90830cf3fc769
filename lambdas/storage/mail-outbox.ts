import { CONTRIBUTOR, classOf, classOfAsked, mailClasses, type OwedMail } from '../domain/owed.ts';
import { absent, absentOrBefore, matching, present } from './conditions.ts';
import { inPortions } from './in-portions.ts';
import { type Key, keys, outboxes } from './keys.ts';
import { HOUR } from './limits.ts';
import { type Link, linkItem } from './links.ts';
import { newSalt } from './secrets.ts';
import type { Item, Table } from './table.ts';

/** A mail that is owed, as its row in the outbox. */
export type OwedMailRow = OwedMail & Item & { readonly owedSince: string };

/**
 * The right to send a mail until a time. It lies outside of the outbox: what is written there wakes whoever sends.
 * After a try that failed it is when the next may begin.
 */
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
export function owedMailRows(table: Table): AsyncGenerator<readonly OwedMailRow[]> {
  return inPortions(table, outboxes.mail, {}, PORTION) as AsyncGenerator<readonly OwedMailRow[]>;
}

/** Since when the mail is owed that waits longest, of those in front of each class; null when none is. */
export async function loadOldestOwed(table: Table): Promise<string | null> {
  const firsts = await Promise.all(
    OWED_BEGINNINGS.map((prefix) => table.query(outboxes.mail, { prefix, limit: 1 })),
  );
  const since = firsts.flat().map(({ owedSince }) => String(owedSince));
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
    return row as OwedMailRow;
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
  const known = (await table.get(key)) as (Lease & Item) | null;
  if (known && known.until > now.toISOString()) return null;
  const lease = { leaseId: newSalt(), attempts: (known?.attempts ?? 0) + 1, until: until.toISOString() };
  // Whoever listed the row before another run sent the mail must not take it again: the row must still be there.
  const { refused } = await table.transact([
    { check: { pk: row.pk, sk: row.sk }, when: present },
    { put: { ...key, ...lease }, when: absentOrBefore('until', now.toISOString()) },
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
    { put: { ...keys.sentMail(reference, kind, recipient, owedSince), sentAt: at } },
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
    { put: { ...keys.parkedMail(sk), ...parked } },
  ]);
  return refused.length === 0;
}

/** A mail given up, and why. */
export type ParkedMail = OwedMail &
  Item & { readonly owedSince: string; readonly reason: string; readonly parkedAt: string };

export async function loadParkedMails(table: Table): Promise<readonly ParkedMail[]> {
  return (await table.query(outboxes.parked, { whole: 'operatorsOwn' })) as readonly ParkedMail[];
}

/**
 * A mail given up is owed again, as if from now on: so it has all its tries once more.
 * @returns false when somebody else put it back meanwhile
 */
export async function oweAgain(table: Table, parked: ParkedMail, now: Date): Promise<boolean> {
  const { pk, sk, kind, reference, recipient } = parked;
  const row = { pk: outboxes.mail, sk, kind, reference, recipient, owedSince: now.toISOString() };
  const { refused } = await table.transact([{ remove: { pk, sk }, when: present }, { put: row }]);
  return refused.length === 0;
}

function endOf({ pk, sk }: OwedMailRow) {
  return [{ remove: { pk, sk } }, { remove: keys.mailLease(sk) }];
}

/** A try failed: the next one may begin at this time. */
export async function deferMail(table: Table, row: OwedMailRow, lease: Lease, until: Date): Promise<void> {
  const { leaseId, attempts } = lease;
  const deferred = { ...keys.mailLease(row.sk), leaseId, attempts, until: until.toISOString() };
  await table.put(deferred, matching({ leaseId }));
}

/** Wakes whoever sends, by a change to a row that is still owed. */
export async function wakeMail(table: Table, row: OwedMailRow, now: Date): Promise<void> {
  await table.put({ ...row, wakeAt: now.toISOString() }, present);
}

/** When the next try of a mail may begin; null when it may at any time. */
export async function deferredUntil(table: Table, row: OwedMailRow): Promise<string | null> {
  return ((await table.get(keys.mailLease(row.sk))) as (Lease & Item) | null)?.until ?? null;
}

/** A mail with a fresh link is owed; asking again while it is on its way owes no second one. */
export async function oweFreshLink(table: Table, mail: OwedMail, now: Date): Promise<void> {
  await table.put({ ...freshKey(mail), ...mail, owedSince: now.toISOString() }, absent);
}

/**
 * Does what owing a mail with a fresh link does, where nobody is owed one: who asks for it must not be able to tell by the
 * time it takes. What is written means nothing, and is gone within the hour.
 */
export async function oweNothing(table: Table, now: Date): Promise<void> {
  const expires = Math.floor(now.getTime() / 1000) + HOUR;
  await table.put({ ...keys.nothing(newSalt()), owedSince: now.toISOString(), expires }, absent);
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
  references: readonly string[],
  recipient: string,
  now: Date,
): Promise<void> {
  for (const reference of references) {
    const mail: OwedMail = { kind: 'review-request', reference, recipient };
    const { pk, sk } = keys.sentMail(reference, mail.kind, recipient, '');
    const sent = await table.query(pk, { prefix: sk, limit: 1 });
    if (sent.length > 0) continue;
    await table.put({ ...owedMailKey(mail, FRESH), ...mail, owedSince: now.toISOString() }, absent);
  }
}

/** When the newest mail of this kind about a submission went out to who sent it; null when none did. */
export async function lastMailed(
  table: Table,
  reference: string,
  kind: OwedMail['kind'],
): Promise<string | null> {
  const { pk, sk } = keys.sentMail(reference, kind, CONTRIBUTOR, '');
  const [newest] = await table.query(pk, { prefix: sk, newestFirst: true, limit: 1 });
  return newest ? String(newest['sentAt']) : null;
}

/** Where a mail may stand that is owed since one of these times, or once more. */
export function owedMailKeys(mail: OwedMail, times: readonly string[]): readonly Key[] {
  return [freshKey(mail), ...[FRESH, ...times].map((at) => owedMailKey(mail, at))];
}

function owedMailKey(mail: OwedMail, at: string): Key {
  return keys.owedMail(classOf(mail), at, mail.reference, mail.kind, mail.recipient);
}

export function owedMailItem(mail: OwedMail, at: string): Item {
  return { ...owedMailKey(mail, at), ...mail, owedSince: at };
}
