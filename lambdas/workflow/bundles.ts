import { type Bundle, joinable } from '../domain/bundle.ts';
import { decide } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import type { Reference } from '../domain/names.ts';
import type { OwedMail } from '../domain/owed.ts';
import { leadOf, type Submission } from '../domain/submission.ts';
import { absent, matching, present } from '../storage/conditions.ts';
import { type Key, keys } from '../storage/keys.ts';
import { owedMailKeys } from '../storage/mail-outbox.ts';
import { stepWrites } from '../storage/steps.ts';
import { loadSubmission } from '../storage/submissions.ts';
import type { Table, Write } from '../storage/table.ts';

/** The bundle that a submission belongs to, be it alone; null when there is no such submission. */
export async function loadBundle(table: Table, reference: Reference): Promise<Bundle | null> {
  const named = await loadSubmission(table, reference);
  if (!named) return null;
  const first = leadOf(named);
  const lead = first === reference ? named : await loadSubmission(table, first);
  if (!lead) return [named];
  // The others are read after the first: adding to a bundle moves it, so that what it is written with tells.
  const others = (lead.members ?? []).filter((one) => one !== lead.reference);
  const loaded = await Promise.all(others.map((one) => loadSubmission(table, one)));
  return [lead, ...loaded.filter((one) => one !== null)];
}

/** The bundle of a submission that is there. */
export async function bundleOf(table: Table, submission: Submission): Promise<Bundle> {
  return (await loadBundle(table, submission.reference)) ?? [submission];
}

/** What one more in a bundle writes besides itself: nobody may decide on any of it at the same moment. */
export function joinWrites([lead, ...others]: Bundle, member: Submission, now: Date): readonly Write[] {
  const outcome = decide({ type: 'join', member: member.reference }, { submission: lead, record: null }, now);
  const { event, effect, consents } = outcome.value ?? {};
  if (event?.type !== 'joined' || !consents) throw new Error('Nothing joins what has ended.');
  const after = evolve(lead, event);
  return [
    ...stepWrites({
      before: lead,
      after,
      event,
      record: null,
      effect: effect ?? null,
      consents,
      contact: null,
    }),
    ...others.map(({ reference }) => ({
      check: keys.submission(reference),
      when: matching({ status: joinable }),
    })),
  ];
}

type MailsStillToOwe = { readonly mails: readonly OwedMail[]; readonly bundleWrites: readonly Write[] };

/**
 * A recipient who is owed a mail about a bundle already reads of one more in it, as mails are written when they leave; where one
 * may be leaving at this moment, another is owed.
 */
export async function withoutMailsOwed(
  table: Table,
  bundle: Bundle,
  mails: readonly OwedMail[],
): Promise<MailsStillToOwe> {
  const told = mails.map(async (mail) => {
    const row = await owedAlready(table, bundle, mail);
    if (!row || (await table.get(keys.mailLease(row.sk)))) return { mails: [mail], bundleWrites: [] };
    const stays: readonly Write[] = [
      { check: row, when: present },
      { check: keys.mailLease(row.sk), when: absent },
    ];
    return { mails: [], bundleWrites: stays };
  });
  const all = await Promise.all(told);
  return { mails: all.flatMap((one) => one.mails), bundleWrites: all.flatMap((one) => one.bundleWrites) };
}

/** The row of a mail that is owed: since something happened to the bundle, or since somebody asked for a fresh link. */
async function owedAlready(table: Table, bundle: Bundle, mail: OwedMail): Promise<Key | null> {
  for (const key of owedMailKeys(mail, [...new Set(bundle.flatMap(timesOf))])) {
    if (await table.get(key)) return key;
  }
  return null;
}

/** When something happened to a submission that owes mails to those who decide, or to who must confirm. */
function timesOf(submission: Submission): readonly string[] {
  if (!('pendingSince' in submission)) return [submission.receivedAt];
  const { receivedAt, pendingSince, questions = [] } = submission;
  return [receivedAt, pendingSince, ...questions.flatMap(({ answeredAt }) => answeredAt ?? [])];
}
