import { knownLanguages } from '../domain/habits/all.ts';
import { readLanguageTag } from '../domain/read-language.ts';
import type { Typing } from '../fields/kind.ts';
import type { Language } from '../i18n/messages.ts';
import { typingIn } from '../i18n/typing.ts';

/**
 * Names are understood in all languages; what languages differ in as the one that the form says it is in, else the one its
 * address asks for.
 */
export function understoodIn(form: URLSearchParams, asked: string | null = null): Typing {
  const language =
    [form.get('language'), asked].map(primary).find((one): one is Language => isKnown(one)) ?? 'en';
  return typingIn(language);
}

function primary(tag: string | null): string | undefined {
  return readLanguageTag(tag ?? '')?.split('-')[0];
}

function isKnown(language: string | undefined): language is Language {
  return language !== undefined && knownLanguages.includes(language);
}
