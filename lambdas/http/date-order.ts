import { endsBefore, isPartialDate } from '../domain/date.ts';
import type { TypedValue } from '../domain/form.ts';
import type { Content, Field } from '../domain/record.ts';
import type { FormProblem } from '../pages/form-problem.ts';

const ends = ['startDate', 'endDate'] as const;

/** An end before the start, said at once, whatever else is wrong, and at both inputs; nothing where neither is new. */
export function dateOrderProblems(
  typed: ReadonlyMap<Field, TypedValue>,
  content: Pick<Content, (typeof ends)[number]>,
): readonly FormProblem[] {
  const [start, end] = ends.map((field) => (typed.has(field) ? typed.get(field)?.value : content[field]));
  if (start === content.startDate && end === content.endDate) return [];
  if (!isDate(start) || !isDate(end) || !endsBefore(end, start)) return [];
  return ends.filter((field) => typed.has(field)).map((name) => ({ name, rule: 'end-before-start' }));
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && isPartialDate(value);
}
