import { DAY_MS } from '../domain/durations.ts';
import type { Reference } from '../domain/names.ts';
import type { Deciders, OwedMail } from '../domain/owed.ts';
import type { Submission } from '../domain/submission.ts';
import { absentOrBefore, matching, present } from '../storage/conditions.ts';
import { tellings } from '../storage/items/mails.ts';
import { keys } from '../storage/keys.ts';
import { owedMailItem } from '../storage/mail-outbox.ts';
import {
  isUntold,
  leadOfRow,
  loadFirstWaiting,
  loadLastWaiting,
  loadQueueRow,
  NONE,
  type QueueRow,
  queueItem,
} from '../storage/queue.ts';
import type { Table, Write } from '../storage/table.ts';
import { loadBundle } from './bundles.ts';

/** Whether one more that waits would have a mail of its own. */
export async function fewWait(table: Table, { few }: Deciders): Promise<boolean> {
  return (await loadFirstWaiting(table, few)).length < few;
}

/** Whether any of what a mail would be about is among those that wait longest. */
export async function isAmongFew(table: Table, lead: Reference, { few }: Deciders): Promise<boolean> {
  return (await loadFirstWaiting(table, few)).some((row) => leadOfRow(row) === lead);
}

/**
 * Those that wait longest have mails of their own: whichever of them has none yet is owed it. Nothing that waits is forgotten,
 * as each moves up to be among them.
 */
export async function tellNext(table: Table, deciders: Deciders, now: Date): Promise<void> {
  const first = await loadFirstWaiting(table, deciders.few);
  const leads = new Set(first.filter(isUntold).map(leadOfRow));
  for (const lead of leads) await tellOf(table, lead, deciders, now);
  // Should it become many again, that is news.
  if (first.length < deciders.few && (await table.get(keys.toldHowMany)))
    await table.transact([{ remove: keys.toldHowMany }]);
}

/** One mail to each about all of a bundle. What is told meanwhile by somebody else is not told again. */
async function tellOf(table: Table, lead: Reference, { managers }: Deciders, now: Date): Promise<void> {
  const rows = (await waitingRows(table, lead)).filter(({ row }) => isUntold(row));
  const mails = managers.map(
    (recipient): OwedMail => ({ kind: 'review-request', reference: lead, recipient, ifFew: true }),
  );
  if (rows.length === 0) return;
  await table.transact([
    ...rows.map(
      ({ submission, since }): Write => ({
        put: queueItem(submission, since, false),
        when: matching({ mail: NONE }),
      }),
    ),
    ...mails.map((mail): Write => ({ put: owedMailItem(mail, now.toISOString()) })),
  ]);
}

/** It is mailed of when it is among those that wait longest, and not now. */
export async function tellLater(table: Table, lead: Reference): Promise<void> {
  for (const { submission, since } of await waitingRows(table, lead))
    await table.put(queueItem(submission, since, true), present);
}

type Waiting = { readonly submission: Submission; readonly since: string; readonly row: QueueRow };

/** What waits of a bundle. */
async function waitingRows(table: Table, lead: Reference): Promise<readonly Waiting[]> {
  const bundle = (await loadBundle(table, lead)) ?? [];
  const waiting = bundle.flatMap((submission) =>
    submission.status === 'pending' ? [{ submission, since: submission.pendingSince }] : [],
  );
  const rows = waiting.map(async (one) => ({
    ...one,
    row: await loadQueueRow(table, one.since, one.submission.reference),
  }));
  return (await Promise.all(rows)).flatMap(({ row, ...one }) => (row ? [{ ...one, row }] : []));
}

/** When those who decide were told last; an empty text where they never were. */
async function loadToldAt(table: Table): Promise<string> {
  const item = await table.get(keys.toldHowMany);
  return item ? tellings.read(item).at : '';
}

/** Those who decide are owed one mail that says how many wait, unless they were told within a day. */
export async function tellHowMany(table: Table, { managers }: Deciders, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - DAY_MS).toISOString();
  if ((await loadToldAt(table)) >= dayAgo) return;
  const [oldest] = await loadFirstWaiting(table, 1);
  if (!oldest) return;
  const at = now.toISOString();
  const mails = managers.map(
    (recipient): OwedMail => ({ kind: 'many-waiting', reference: leadOfRow(oldest), recipient }),
  );
  // Many may come upon this at once: the first of them tells.
  await table.transact([
    { put: tellings.item(keys.toldHowMany, { at }), when: absentOrBefore('at', dayAgo) },
    ...mails.map((mail): Write => ({ put: owedMailItem(mail, at) })),
  ]);
}

/** How many of the newest are looked at for news. */
const NEWEST = 20;

/** Sees to both, whatever was left undone: to mails for those who wait longest, and to news of the others. */
export async function tellWaiting(table: Table, deciders: Deciders, now: Date): Promise<void> {
  await tellNext(table, deciders, now);
  const untold = (await loadLastWaiting(table, NEWEST)).filter(isUntold);
  const told = await loadToldAt(table);
  if (untold.some(({ sk }) => sk > told)) await tellHowMany(table, deciders, now);
}
