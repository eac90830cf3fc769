import type { Checked, Problem } from '../domain/refusals.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { senderProblems } from './asked.ts';
import { commonProblem } from './common.ts';

/** What a form says by which something takes effect: its document, or what is wrong by input. */
export type Read<Document> = { readonly document: Document } | { readonly problems: readonly FormProblem[] };

export function readOf<Document>(
  checked: Checked<Document>,
  contributor: unknown,
  form: URLSearchParams,
): Read<Document> {
  const asked = senderProblems(contributor, form);
  return checked.problems || asked.length > 0
    ? { problems: [...effectProblems(checked.problems ?? []), ...asked] }
    : { document: checked.value };
}

/** The problems of a consent or an objection at the inputs they come from. */
export function effectProblems(problems: readonly Problem[]): readonly FormProblem[] {
  return problems.map((one) => commonProblem(one) ?? { name: inputOf(one.path[0]), ...withoutPath(one) });
}

function inputOf(top: Problem['path'][number] | undefined): string {
  return top === 'fields' ? 'fields[0]' : 'authority';
}

function withoutPath({ path, ...rest }: Problem): Omit<Problem, 'path'> {
  return rest;
}
