import { askedName, asTyped } from '../domain/asked.ts';
import { questionsAbout, questionsAboutSender, withQuestions } from '../domain/questions.ts';
import { type Content, type Field, submittedField } from '../domain/record.ts';
import { check, type Problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import type { TypedValue } from '../fields/kind.ts';
import type { FormProblem } from '../pages/form-problem.ts';

/**
 * Reads the value of one field of a form, and asks about what is hardly meant.
 * @param known what the inventory says, which nobody is asked about
 */
export function readValue<F extends Field>(
  field: F,
  typed: TypedValue,
  form: URLSearchParams,
  known: readonly unknown[],
): Result<Content[F], FormProblem> {
  const checked: Result<Content[F]> = check(submittedField(field), typed.value);
  const questions = openQuestions(field, typed, form, known);
  const problems = withQuestions(checked.problems ?? [], questions);
  return checked.problems || problems.length > 0
    ? { problems: problems.map((one) => atInput(one, typed)) }
    : { value: checked.value };
}

/** What is asked about the value of a field, at its inputs. */
export function valueQuestions(
  field: Field,
  typed: TypedValue,
  form: URLSearchParams,
): readonly FormProblem[] {
  return openQuestions(field, typed, form, []).map((one) => atInput(one, typed));
}

function openQuestions(
  field: Field,
  typed: TypedValue,
  form: URLSearchParams,
  known: readonly unknown[],
): readonly Problem[] {
  // Where it is not certain what was meant, nothing else is asked.
  const questions = withQuestions(questionsAbout(field, typed.value, known), typed.doubts);
  return questions.filter((one) => isStillWrong(atInput(one, typed), form));
}

function atInput({ path, ...rest }: Problem, { inputName }: TypedValue): FormProblem {
  return { name: inputName(path), ...rest };
}

/** What is asked of the contributor, at its input. */
export function senderProblems(contributor: unknown, form: URLSearchParams): readonly FormProblem[] {
  const asked = questionsAboutSender(contributor);
  return asked
    .map(({ path: [, name], ...rest }) => ({ name: String(name), ...rest }))
    .filter((one) => isStillWrong(one, form));
}

/** What was said to be meant as it was typed is asked no more. */
function isStillWrong({ name, rule, mayStay }: FormProblem, form: URLSearchParams): boolean {
  return !(mayStay && form.getAll(askedName(name)).includes(asTyped(rule)));
}
