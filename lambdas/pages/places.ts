import { placeCodes } from '../domain/places.ts';
import { formatPlace, inOrder } from '../i18n/format.ts';
import type { Language } from '../i18n/messages.ts';

/** The names of all countries and regions, in the order of the language. */
export function placeNames(language: Language): readonly string[] {
  return inOrder(
    placeCodes.map((code) => formatPlace(code, language)),
    language,
  );
}

/** Longer than any name; folding names costs more than their length. */
const LONGEST_TYPED = 200;

/** The code of a country or region by its name in one of the languages, or by the code itself; null for neither. */
export function readPlace(typed: string, languages: readonly Language[]): string | null {
  if (typed.length > LONGEST_TYPED) return null;
  const wanted = folded(typed);
  const named = languages.map((language) => codesOf(language).get(wanted));
  return named.find((code) => code !== undefined) ?? null;
}

const codes = new Map<Language, ReadonlyMap<string, string>>();

/** The codes by themselves and by their names in a language. Made once: asking Intl for 280 names is slow. */
function codesOf(language: Language): ReadonlyMap<string, string> {
  const known = codes.get(language);
  if (known) return known;
  const names = placeCodes.map((code): [string, string] => [folded(formatPlace(code, language)), code]);
  const made = new Map([...names, ...placeCodes.map((code): [string, string] => [folded(code), code])]);
  codes.set(language, made);
  return made;
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\p{P}\s]/gu, '')
    .toLowerCase();
}
