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

/** The languages offered to people, each with all that it says: a language is its catalogue, and its line here. */
const catalogues: { readonly en: Messages } & Readonly<Partial<Record<Language, Messages>>> = { en };

export const languages = Object.keys(catalogues) as readonly Language[];

export function messagesFor(language: Language): Messages {
  return catalogues[language] ?? catalogues.en;
}

/** How what a language says runs: English where it has no catalogue. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' && catalogues.ar ? 'rtl' : 'ltr';
}

/** The offered language a tag like `fr` or `fr-CA` asks for; English when it asks for none of them. */
export function readLanguage(tag: string | null | undefined): Language {
  const wanted = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === wanted) ?? 'en';
}
