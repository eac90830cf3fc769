import { DAY_MS } from './durations.ts';
import { asked, certain, fullYear, isYear, type ParsedDate, partialDate } from './parsed-date.ts';

const shape = /^(\d{1,4}) ?([-/. ]) ?(\d{1,4})(?: ?[-/. ] ?(\d{1,4}))?$/;

/** A date in numbers: year first, day first, or month first where the day says so. Null where it is none. */
export function readNumericDate(text: string): ParsedDate | null {
  if (/^\d+$/.test(text)) return readDigits(text);
  const [, first = '', sign = '', second = '', third] = shape.exec(text) ?? [];
  if (first === '') return null;
  return third === undefined ? readTwo(first, sign, second, text) : readThree(first, sign, second, third);
}

/** What spreadsheets count days from, and the numbers they give to the days of this inventory. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);

function readDigits(digits: string): ParsedDate | null {
  const number = Number(digits);
  switch (digits.length) {
    case 2:
      return asked(partialDate(fullYear(number)));
    case 4:
      return certain(number);
    case 5:
      return asked(dayOf(SERIAL_ZERO + number * DAY_MS));
    case 6:
      return readSix(digits);
    case 8:
      return readEight(digits);
    // Seconds or milliseconds since 1970, as computers count them.
    case 10:
      return asked(dayOf(number * 1000));
    case 13:
      return asked(dayOf(number));
    default:
      return null;
  }
}

function dayOf(time: number): string | null {
  const date = new Date(time).toISOString().slice(0, 10);
  return isYear(Number(date.slice(0, 4))) ? date : null;
}

function readSix(digits: string): ParsedDate | null {
  const [a, b, c] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].map(Number) as [
    number,
    number,
    number,
  ];
  const month = partialDate(Number(digits.slice(0, 4)), c);
  const day = partialDate(fullYear(c), b, a);
  if (month !== null && day === null) return { date: month, other: null };
  return asked(month, partialDate(Number(digits.slice(2)), a), day, partialDate(fullYear(a), b, c));
}

function readEight(digits: string): ParsedDate | null {
  const date = partialDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
  if (date !== null) return { date, other: null };
  return readThree(digits.slice(0, 2), '/', digits.slice(2, 4), digits.slice(4));
}

function readTwo(first: string, sign: string, second: string, text: string): ParsedDate | null {
  const [a, b] = [Number(first), Number(second)];
  if (first.length === 4 && second.length === 4)
    return isYear(a) && isYear(b) ? { refused: 'two-dates' } : null;
  if (first.length === 4) {
    const month = partialDate(a, b);
    const nextYear = isYear(a) && second.length === 2 && b > a % 100;
    if (month === null) return nextYear ? { refused: 'two-dates' } : null;
    const isIso = text === month;
    // `2011/12` is a year of accounts as well as a December.
    return sign !== '.' && !isIso && b === (a % 100) + 1 ? asked(month) : { date: month, other: null };
  }
  if (second.length === 4) return certain(b, a);
  return second.length === 2 && first.length <= 2 ? asked(partialDate(fullYear(b), a)) : null;
}

function readThree(first: string, sign: string, second: string, third: string): ParsedDate | null {
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) return third.length <= 2 ? certain(a, b, c) : null;
  if (first.length > 2 || second.length > 2) return null;
  if (third.length === 4) return dayFirst(a, b, c, sign);
  if (third.length !== 2) return null;
  const yearFirst = sign === '-' && first.length === 2 ? partialDate(fullYear(a), b, c) : null;
  const monthFirst = sign === '.' ? null : partialDate(fullYear(c), a, b);
  return asked(partialDate(fullYear(c), b, a), monthFirst, yearFirst);
}

/** Nobody who writes full stops puts the month first. */
function dayFirst(a: number, b: number, year: number, sign: string): ParsedDate | null {
  const date = partialDate(year, b, a);
  const other = sign === '.' ? null : partialDate(year, a, b);
  if (date !== null) return { date, other: other === date ? null : other };
  return other === null ? certain(year, b, a) : { date: other, other: null };
}
