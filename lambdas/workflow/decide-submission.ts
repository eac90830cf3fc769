import type { Decision } from '../domain/commands.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import { movedSince } from '../domain/shown.ts';
import { isWaiting, leadOf, type Submission } from '../domain/submission.ts';
import { loadConsents } from '../storage/consents.ts';
import { isTaken } from '../storage/free-id.ts';
import { loadContact } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { type Review, reloadReview } from './load-review.ts';
import { type Known, type StepResult, type Taking, takeSteps } from './take-steps.ts';

/** As many as decide on one record at the same moment: each round one of them is stored. */
const TRIES = 25;

/**
 * What became of a decision. `over`: nothing has to be decided any more. `moved`: what the page showed did, or so much is
 * decided at this moment that nothing could be stored.
 */
export type Settled =
  | { readonly result: 'stored' }
  | { readonly result: 'asked already' }
  | { readonly result: 'over' | 'moved'; readonly review: Review }
  | { readonly result: 'refused'; readonly review: Review; readonly problems: readonly Problem[] };

/**
 * A manager's word on a submission, bound to what their page showed. Others may move the record at the same moment without
 * touching anything of that: then it is decided on the record as it is now, whose other fields stay as they are.
 * @param seen what the page showed that it was made on
 */
export async function decideSubmission(
  taking: Taking,
  first: Review,
  seen: string,
  command: Decision,
): Promise<Settled> {
  let review = first;
  const settled = await untilUnmoved(TRIES, async (): Promise<Settled | null> => {
    if (isAskedAlready(review.submission, command)) return { result: 'asked already' };
    const moved = movedSince(seen, review.shown) !== null;
    const taken: StepResult = moved ? { value: 'moved' } : await take(taking, review, command);
    if (taken.problems) return { result: 'refused', review, problems: taken.problems };
    if (taken.value === 'stored') return { result: 'stored' };
    review = await reloadReview(taking.table, review);
    if (isOver(review.submission)) return { result: 'over', review };
    return moved && movedSince(seen, review.shown) ? { result: 'moved', review } : null;
  });
  return settled ?? { result: 'moved', review };
}

/** A second click on what asked a question. */
function isAskedAlready(submission: Submission, command: Decision): boolean {
  if (command.type !== 'ask' || submission.status !== 'awaiting-reply') return false;
  const last = submission.questions?.at(-1);
  return last?.by === command.by && last.question === command.question;
}

function isOver(submission: Submission): boolean {
  return submission.status !== 'unconfirmed' && !isWaiting(submission);
}

/** Decides on what is there, and stores it unless that moves. */
async function take(taking: Taking, review: Review, command: Decision): Promise<StepResult> {
  if (command.type === 'ask' && review.submission.status === 'awaiting-reply')
    return { problems: [problem([], 'already-asked')] };
  const known = await loadForDecision(taking.table, review, command);
  return takeSteps(taking, review.bundle, [{ command, known }]);
}

/** What a decision of this kind must know besides what its page showed. */
async function loadForDecision(
  table: Table,
  { submission, record }: Review,
  command: Decision,
): Promise<Known> {
  const removes = traitsOf(submission).mayRemove && submission.record !== null;
  const wantsId = command.type === 'approve' && command.id !== null;
  return {
    submission,
    record,
    idInUse: wantsId && (await isTaken(table, command.id)),
    consents: removes ? await loadConsents(table, submission.record) : [],
    contact: await loadContact(table, leadOf(submission)),
  };
}
