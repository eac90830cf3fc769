import { definition } from '#inventory/definition.ts';
import { endsBefore, isPartialDate } from './date.ts';
import type { Field } from './record.ts';

/** The dates between which something lasts, as the inventory defines them. */
export type Period = readonly [start: Field, end: Field];

const periods: readonly Period[] = definition.periods ?? [];

/** The periods that would end before they start; dates that are not known, or no dates, are in no order. */
export function wrongPeriods(values: Readonly<Partial<Record<Field, unknown>>>): readonly Period[] {
  return periods.filter(([first, last]) => {
    const [start, end] = [values[first], values[last]];
    return isDate(start) && isDate(end) && endsBefore(end, start);
  });
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && isPartialDate(value);
}
