import { knownLanguages } from '../domain/habits/all.ts';
import type { Understood } from '../domain/read-field.ts';
import { readLanguageTag } from '../domain/read-language.ts';
import { formatDate, formatPlace, numberInWords } from '../i18n/format.ts';
import type { Language } from '../i18n/messages.ts';

/**
 * Names are understood in all languages; what languages differ in as the one that the form says it is in, else the one its
 * address asks for.
 */
export function understoodIn(form: URLSearchParams, asked: string | null = null): Understood {
  const language =
    [form.get('language'), asked].map(primary).find((one): one is Language => isKnown(one)) ?? 'en';
  return {
    language,
    writeDate: (date) => formatDate(date, language),
    writeNumber: (number) => numberInWords(number, language),
    namePlace: (code) => formatPlace(code, language),
  };
}

function primary(tag: string | null): string | undefined {
  return readLanguageTag(tag ?? '')?.split('-')[0];
}

function isKnown(language: string | undefined): language is Language {
  return language !== undefined && knownLanguages.includes(language);
}
