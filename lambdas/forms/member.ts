import type { Reference } from '../domain/names.ts';
import type { FormProblem } from '../pages/form-problem.ts';

/** `decision[COR-7F3K-9Q2M]`: an input of one of several submissions, whose reference stands in front of the rest. */
const memberInput = /^(\w+)\[(COR-[0-9A-Z-]+)\](.*)$/;

/** The references that inputs of a form are about, where they say something. */
export function membersNamed(form: URLSearchParams, name: string): readonly string[] {
  return [...form].flatMap(([input, text]) => {
    const [, base, reference] = memberInput.exec(input) ?? [];
    return base === name && reference !== undefined && text !== '' ? [reference] : [];
  });
}

/** What a form says of one of several submissions, by the names that the form of that alone has. */
export function memberForm(form: URLSearchParams, reference: Reference): URLSearchParams {
  const own = new URLSearchParams();
  for (const [input, text] of form) {
    const [, base = '', of, rest = ''] = memberInput.exec(input) ?? [];
    if (of === reference) own.append(base + rest, text);
  }
  return own;
}

/** What is wrong with one of several, by the names of their form. */
export function memberProblem(problem: FormProblem, reference: Reference): FormProblem {
  return { ...problem, name: problem.name.replace(/^\w+/, (base) => `${base}[${reference}]`) };
}
