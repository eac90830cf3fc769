import { decidersOf } from '../../config/people.ts';
import { asReference } from '../../domain/names.ts';
import type { OwedMail } from '../../domain/owed.ts';
import { manyWaitingMail } from '../../mail/many-waiting.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';
import { leadOfRow, loadFirstWaiting, loadLastWaiting } from '../../storage/queue.ts';
import { loadSubmission } from '../../storage/submissions.ts';
import { isAmongFew, tellHowMany, tellLater, tellNext } from '../../workflow/tell-waiting.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';

/** Counted no further: a mail need not be more exact, and anybody can make the queue long. */
const MOST_COUNTED = 500;

/** How many of the newest a mail names. */
const NEWEST = 5;

/**
 * Whether a mail about something that nobody left an address for would be one too many: several came at the same moment, and
 * those before it are enough. Then it is mailed of when its turn comes, and who decides learns how many wait.
 */
export async function waitsItsTurn(
  { table, settings, now }: Dependencies,
  { reference, ifFew }: OwedMail,
): Promise<boolean> {
  const deciders = decidersOf(settings);
  if (!ifFew || (await isAmongFew(table, asReference(reference), deciders))) return false;
  await tellLater(table, asReference(reference));
  await tellNext(table, deciders, now());
  await tellHowMany(table, deciders, now());
  return true;
}

/** How many wait, the newest by name, and the link of the one that waits longest; null when few do. */
export const manyWaiting: ComposeOfSubmission = async (dependencies, owed, _submission, context) => {
  const { table, settings } = dependencies;
  const { few } = decidersOf(settings);
  const person = settings.people.find(({ id }) => id === owed.recipient);
  const rows = await loadFirstWaiting(table, MOST_COUNTED + 1);
  const [oldest] = rows;
  if (!person || !oldest || rows.length <= few) return null;
  const newest = await loadLastWaiting(table, NEWEST);
  const named = await Promise.all(newest.map(({ reference }) => loadSubmission(table, reference)));
  const { url } = await mintLink(dependencies, { ...owed, reference: leadOfRow(oldest) }, 'review');
  const waiting = {
    reference: owed.reference,
    count: Math.min(rows.length, MOST_COUNTED),
    isMore: rows.length > MOST_COUNTED,
    newest: named.flatMap((one) => one ?? []),
    few,
    link: url,
    person,
  };
  return manyWaitingMail(waiting, context);
};
