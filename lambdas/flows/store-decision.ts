import { decidersOf } from '../config/people.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import { movedSince } from '../domain/shown.ts';
import { isWaiting, leadOf, type Submission } from '../domain/submission.ts';
import type { Decision } from '../forms/decision.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsents } from '../storage/consents.ts';
import { isTaken } from '../storage/free-id.ts';
import { loadContact } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { type StepResult, takeStep } from '../workflow/take-step.ts';
import { type OpenReview, reopenReview } from './open-review.ts';

/** As many as decide on one record at the same moment: each round one of them is stored. */
const TRIES = 25;

/**
 * What became of a decision. `over`: nothing has to be decided any more. `moved`: what the page showed did, or so much is
 * decided at this moment that nothing could be stored.
 */
export type Settled =
  | { readonly result: 'stored' }
  | { readonly result: 'over' | 'moved'; readonly opened: OpenReview }
  | { readonly result: 'refused'; readonly opened: OpenReview; readonly problems: readonly FormProblem[] };

/**
 * Stores a decision on what was read. Others may move the record at the same moment without touching anything that the
 * page showed: then it is decided on the record as it is now, whose other fields stay as they are.
 * @param seen what the page showed that it was made on
 */
export async function storeDecision(
  dependencies: Dependencies,
  first: OpenReview,
  seen: string,
  command: Decision,
): Promise<Settled> {
  let opened = first;
  const settled = await untilUnmoved(TRIES, async (): Promise<Settled | null> => {
    if (isAskedAlready(opened.submission, command)) return { result: 'stored' };
    const moved = movedSince(seen, opened.shown) !== null;
    const stored: StepResult = moved ? { value: 'moved' } : await store(dependencies, opened, command);
    if (stored.problems) {
      const problems = stored.problems.map((one) => formProblem(one, opened.submission));
      return { result: 'refused', opened, problems };
    }
    if (stored.value === 'stored') {
      if (command.type !== 'ask') dependencies.measure('Decided');
      return { result: 'stored' };
    }
    opened = await reopenReview(dependencies.table, opened);
    const { submission } = opened;
    if (submission.status !== 'unconfirmed' && !isWaiting(submission)) return { result: 'over', opened };
    return moved && movedSince(seen, opened.shown) ? { result: 'moved', opened } : null;
  });
  return settled ?? { result: 'moved', opened };
}

/** A second click on what asked a question. */
function isAskedAlready(submission: Submission, command: Decision): boolean {
  if (command.type !== 'ask' || submission.status !== 'awaiting-reply') return false;
  const last = submission.questions?.at(-1);
  return last?.by === command.by && last.question === command.question;
}

async function store(
  { table, settings, now }: Dependencies,
  { submission, record }: OpenReview,
  command: Decision,
): Promise<StepResult> {
  if (command.type === 'ask' && submission.status === 'awaiting-reply')
    return { problems: [problem([], 'already-asked')] };
  const known = { submission, record, ...(await around(table, submission, command)) };
  return takeStep(table, command, known, decidersOf(settings), now());
}

/** What else a decision of this kind must know. */
async function around(table: Table, submission: Submission, command: Decision) {
  const { record } = submission;
  return {
    taken: command.type === 'approve' && command.id !== null && (await isTaken(table, command.id)),
    consents: traitsOf(submission).mayRemove && record !== null ? await loadConsents(table, record) : [],
    contact: await loadContact(table, leadOf(submission)),
  };
}

/** What is wrong with the record as a whole is no single field's fault. */
function formProblem({ path: [place], ...rest }: Problem, { changes }: Submission): FormProblem {
  if (place === undefined) return { name: 'decision', ...rest };
  if (place === 'reason') return { name: place, ...rest };
  // What nobody proposed has no choice beside it.
  const proposed = changes.some(({ field }) => field === place);
  return { name: proposed ? `change[${place}]` : `value[${place}]`, ...rest };
}
