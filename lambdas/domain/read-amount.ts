import { decimalsOf, MOST_WITH_CENTS } from './currencies.ts';
import { foldedLetters, plainSigns } from './fold.ts';
import { habitsFrom, wordsOf } from './habits/all.ts';
import { currenciesMeant } from './read-currency.ts';
import { type Decimal, movedBy, numberReadings } from './read-number.ts';
import type { Doubt, Reading } from './reading.ts';

/** An amount as it was typed: what it comes to, and the currencies that may be meant by what stands around it. */
export type TypedAmount = {
  readonly amount: number;
  readonly decimals: number;
  readonly currencies: readonly string[];
};

/** How an amount is written so that it can be read in only one way. */
export type WriteNumber = (value: Decimal) => string;

/** Longer than any amount with its currency in words. */
const LONGEST_TYPED = 120;

const none: Doubt = { rule: 'not-an-amount' };

/**
 * Reads an amount as people write it: `1.234.567,89`, `€250,000`, `EUR 1.5 million`, `(5,000)`, `١٢٣٬٤٥٦`.
 * @param boxed the currencies that the box beside it may mean: nothing is offered that has more decimals than they have
 */
export function readAmount(
  typed: string,
  language: string,
  write: WriteNumber,
  boxed: readonly string[] = [],
): Reading<TypedAmount> {
  if (typed.length > LONGEST_TYPED) return { doubt: none };
  const parts = partsOf(typed);
  if (!parts) return { doubt: saysNothing(typed) ? { rule: 'leave-empty' } : none };
  const { before, number, behind, negative } = parts;
  if (isVague(before) || isVague(behind) || /\d ?- ?\d/.test(number)) return { doubt: { rule: 'not-exact' } };
  const scaled = readBehind(behind, language);
  const first = before === '' ? [] : currenciesMeant(before, language);
  if (!scaled || (before !== '' && first.length === 0)) return { doubt: none };
  const currencies = both(first, scaled.currencies);
  if (currencies === null) return { doubt: none };
  const readings = numberReadings(number).flatMap((one) => scaled.tens.map((tens) => movedBy(tens, one)));
  const settled = settle(readings, number, language);
  const sign = negative ? '-' : '';
  if (settled.length > 1) {
    const around = [before, scaled.unit].filter((text) => text !== '').join(' ');
    const offers = possible(settled, [...boxed, ...currencies]).map((one) =>
      `${sign}${write(one)} ${around}`.trim(),
    );
    return { doubt: { rule: 'amount-asked', offers } };
  }
  const [meant] = settled;
  return meant ? amountOf(meant, sign, currencies) : { doubt: none };
}

/** Those that a currency has decimals for; all of them, where none is known or has them for none. */
function possible(readings: readonly Decimal[], currencies: readonly string[]): readonly Decimal[] {
  const most = Math.max(...currencies.map(decimalsOf));
  const fitting = readings.filter(({ fraction }) => fraction.length <= most);
  return fitting.length > 0 ? fitting : readings;
}

function amountOf(meant: Decimal, sign: string, currencies: readonly string[]): Reading<TypedAmount> {
  const value = Number(`${sign}${meant.whole}.${meant.fraction || '0'}`);
  const decimals = meant.fraction.length;
  if (decimals > 0 && Math.abs(value) > MOST_WITH_CENTS) return { doubt: none };
  return { value: { amount: value === 0 ? 0 : value, decimals, currencies } };
}

type Parts = {
  readonly before: string;
  readonly number: string;
  readonly behind: string;
  readonly negative: boolean;
};

