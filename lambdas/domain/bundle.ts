import type { SubmissionDocument } from '../submissions/documents.ts';
import { rulesOf } from '../submissions/rules.ts';
import { open } from './commands.ts';
import { BUNDLE_LIMIT } from './documents.ts';
import { type Problem, problem } from './refusals.ts';
import { isForgotten, isOpen, type Submission, type SubmissionContent } from './submission.ts';

/** Several submissions of one contributor, the one that came first in front. One that came alone is a bundle of one. */
export type Bundle = readonly [lead: Submission, ...others: Submission[]];

/** What is wrong with how many there are. */
export function numberProblems(documents: readonly unknown[]): readonly Problem[] {
  if (documents.length === 0) return [problem([], 'nothing-sent')];
  return documents.length > BUNDLE_LIMIT ? [{ path: [], rule: 'too-many', limit: BUNDLE_LIMIT }] : [];
}

/** A bundle has one contact: the contributor says the same of themselves in each. */
export function senderProblems([first, ...others]: readonly SubmissionDocument[]): readonly Problem[] {
  if (!first) return [];
  return others.flatMap(({ contributor }, index) =>
    (['email', 'name', 'organisation', 'remind'] as const)
      .filter((member) => (contributor[member] || null) !== (first.contributor[member] || null))
      .map((member) => problem([index + 1, 'contributor', member], 'other-sender')),
  );
}

/**
 * What is wrong with submissions of one bundle that are valid one by one: none may say what another one says.
 * @param earlier what the bundle has already
 * @param sent what comes into it; paths lead from here
 */
export function bundleProblems(
  earlier: readonly SubmissionContent[],
  sent: readonly SubmissionContent[],
): readonly Problem[] {
  return sent.flatMap((one, index) =>
    rulesOf(one)
      .clashes(one, [...earlier, ...sent.slice(0, index)])
      .map(({ path, ...rest }) => ({
        path: [index, ...path],
        ...rest,
      })),
  );
}

/** The statuses of the others in a bundle that one more may join: what was taken back does not count. */
export const joinable = [...open, 'cancelled'] as const;

/** Why a bundle takes no more; nothing while it does. */
export function joinProblems([lead, ...others]: Bundle): readonly Problem[] {
  const closed = others.some(({ status }) => !(joinable as readonly string[]).includes(status));
  if (!isOpen(lead) || closed) return [problem([], 'bundle-decided')];
  return others.length + 1 >= BUNDLE_LIMIT ? [problem([], 'bundle-full')] : [];
}

/** How a submission begins that joins a bundle. */
export type Joining = {
  /** Whether somebody decides on it at once, as its address is confirmed. */
  readonly proven: boolean;
  /** Whether the owner of the address must be asked by a mail of its own. */
  readonly asks: boolean;
};

/**
 * A person who holds the link of a bundle may add to it, and may not be the owner of the address: what takes effect in somebody's
 * name must be confirmed, also where the address was confirmed for something else.
 */
export function joining([lead, ...others]: Bundle, document: SubmissionDocument): Joining {
  if (lead.status === 'unconfirmed') return { proven: false, asks: false };
  if (!rulesOf(document).takesEffect(document)) return { proven: true, asks: false };
  return { proven: false, asks: others.every(({ status }) => status !== 'unconfirmed') };
}

/** What of a bundle its contributor still stands by. */
export function remainingSubmissions(bundle: readonly Submission[]): readonly Submission[] {
  return bundle.filter((one) => !isForgotten(one));
}

/**
 * The one of a bundle that a link is followed for; null where it is all of the bundle, or none of it.
 * @param link the submission that the link was made for: the first stands for all
 * @param of the one that was chosen, if any was
 */
export function memberOf(bundle: Bundle, link: string, of: string | null): Submission | null {
  const [lead, ...others] = bundle;
  if (of === null && others.length > 0 && link === lead.reference) return null;
  return bundle.find(({ reference }) => reference === (of ?? link)) ?? null;
}
