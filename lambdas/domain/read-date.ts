import { isPartialDate } from './date.ts';
import { foldedLetters, plainSigns } from './fold.ts';
import { wordsOf } from './habits/all.ts';
import { isYear, type ParsedDate } from './parsed-date.ts';
import { saysNothing } from './read-amount.ts';
import { readNumericDate } from './read-numeric-date.ts';
import { dateTokens, readWordedDate } from './read-worded-date.ts';
import type { Doubt, Reading } from './reading.ts';

/** A date as typed; `other` is the reading with the month first, where the numbers allow both. */
export type TypedDate = { readonly date: string; readonly other: string | null };

/** Longer than any date with a month's name; folding names costs more than their length. */
const LONGEST_TYPED = 100;

/**
 * Reads a date as people write it: the ISO forms, numbers with the year, the day, or where the day tells it the month first,
 * and names of months, short or long, in all languages.
 * @param write a date in words, for what is offered where it is not certain
 */
export function readDate(typed: string, write: (date: string) => string): Reading<TypedDate> {
  if (typed.length > LONGEST_TYPED) return { doubt: { rule: 'not-a-date' } };
  const text = plainSigns(typed);
  if (isPartialDate(text)) return { value: { date: text, other: null } };
  if (saysNothing(typed)) return { doubt: { rule: 'leave-empty' } };
  if (isOngoing(text)) return { doubt: { rule: 'date-ongoing' } };
  const parsed = parseOne(text);
  if (!parsed) return { doubt: whyNot(text) };
  if ('date' in parsed) return { value: parsed };
  return {
    doubt:
      'asked' in parsed ? { rule: 'date-asked', offers: parsed.asked.map(write) } : { rule: parsed.refused },
  };
}

const time =
  /(?:T|,? (?:at )?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:[ap]\.?m\.?)? ?(?:Z|UTC|GMT)? ?(?:[+-]\d{2}:?\d{2})? ?(?:\([^)]*\))?$/i;
const compactTime = /(?<=^\d{8})T\d{4}(?:\d{2})?(?:Z|[+-]\d{4})?$/i;

/** The day of an instant is the one that is written, wherever that was. */
function parseOne(text: string): ParsedDate | null {
  const day = text
    .replace(time, '')
    .replace(compactTime, '')
    .replace(/[年년] ?(?=\d)|[月월] ?(?=\d)/g, '-')
    .replace(/[日일年년月월]$/, '')
    .replace(/[.,]+$/, '')
    .trim();
  // A spreadsheet's day with a time has decimals.
  return readNumericDate(day) ?? readNumericDate(day.replace(/(?<=^\d{5})\.\d+$/, '')) ?? readWordedDate(day);
}

function isOngoing(text: string): boolean {
  return wordsOf('ongoing').has(
    foldedLetters(text)
      .replace(/[.…]+$/, '')
      .trim(),
  );
}

/** The sentence that helps where something is no date. */
function whyNot(text: string): Doubt {
  if (isRange(text)) return { rule: 'two-dates' };
  const tokens = dateTokens(text);
  const years = tokens.filter((token) => /^\d{4}$/.test(token)).map(Number);
  if (years.length === 0 && !tokens.some((token) => /\d/.test(token))) return { rule: 'not-a-date' };
  if (tokens.some((token) => wordsOf('periods').has(token))) return { rule: 'part-of-year' };
  if (years.length > 0 && !years.some(isYear)) return { rule: 'other-calendar' };
  return { rule: isVague(text) ? 'not-exact' : 'not-a-date' };
}

function isVague(text: string): boolean {
  const words = ` ${foldedLetters(text).replace(/[\s.]+/g, ' ')} `;
  return /[~≈<>≤≥±?]/.test(text) || [...wordsOf('vague')].some((vague) => words.includes(` ${vague} `));
}

/** Two dates with something between them; the first may leave to the second what both share: `1-5 June 2021`. */
function isRange(text: string): boolean {
  const words = foldedLetters(text).replace(/^(?:from|between|du|de|entre|desde|من) /, '');
  return [...words.matchAll(/ ?[-/;&] ?| (\S+) /g)].some(({ 0: sign, 1: word, index }) => {
    if (word !== undefined && !wordsOf('between').has(word)) return false;
    const [start, end] = [words.slice(0, index).trim(), words.slice(index + sign.length).trim()];
    return isStart(start) && (isEnd(end) || isOngoing(end));
  });
}

function isStart(text: string): boolean {
  if (parseOne(text) !== null) return true;
  return /^\d{1,2}(?:st|nd|rd|th|er)?$/.test(text) || parseOne(`${text} 2020`) !== null;
}

function isEnd(text: string): boolean {
  return !/^\d{1,2}$/.test(text) && parseOne(text) !== null;
}
