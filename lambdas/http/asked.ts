import { askedName, asTyped } from '../domain/asked.ts';
import type { TypedValue } from '../domain/form.ts';
import { questionsAbout, questionsAboutSender } from '../domain/questions.ts';
import { type Content, type Field, submittedField } from '../domain/record.ts';
import { type Checked, check, type Problem } from '../domain/refusals.ts';
import type { FormProblem } from '../pages/form-problem.ts';

/** A value that was typed, or what is wrong with it or asked about it, by input. */
export type ReadValue<F extends Field> =
  | { readonly value: Content[F]; readonly problems?: never }
  | { readonly problems: readonly FormProblem[]; readonly value?: never };

/**
 * Reads the value of one field of a form, and asks about what is hardly meant.
 * @param known what the inventory says, which nobody is asked about
 */
export function readValue<F extends Field>(
  field: F,
  { value, inputName }: TypedValue,
  form: URLSearchParams,
  known: readonly unknown[],
): ReadValue<F> {
  const named = ({ path, ...rest }: Problem): FormProblem => ({ name: inputName(path), ...rest });
  const checked: Checked<Content[F]> = check(submittedField(field), value);
  const questions = questionsAbout(field, value, known).filter((one) => isStillWrong(named(one), form));
  const problems = withQuestions(checked.problems ?? [], questions);
  return checked.problems || problems.length > 0
    ? { problems: problems.map(named) }
    : { value: checked.value };
}

/** What is asked of whoever sends a form, at its input. */
export function senderProblems(contributor: unknown, form: URLSearchParams): readonly FormProblem[] {
  const asked = questionsAboutSender(contributor);
  return asked
    .map(({ path: [, name], ...rest }) => ({ name: String(name), ...rest }))
    .filter((one) => isStillWrong(one, form));
}

/** What a question says of a place says more than what else is wrong there. */
export function withQuestions(
  problems: readonly Problem[],
  questions: readonly Problem[],
): readonly Problem[] {
  const places = new Set(questions.map(({ path }) => JSON.stringify(path)));
  return [...questions, ...problems.filter(({ path }) => !places.has(JSON.stringify(path)))];
}

/** What was said to be meant as it was typed is asked no more. */
function isStillWrong({ name, rule, mayStay }: FormProblem, form: URLSearchParams): boolean {
  return !(mayStay && form.getAll(askedName(name)).includes(asTyped(rule)));
}
