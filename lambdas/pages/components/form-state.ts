import type { Words } from '../../i18n/value-lines.ts';
import { type FormProblem, inputId, problemText } from '../form-problem.ts';

/** What a form shows: the text of each input by name, and what is wrong with it. */
export type FormState = {
  readonly entries: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
  readonly words: Words;
  /** Where it asks for so little that there is room for what is only handy: empty rows, and names to choose from. */
  readonly short?: { placeNames(): readonly string[] };
};

/** The sentence below the label of an input; null where nothing is wrong. */
export function errorOf(form: FormState, name: string): string | null {
  const problem = form.problems.find((one) => one.name === name);
  return problem ? problemText(problem, form.words.messages) : null;
}

/** The attributes which tie an input to its hint and its error. */
export function described(name: string, hint: string | undefined, error: string | null) {
  const ids = [
    hint === undefined ? '' : `${inputId(name)}-hint`,
    error === null ? '' : `${inputId(name)}-error`,
  ];
  return {
    'aria-describedby': ids.filter((id) => id !== '').join(' ') || undefined,
    'aria-invalid': error === null ? undefined : ('true' as const),
  };
}
