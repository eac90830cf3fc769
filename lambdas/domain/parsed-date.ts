import { isCalendarDate } from './date.ts';

/** What the numbers and words of a date say; dates are partial ones. */
export type ParsedDate =
  | {
      readonly date: string;
      /** The other order of day and month, where both may be meant. */
      readonly other: string | null;
    }
  /** What it may mean, likeliest first. */
  | { readonly asked: readonly string[] }
  | { readonly refused: 'no-such-day' | 'two-dates' };

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

export function isYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** A partial date of its parts; null where there is no such day, month or year. */
export function partialDate(year: number, month?: number, day?: number): string | null {
  if (!isYear(year) || !isCalendarDate(year, month ?? 1, day ?? 1)) return null;
  const parts = [month, day].filter((part) => part !== undefined);
  return [year, ...parts.map((part) => String(part).padStart(2, '0'))].join('-');
}

/** A date that has all its parts, or the rule it breaks: a month there is may have no such day. Null where it is no date. */
export function certain(year: number, month?: number, day?: number): ParsedDate | null {
  const date = partialDate(year, month, day);
  if (date !== null) return { date, other: null };
  const possible = day !== undefined && day >= 1 && day <= 31 && partialDate(year, month) !== null;
  return possible ? { refused: 'no-such-day' } : null;
}

/** Up to here two digits are a year of this century. */
const LAST_OF_CENTURY = 59;

/** The year that two digits most likely mean. */
export function fullYear(digits: number): number {
  return digits > LAST_OF_CENTURY ? 1900 + digits : 2000 + digits;
}

export function asked(...dates: readonly (string | null)[]): ParsedDate | null {
  const possible = [...new Set(dates.filter((date) => date !== null))];
  return possible.length > 0 ? { asked: possible } : null;
}