/** What stands before the digits, the digits with the signs between them, and what stands behind. */
function partsOf(typed: string): Parts | null {
  const text = plainSigns(typed);
  const bracketed = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(text);
  // Bookkeepers put what flows back in brackets; around something else they say nothing.
  const inner = bracketed && /\d/.test(bracketed[2] ?? '') ? bracketed.slice(1).join('') : null;
  const bare = inner ?? text;
  const first = bare.search(/[.,]?\d/);
  if (first < 0) return null;
  const last = /\d(?=\D*$)/.exec(bare)?.index ?? first;
  const prefix = bare.slice(0, first);
  const minus = /^\s*-|-$/;
  const before = prefix.replace(minus, '').trim().replace(/^\+$/, '');
  // `5000,-` and `5.` have no cents.
  const behind = bare.slice(last + 1).replace(/^[.,]-*(?=\s|\p{L}|\p{Sc}|$)/u, '');
  return {
    before,
    number: bare.slice(first, last + 1),
    behind: behind.trim(),
    negative: inner !== null || minus.test(prefix),
  };
}

type Behind = {
  readonly tens: readonly number[];
  readonly currencies: readonly string[];
  /** What is left without what multiplies. */
  readonly unit: string;
};

/** ` million US dollars`, `k€`, `EUR`: what multiplies, then a currency. */
function readBehind(behind: string, language: string): Behind | null {
  if (behind === '') return { tens: [0], currencies: [], unit: '' };
  for (let end = 0; end <= behind.length; end += 1) {
    const unit = behind.slice(end).replace(/^[\s.]*(?:(?:of|de|en|in)\s+|d['\u2019])?/i, '');
    const tens = tensOf(behind.slice(0, end), language);
    const currencies = unit === '' ? [] : currenciesMeant(unit, language);
    if (tens.length > 0 && (unit === '' || currencies.length > 0)) return { tens, currencies, unit };
  }
  return null;
}

/** The powers of ten that words may multiply by; several where languages differ and the form's has long been both. */
function tensOf(words: string, language: string): readonly number[] {
  const all = foldedLetters(words)
    .split(/[\s.]+/)
    .filter(Boolean);
  return all.reduce<readonly number[]>(
    (sums, word) => sums.flatMap((sum) => multipliers(word, language).map((tens) => sum + tens)),
    [0],
  );
}

function multipliers(word: string, language: string): readonly number[] {
  const known = habitsFrom(language).flatMap(({ multipliers }) =>
    Object.hasOwn(multipliers, word) ? (multipliers[word] ?? []) : [],
  );
  const [own] = known;
  if (own === undefined) return [];
  // An English billion is no French one, and who writes the word in French may mean either.
  const meant = language === 'en' ? [own] : [...new Set(known)];
  return meant.map((factor) => Math.round(Math.log10(factor)));
}

function both(first: readonly string[], second: readonly string[]): readonly string[] | null {
  if (first.length === 0 || second.length === 0) return [...first, ...second];
  const shared = first.filter((code) => second.includes(code));
  return shared.length > 0 ? shared : null;
}

/** Of two readings the language of the form may know one: where the sign separates thousands, it separates no decimals. */
function settle(readings: readonly Decimal[], number: string, language: string): readonly Decimal[] {
  const different = readings.filter(
    (one, index) => readings.findIndex((other) => sameNumber(one, other)) === index,
  );
  const [own] = habitsFrom(language);
  const sign = /[.,]/.exec(number)?.[0] ?? '';
  const isGroup = own?.groups.includes(sign) ?? false;
  const ambiguousSign = numberReadings(number).length > 1;
  return ambiguousSign && isGroup ? different.slice(different.length / 2) : different;
}

function sameNumber(a: Decimal, b: Decimal): boolean {
  return a.whole === b.whole && a.fraction === b.fraction;
}

const VAGUE_SIGNS = /[~≈<>≤≥±?+]/;

function isVague(around: string): boolean {
  if (VAGUE_SIGNS.test(around)) return true;
  const words = ` ${foldedLetters(around)
    .replace(/[\s.]+/g, ' ')
    .trim()} `;
  return around !== '' && [...wordsOf('vague')].some((vague) => words.includes(` ${vague} `));
}

/** Whether somebody wrote that they know nothing: `n/a`, `-`, `…`. */
export function saysNothing(typed: string): boolean {
  const text = foldedLetters(typed).replace(/\s+/g, ' ').trim();
  return wordsOf('nothing').has(text) || /^[-\u2010-\u2015\u2212.\u2026?#_*/\\]+$/.test(text);
}
