import { afterListStep } from '../domain/list-step.ts';
import { afterOtherStep } from '../domain/other-reading.ts';
import { readTypedAddress } from '../domain/read-address.ts';
import { readLanguageTag } from '../domain/read-language.ts';
import type { Problem } from '../domain/refusals.ts';
import type { Entry } from '../fields/kind.ts';
import type { Language } from '../i18n/messages.ts';
import type { FormProblem } from '../pages/form-problem.ts';

/** The text of an input; null when it is empty or absent. */
export function given(form: URLSearchParams, name: string): string | null {
  return form.get(name)?.trim() || null;
}

/** The address that was typed, as far as it can be read. */
export function givenAddress(form: URLSearchParams): string | null {
  const typed = given(form, 'email');
  return typed === null ? null : readTypedAddress(typed);
}

/** What every form asks of the contributor, as the document has it. */
export function commonMembers(form: URLSearchParams, language: Language) {
  return {
    comment: given(form, 'comment'),
    contributor: {
      email: givenAddress(form),
      name: given(form, 'name'),
      organisation: given(form, 'organisation'),
      role: given(form, 'role'),
      credit: given(form, 'credit') ?? 'none',
      ...(given(form, 'remind') === 'yes' ? { remind: true } : {}),
    },
    // Hidden in the form: whatever cannot be a language is no error of the person's.
    language: readLanguageTag(form.get('language') ?? '') ?? language,
  };
}

/** The filled inputs of a list of web pages that is no field of a record: `evidence[0]`, `sources[1]`. */
export function listInputs(form: URLSearchParams, list: string): readonly Entry[] {
  const shape = new RegExp(`^${list}\\[\\d{1,2}\\]$`);
  return [...form].filter(([name, text]) => shape.test(name) && text.trim() !== '');
}

/** What is wrong with what every form asks, at its input; null when it is something else that is wrong. */
export function commonProblem({ path: [top, second], ...rest }: Problem): FormProblem | null {
  if (top === 'contributor') return { name: String(second ?? 'email'), ...rest };
  return top === 'comment' ? { name: 'comment', ...rest } : null;
}

/** The form after a button beside a list was pressed. */
export function formAfterListStep(form: URLSearchParams, step: string): URLSearchParams {
  return new URLSearchParams(afterListStep([...form], step).map(([name, text]) => [name, text]));
}

/** The form after somebody said that a date in it has the month first; its answers are then looked over again. */
export function formReadOtherwise(form: URLSearchParams): URLSearchParams {
  const inputs = afterOtherStep([...form], form.get('step') ?? '');
  const read = new URLSearchParams(inputs.map(([name, text]) => [name, text]));
  read.set('step', 'check');
  return read;
}

/** The inputs as typed, to fill the form again; the first of each name counts. */
export function typedInputs(form: URLSearchParams): ReadonlyMap<string, string> {
  const inputs = new Map<string, string>();
  for (const [name, text] of form) if (!inputs.has(name) || inputs.get(name) === '') inputs.set(name, text);
  return inputs;
}
