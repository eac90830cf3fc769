import { decimalsOf } from '../domain/currencies.ts';
import type { Decimal } from '../domain/read-number.ts';
import type { Language } from './messages.ts';

/** How each language writes dates, numbers and names; English as international organisations write it. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr', es: 'es', ar: 'ar' };

const precisions: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
];

/** A date `2020`, `2020-10` or `2020-10-31` in words, no more precise than it is: “31 October 2020”. */
export function formatDate(date: string, language: Language): string {
  const parts = date.split('-').map(Number);
  const [year = 0, month = 1, day = 1] = parts;
  const options = { ...precisions[parts.length - 1], timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locales[language], options).format(Date.UTC(year, month - 1, day));
}

/** An RFC 3339 time in words, in UTC: “3 November 2026 at 14:05 UTC”. */
export function formatInstant(instant: string, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return format.format(new Date(instant));
}

/** The day of an RFC 3339 time in words, in UTC. */
export function formatDay(instant: string, language: Language): string {
  return formatDate(new Date(instant).toISOString().slice(0, 10), language);
}

/** A time that passes, in hours below a day, else in days: “2 days”. */
export function formatDuration(seconds: number, language: Language): string {
  const hours = Math.max(1, Math.round(seconds / 3600));
  const [amount, unit] = hours < 24 ? [hours, 'hour'] : [Math.round(hours / 24), 'day'];
  const format = new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(amount).replaceAll('\u00a0', ' ');
}

/** Regions whose short names in CLDR leave out what the UN says of them. */
const fullerNames: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  '419': {
    en: 'Latin America and the Caribbean',
    fr: 'Amérique latine et Caraïbes',
    es: 'América Latina y el Caribe',
    ar: 'أمريكا اللاتينية ومنطقة البحر الكاريبي',
  },
};

/** The name of an ISO 3166-1 alpha-2 or UN M49 code; the code itself when it has none. */
export function formatPlace(code: string, language: Language): string {
  const name = fullerNames[code]?.[language] ?? placeNames(language).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(locales[language]) + name.slice(1);
}

const namesByLanguage = new Map<Language, Intl.DisplayNames>();

/** Kept, for making one costs more than all its look-ups. */
function placeNames(language: Language): Intl.DisplayNames {
  const known = namesByLanguage.get(language);
  if (known) return known;
  const made = new Intl.DisplayNames(locales[language], { type: 'region' });
  namesByLanguage.set(language, made);
  return made;
}

/** The name of a language by its BCP 47 tag. */
export function formatLanguage(tag: string, language: Language): string {
  return new Intl.DisplayNames(locales[language], { type: 'language' }).of(tag) ?? tag;
}

/** An amount with its ISO 4217 code, where it has one: “CAD 250,000”; whole ones without decimals, others with all. */
export function formatAmount(amount: number, currency: string | null, language: Language): string {
  const decimals = Number.isInteger(amount) ? 0 : decimalsOf(currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const options: Intl.NumberFormatOptions = currency
    ? { style: 'currency', currency, currencyDisplay: 'code', ...digits }
    : digits;
  return new Intl.NumberFormat(locales[language], options).format(amount).replaceAll('\u00a0', ' ');
}

/**
 * A number that was typed, so that it can be read in one way only: “250,000”, “250.5”. Three decimals get a fourth, as
 * three digits behind a sign may be thousands.
 */
export function numberInWords({ whole, fraction }: Decimal, language: Language): string {
  const decimals = fraction.length === 3 ? `${fraction}0` : fraction;
  const format = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals.length,
    maximumFractionDigits: decimals.length,
    useGrouping: 'always',
  });
  // Digits as they are, also where they are too many for a number.
  return format
    .format(`${whole}.${decimals || '0'}` as Intl.StringNumericLiteral)
    .replace(/[\u00a0\u202f]/g, ' ');
}

/** “1,200”. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value).replace(/[\u00a0\u202f]/g, ' ');
}

/** “Armenia, Georgia and Ukraine”. */
export function formatList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(items);
}

/** Sorts texts as readers of the language expect them. */
export function inOrder(texts: readonly string[], language: Language): readonly string[] {
  return texts.toSorted(new Intl.Collator(locales[language]).compare);
}
