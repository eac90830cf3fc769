import * as z from 'zod/mini';
import { oneValue } from './one-value.ts';

type Options = { readonly min?: number; readonly max?: number };

/** Far below where numbers lose their units. */
const MOST = 1e12;

/** A whole number, such as of people or hours. */
export function number({ min = 0, max = MOST }: Options = {}) {
  return oneValue<'number', number | null>({
    kind: 'number',
    schema: z.nullable(
      z
        .int({ error: 'not-a-whole-number' })
        .check(z.minimum(min, { error: `at-least:${min}` }), z.maximum(max, { error: `at-most:${max}` })),
    ),
    empty: null,
    sort: 'figure',
    type: 'number',
    read: (typed, words) => {
      const read = words.wholeNumber(typed);
      return read.doubt
        ? { value: typed, doubts: [{ path: [], ...read.doubt }] }
        : { value: read.value, doubts: [] };
    },
    line: (value, words) => words.number(value),
    searched: (value) => ({ words: [String(value)] }),
  });
}
