/**
 * A date as precise as it is known: `2020`, `2020-10` or `2020-10-31` (a subset of ISO 8601-1 calendar dates).
 */
const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

export function isPartialDate(value: string): boolean {
  const parts = shape.exec(value);
  if (!parts) return false;
  const [, year, month, day] = parts;
  return isCalendarDate(Number(year), month ? Number(month) : 1, day ? Number(day) : 1);
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True when every day `start` may mean lies after every day `end` may mean: `2021` does not end before `2021-06`. */
export function endsBefore(end: string, start: string): boolean {
  const shared = Math.min(end.length, start.length);
  return end.slice(0, shared) < start.slice(0, shared);
}

/** Longer than any date with a month's name; folding names costs more than their length. */
const LONGEST_TYPED = 100;

/**
 * What a person typed, as a partial date; null when it is none. Understood: the ISO forms, day first with `/`, `.`, `-`
 * or spaces (`30/06/2021`, `6.2021`), and month names of the given languages (`30 June 2021`, `juin 2021`).
 */
export function readTypedDate(typed: string, languages: readonly string[]): string | null {
  if (typed.length > LONGEST_TYPED) return null;
  const text = westernDigits(typed).trim().replace(/\s+/g, ' ');
  if (isPartialDate(text)) return text;
  return readNumbers(text) ?? readMonthName(text, languages);
}

const indicDigits = /[٠-٩۰-۹]/g;

function westernDigits(text: string): string {
  return text.replace(indicDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

function readNumbers(text: string): string | null {
  const parts = /^(?:(\d{1,2})[/. -])?(\d{1,2})[/. -](\d{4})$/.exec(text) ?? null;
  return parts ? partialDate(parts[3], parts[2], parts[1]) : null;
}

function readMonthName(text: string, languages: readonly string[]): string | null {
  const parts =
    /^(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)? (?:de )?)?(\p{L}[\p{L}\p{M}]*)\.?,? (?:de )?(\d{4})$/u.exec(text);
  const american = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u.exec(text);
  const [day, name, year] = american
    ? [american[2], american[1], american[3]]
    : [parts?.[1], parts?.[2], parts?.[3]];
  if (!name || !year) return null;
  const month = monthNumber(name, languages);
  return month ? partialDate(year, String(month), day) : null;
}

function monthNumber(name: string, languages: readonly string[]): number | null {
  const wanted = folded(name);
  return (
    languages.map((language) => monthsOf(language).get(wanted)).find((month) => month !== undefined) ?? null
  );
}

const months = new Map<string, ReadonlyMap<string, number>>();

/** The months of a language by their long and short names. Made once: asking Intl for names is slow. */
function monthsOf(language: string): ReadonlyMap<string, number> {
  const known = months.get(language);
  if (known) return known;
  const names = new Map<string, number>();
  for (const width of ['long', 'short'] as const) {
    const format = new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' });
    for (let month = 1; month <= 12; month += 1) {
      const name = folded(format.format(Date.UTC(2020, month - 1, 1)));
      if (!names.has(name)) names.set(name, month);
    }
  }
  months.set(language, names);
  return names;
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}|\./gu, '')
    .toLowerCase();
}

function partialDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | null {
  const parts = [year, month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'));
  const date = parts.join('-');
  return isPartialDate(date) ? date : null;
}

const RECENT_MINUTES = 15;

/** Whether an instant is so near that a page about it answers what the person just did. */
export function isRecent(instant: string, now: Date): boolean {
  return now.getTime() - Date.parse(instant) < RECENT_MINUTES * 60_000;
}
