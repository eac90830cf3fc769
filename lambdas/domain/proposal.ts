import { emptyContent } from './record.ts';
import { wholeProblems } from './record-state.ts';
import type { Problem } from './refusals.ts';
import type { SubmissionContent } from './submission.ts';

/** What is wrong with a proposed record as a whole. */
export function proposalProblems({ changes }: Pick<SubmissionContent, 'changes'>): readonly Problem[] {
  const content = { ...emptyContent, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
  return wholeProblems(content).map(({ path, ...rest }) => ({ path: ['proposal', ...path], ...rest }));
}
