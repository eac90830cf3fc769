import type { Field } from '../../domain/record.ts';
import type { Submission } from '../../domain/submission.ts';

/** The fields that something wants to change. */
export function changedFields({ changes }: Pick<Submission, 'changes'>): readonly Field[] {
  return changes.map(({ field }) => field);
}

/** What is left of what wants changes without those of some fields. */
export function withoutChanges(submission: Submission, gone: readonly Field[]): Submission {
  const said = 'questions' in submission ? { ...submission, questions: [] } : submission;
  const changes = submission.changes.filter(({ field }) => !gone.includes(field));
  const evidence = changes.length === 0 ? [] : submission.evidence;
  return { ...said, changes, evidence, comment: null, erased: true };
}
