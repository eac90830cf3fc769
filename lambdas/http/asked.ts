import { askedName, asTyped } from '../domain/asked.ts';
import type { FormProblem } from '../pages/form-problem.ts';

/** What is still wrong, or still asked: what was said to be meant as it was typed is asked no more. */
export function stillWrong(problems: readonly FormProblem[], form: URLSearchParams): readonly FormProblem[] {
  return problems.filter(
    ({ name, rule, mayStay }) => !(mayStay && form.getAll(askedName(name)).includes(asTyped(rule))),
  );
}
