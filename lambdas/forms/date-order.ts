import { wrongPeriods } from '../domain/periods.ts';
import type { Content, Field } from '../domain/record.ts';
import type { TypedValue } from '../fields/kind.ts';
import type { FormProblem } from '../pages/form-problem.ts';

/** An end before the start, said at once, whatever else is wrong, and at both inputs; nothing where neither is new. */
export function dateOrderProblems(
  typed: ReadonlyMap<Field, TypedValue>,
  content: Content,
): readonly FormProblem[] {
  const values = {
    ...content,
    ...Object.fromEntries([...typed].map(([field, { value }]) => [field, value])),
  };
  return wrongPeriods(values)
    .filter((ends) => ends.some((field) => values[field] !== content[field]))
    .flatMap((ends) => ends.filter((field) => typed.has(field)))
    .map((field) => ({ name: typed.get(field)?.inputName([]) ?? field, rule: 'end-before-start' }));
}
