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

/** The code of a country or region by its name in one of the languages, or by the code itself; null for neither. */
export function readPlace(typed: string, languages: readonly Language[]): string | null {
  const wanted = folded(typed);
  const isMeant = (code: string) =>
    folded(code) === wanted || languages.some((language) => folded(formatPlace(code, language)) === wanted);
  return placeCodes.find(isMeant) ?? null;
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\p{P}\s]/gu, '')
    .toLowerCase();
}
