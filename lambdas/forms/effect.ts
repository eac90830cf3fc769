import type { Problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { senderProblems } from './asked.ts';
import { commonProblem } from './common.ts';

export function readOf<Document>(
  checked: Result<Document>,
  contributor: unknown,
  form: URLSearchParams,
): Result<Document, FormProblem> {
  const asked = senderProblems(contributor, form);
  return checked.problems || asked.length > 0
    ? { problems: [...effectProblems(checked.problems ?? []), ...asked] }
    : { value: checked.value };
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
