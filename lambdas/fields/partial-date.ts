import * as z from 'zod/mini';
import type { Problem } from '../domain/refusals.ts';
import { partialDate as dateSchema } from '../domain/values.ts';
import type { OtherReading, ReadValue, Typing } from './kind.ts';
import { oneValue, textOf } from './one-value.ts';

/** A year, a month of it, or a day: as precise as it is known. */
export function partialDate() {
  return oneValue<'partialDate', string | null>({
    kind: 'partialDate',
    schema: z.nullable(dateSchema),
    empty: null,
    sort: 'figure',
    read: (typed, words) => typedDate(typed, words, []),
    line: (value, words) => words.date(value),
    searched: (value) => ({ words: [yearOf(value)] }),
    otherReadings: (entries, name, words) => otherDate(name, textOf(entries, name), words),
  });
}

/** Nobody looks for the day of a date, which is said in many ways. */
export function yearOf(date: string): string {
  return date.slice(0, 4);
}

export function typedDate(typed: string, words: Typing, path: Problem['path']): ReadValue {
  const read = words.date(typed);
  return read.doubt
    ? { value: typed, doubts: [{ path, ...read.doubt }] }
    : { value: read.value.date, doubts: [] };
}

/** Where the month may stand first as well. */
export function otherDate(name: string, typed: string, words: Typing): readonly OtherReading[] {
  const read = words.date(typed).value;
  return read?.other ? [{ of: 'date', name, read: read.date, others: [read.other] }] : [];
}
