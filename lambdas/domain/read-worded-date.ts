import { isWeekday, monthNamed } from './calendar-words.ts';
import { foldedLetters } from './fold.ts';
import { habitsFrom, wordsOf } from './habits/all.ts';
import { asked, certain, fullYear, type ParsedDate, partialDate } from './parsed-date.ts';

const ordinals: ReadonlyMap<string, number> = new Map(
  habitsFrom('en').flatMap((habits) => Object.entries(habits.ordinals)),
);
const fillers = wordsOf('fillers');
/** Behind the number of a day. */
const endings = new Set(['st', 'nd', 'rd', 'th', 'er', 'ere', 're', 'e', 'eme', 'o', 'a', '\u00ba']);

/** Numbers and words, which need no blank between them: `31dec2020`, `1er juin 2021`. */
export function dateTokens(text: string): readonly string[] {
  const words = foldedLetters(text).replace(/(?<=twenty|thirty)-(?=\p{L})/gu, '\u0000');
  const tokens = words.match(/\d+|[^\d\s\-/.,]+/g) ?? [];
  return tokens.map((token) => token.replaceAll('\u0000', '-').replace(/^['\u2019]+/, '')).filter(Boolean);
}

/** A date with its month in words, or a year with words that say nothing more. Null where it is none. */
export function readWordedDate(text: string): ParsedDate | null {
  const found = sorted(dateTokens(text));
  if (!found) return null;
  const { month, numbers, monthFirst } = found;
  const [first = '', second, ...more] = numbers;
  if (first === '' || more.length > 0) return null;
  if (month === null) return second === undefined && first.length === 4 ? certain(Number(first)) : null;
  if (second === undefined) return withOne(first, month, monthFirst);
  const years = numbers.filter((number) => number.length === 4);
  const days = numbers.filter((number) => number.length <= 2);
  if (years.length === 1 && days.length === 1) return certain(Number(years[0]), month, Number(days[0]));
  return days.length === 2 ? asked(partialDate(fullYear(Number(second)), month, Number(first))) : null;
}

function withOne(number: string, month: number, monthFirst: boolean): ParsedDate | null {
  if (number.length === 4) return certain(Number(number), month);
  return number.length === 2 && monthFirst ? asked(partialDate(fullYear(Number(number)), month)) : null;
}

type Sorted = {
  readonly month: number | null;
  readonly numbers: readonly string[];
  readonly monthFirst: boolean;
};

/** Tells months, numbers and words that say nothing apart; null where a word is none of these, or a month too many. */
function sorted(tokens: readonly string[]): Sorted | null {
  const numbers: string[] = [];
  let month: number | null = null;
  let monthFirst = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const pair = monthNamed(`${token} ${tokens[at + 1] ?? ''}`);
    const named = pair ?? monthNamed(token);
    const day = ordinals.get(token);
    if (/^\d+$/.test(token)) numbers.push(token);
    else if (named !== null) {
      if (month !== null) return null;
      month = named;
      monthFirst = numbers.length === 0;
      if (pair !== null) at += 1;
    } else if (day !== undefined) numbers.push(String(day));
    else if (!saysNothingMore(token, tokens[at - 1])) return null;
  }
  return { month, numbers, monthFirst };
}

function saysNothingMore(token: string, before: string | undefined): boolean {
  return fillers.has(token) || isWeekday(token) || (endings.has(token) && /^\d{1,2}$/.test(before ?? ''));
}
