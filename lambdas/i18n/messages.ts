import type { Rule } from '../domain/refusals.ts';
import type { ApiSentences } from './en/api.ts';
import type { RuleDetails } from './en/rules.ts';
import { en } from './en.ts';

/** All that pages and mails say. A language that lacks a message, or a rule, does not compile. */
export type Messages = Omit<typeof en, 'rules' | 'api'> & {
  readonly rules: Readonly<Record<Rule, (details: RuleDetails) => string>>;
  readonly api: ApiSentences;
};

/** BCP 47 tags of the languages of the product. */
export type Language = 'en' | 'fr' | 'es' | 'ar';

/** The languages offered to people: those whose catalogue is their own. */
export const languages: readonly Language[] = ['en'];

/** Languages without a catalogue of their own say it in English. */
const catalogues: Readonly<Record<Language, Messages>> = { en, fr: en, es: en, ar: en };

const directions: Readonly<Record<Language, 'ltr' | 'rtl'>> = { en: 'ltr', fr: 'ltr', es: 'ltr', ar: 'rtl' };

export function messagesFor(language: Language): Messages {
  return catalogues[language];
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return directions[language];
}

/** The offered language a tag like `fr` or `fr-CA` asks for; English when it asks for none of them. */
export function readLanguage(tag: string | null | undefined): Language {
  const wanted = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === wanted) ?? 'en';
}
