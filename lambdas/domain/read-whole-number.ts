import { plainSigns } from './fold.ts';
import { saysNothing } from './read-amount.ts';
import { numberReadings } from './read-number.ts';
import type { Reading } from './reading.ts';

/** Longer than any number. */
const LONGEST_TYPED = 60;

/** Reads a whole number: between its digits a sign can only separate thousands. */
export function readWholeNumber(typed: string): Reading<number> {
  if (typed.length > LONGEST_TYPED) return { doubt: { rule: 'not-a-whole-number' } };
  const [, minus = '', digits = ''] = /^([-+]?)\s*(.*)$/s.exec(plainSigns(typed)) ?? [];
  const [whole] = numberReadings(digits).filter(({ fraction }) => fraction === '');
  if (whole) return { value: Number((minus === '-' ? minus : '') + whole.whole) };
  return { doubt: { rule: saysNothing(typed) ? 'leave-empty' : 'not-a-whole-number' } };
}
