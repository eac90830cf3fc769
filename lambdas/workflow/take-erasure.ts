import { decidersOf } from '../config/people.ts';
import type { WithdrawnWords } from '../domain/erased.ts';
import { afterRemoval } from '../domain/lapse.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import { erasedSubmission, isOpen, type Submission } from '../domain/submission.ts';
import { erasure, type Step, storeSteps } from '../storage/steps.ts';
import { decidedStep, mailsAfter, type Taking } from './take-steps.ts';

/** What is taken out of submissions. */
type Erasing = {
  readonly withdrawn: WithdrawnWords;
  /** What an objection is about that may hold it. */
  readonly record?: CurrentRecord | null;
};

/**
 * Takes words out of submissions, all or none; those that something could still become of are closed with it. They need
 * not be of one bundle: closing forgets no contact.
 * @returns false when one of them moved meanwhile
 */
export async function takeErasure(
  { table, settings, now }: Taking,
  submissions: readonly Submission[],
  { withdrawn, record = null }: Erasing,
): Promise<boolean> {
  const at = now();
  const steps = submissions.filter(isOpen).flatMap((submission) => ending(submission, withdrawn, record, at));
  const furtherWrites = submissions.flatMap((before) => {
    const after = isOpen(before) ? null : erasedSubmission(before, withdrawn.erases);
    return after ? erasure(before, after, at.toISOString()) : [];
  });
  return storeSteps(table, {
    steps,
    mails: steps.flatMap((step) => mailsAfter(step, decidersOf(settings))),
    forgotten: null,
    unnamed: null,
    mustBeUnchanged: [],
    furtherWrites,
    at: at.toISOString(),
    mostHeld: 0,
  });
}

function ending(
  submission: Submission,
  { erases, since }: WithdrawnWords,
  record: CurrentRecord | null,
  at: Date,
): readonly Step[] {
  const command = afterRemoval(submission, erases, since);
  if (!command) return [];
  const step = decidedStep({ command, known: { submission, record } }, at);
  if (step.problems) throw new Error(`${submission.reference} cannot be closed.`);
  const erased = command.type === 'close' ? erasedSubmission(step.value.after, erases) : null;
  return [{ ...step.value, erased }];
}
