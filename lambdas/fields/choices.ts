import { choice as choiceSchema } from '../domain/values.ts';
import { valuesOf } from './choice.ts';
import type { Localized } from './kind.ts';
import { listOf } from './list.ts';
import { byValue } from './merge-items.ts';

/** Some of a few values. @param choices each value, and what it is called */
export function choices<const Value extends string>(choices: Readonly<Record<Value, Localized>>) {
  return listOf<'choices', Value>({
    kind: 'choices',
    item: choiceSchema(valuesOf(choices)),
    same: byValue,
    ticks: true,
    choices,
    line: (value, { said }) => said(choices[value]),
    searched: (list) => ({ codes: list }),
  });
}
