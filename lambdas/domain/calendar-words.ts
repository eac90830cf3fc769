import { foldedLetters } from './fold.ts';
import { habitsFrom, knownLanguages } from './habits/all.ts';

/** Countries whose words for months differ from those of most who write the language. */
const variants: Readonly<Record<string, readonly string[]>> = {
  en: ['en', 'en-GB'],
  ar: ['ar', 'ar-SY', 'ar-DZ', 'ar-MA', 'ar-MR'],
  es: ['es', 'es-PE'],
};

type Names = ReadonlyMap<string, number>;

let known: { readonly months: Names; readonly weekdays: Names } | null = null;

/** Made once: asking Intl for names is slow. */
function calendar() {
  known ??= {
    months: new Map([
      ...names(12, (index) => ({ month: index, date: Date.UTC(2020, index - 1, 1) })),
      ...habitsFrom('en').flatMap(({ months }) => Object.entries(months)),
    ]),
    weekdays: names(7, (index) => ({ weekday: index, date: Date.UTC(2020, 0, 5 + index) })),
  };
  return known;
}

type Part = { readonly date: number } & ({ readonly month: number } | { readonly weekday: number });

function names(count: number, part: (index: number) => Part): Names {
  const all = new Map<string, number>();
  for (const locale of knownLanguages.flatMap((language) => variants[language] ?? [language])) {
    for (const width of ['long', 'short'] as const) {
      for (let index = 1; index <= count; index += 1) {
        const { date, ...asked } = part(index);
        const options = 'month' in asked ? { month: width } : { weekday: width };
        const name = word(new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date));
        if (!all.has(name)) all.set(name, index);
      }
    }
  }
  return all;
}

function word(name: string): string {
  return foldedLetters(name).replaceAll('.', '').trim();
}

/** Shorter beginnings may be of several months. */
const SHORTEST = 3;

/** The number of the month a folded word names in any of the languages, also shortened; null where it names none. */
export function monthNamed(name: string): number | null {
  return numberOf(name, calendar().months);
}

/** Whether a folded word names a day of the week. */
export function isWeekday(name: string): boolean {
  return numberOf(name, calendar().weekdays) !== null;
}

function numberOf(name: string, all: Names): number | null {
  const exact = all.get(name);
  if (exact !== undefined || name.length < SHORTEST || !/^[a-z]+$/.test(name)) return exact ?? null;
  const meant = new Set([...all].filter(([long]) => long.startsWith(name)).map(([, number]) => number));
  const [only] = meant;
  return meant.size === 1 && only !== undefined ? only : null;
}
