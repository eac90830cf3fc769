import { placeCodes } from '../domain/places.ts';
import { writtenPlace } from '../domain/read-place.ts';
import { formatPlace, inOrder } from '../i18n/format.ts';
import type { Language } from '../i18n/messages.ts';

/** The names of all countries and regions as they are read back, in the order of the language. */
export function placeNames(language: Language): readonly string[] {
  const name = (code: string) => formatPlace(code, language);
  return inOrder(
    placeCodes.map((code) => writtenPlace(code, name)),
    language,
  );
}
