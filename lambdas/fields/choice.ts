import * as z from 'zod/mini';
import { choice as choiceSchema } from '../domain/values.ts';
import type { Localized } from './kind.ts';
import { asTyped, oneValue } from './one-value.ts';

/** One of a few values. @param choices each value, and what it is called */
export function choice<const Value extends string>(choices: Readonly<Record<Value, Localized>>) {
  return oneValue<'choice', Value | null>({
    kind: 'choice',
    schema: z.nullable(choiceSchema(valuesOf(choices))),
    empty: null,
    sort: 'figure',
    choices,
    read: asTyped,
    line: (value, { said }) => said(choices[value]),
    searched: (value) => ({ codes: [value] }),
  });
}

/** @throws where there is nothing to choose from */
export function valuesOf<Value extends string>(choices: Readonly<Record<Value, Localized>>) {
  const [first, ...others] = Object.keys(choices) as Value[];
  if (first === undefined) throw new Error('A list of choices is empty.');
  return [first, ...others] as const;
}
