import { DAY_MS } from '../../lambdas/domain/durations.ts';
import { fullYear, partialDate } from '../../lambdas/domain/parsed-date.ts';
import type { Typing } from '../../lambdas/fields/kind.ts';
import { formatDate } from '../../lambdas/i18n/format.ts';
import { typingIn } from '../../lambdas/i18n/typing.ts';

/** What a column of dates in numbers has first, day or month, as its cells or the map say; null where neither does. */
export type DateOrder = 'day' | 'month' | null;

/** How the cells of a field are read: decided for its column, not cell by cell. */
export type Habits = { readonly dates: DateOrder; readonly numbers: 'en' | 'fr' };

const SERIAL_ZERO = Date.UTC(1899, 11, 30);

/** A day as spreadsheets count them; null where a text is none. */
export function serialDay(text: string): string | null {
  if (!/^[1-6]\d{4}(?:\.\d+)?$/.test(text)) return null;
  return new Date(SERIAL_ZERO + Math.floor(Number(text)) * DAY_MS).toISOString().slice(0, 10);
}

/** Without a time behind a hyphen, and without the decimals that programs give to years. */
function plainDate(text: string): string {
  return text.replace(/\s+-\s+\d{1,2}:\d{2}(?::\d{2})?$/, '').replace(/^(\d{4})\.0$/, '$1');
}

/** `13/09/11`, where the column tells what stands first: the year is the short one. Null where a text is none. */
function shortYearDay(text: string, dates: DateOrder): string | null {
  const [, first, second, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$/.exec(text) ?? [];
  if (dates === null || year === undefined) return null;
  const [day, month] = dates === 'day' ? [Number(first), Number(second)] : [Number(second), Number(first)];
  return partialDate(fullYear(Number(year)), month, day);
}

/** Reads cells as a person's typing is read, in the column's habits. */
export function typingOf({ dates, numbers }: Habits): Typing {
  const words = typingIn(numbers);
  return {
    ...words,
    date: (typed) => {
      const text = plainDate(typed.trim());
      const day = serialDay(text) ?? shortYearDay(text, dates);
      if (day !== null) return { value: { date: day, other: null } };
      const read = words.date(text);
      if (!read.value?.other) return read;
      const { date, other } = read.value;
      if (dates === null)
        return { doubt: { rule: 'date-asked', offers: [date, other].map((one) => formatDate(one, 'en')) } };
      return { value: { date: dates === 'day' ? date : other, other: null } };
    },
  };
}

/** What the cells of a column of dates say of what stands first: a number above twelve is no month. */
export class DateOrders {
  #day = 0;
  #month = 0;

  see(cell: string): void {
    const [, first, second] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b/.exec(cell) ?? [];
    if (Number(first) > 12) this.#day += 1;
    else if (Number(second) > 12) this.#month += 1;
  }

  get order(): DateOrder {
    if (this.#day > 0 && this.#month > 0) return null;
    if (this.#day > 0) return 'day';
    return this.#month > 0 ? 'month' : null;
  }
}

/** Which habits of writing numbers fit the cells of a column: comma or point for decimals. */
export class NumberHabits {
  #point = 0;
  #comma = 0;

  see(cell: string): void {
    for (const number of cell.matchAll(/\d[\d.,' \u00a0\u202f]*\d/g)) {
      if (/,\d{3}(?:[.,]|$)/.test(number[0]) && /\.\d{1,2}$/.test(number[0])) this.#point += 1;
      else if (/\d,\d{3},\d{3}$/.test(number[0]) || /\.\d{1,2}$/.test(number[0])) this.#point += 1;
      else if (
        /,\d{1,2}$/.test(number[0]) ||
        /\d\.\d{3}\.\d{3}$/.test(number[0]) ||
        /[ \u00a0\u202f]\d{3}\b/.test(number[0])
      )
        this.#comma += 1;
    }
  }

  get language(): 'en' | 'fr' {
    return this.#comma > this.#point ? 'fr' : 'en';
  }
}
