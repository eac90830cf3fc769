import type { Localized } from '../fields/kind.ts';
import type { Language } from './messages.ts';

/** A text of the inventory in a language, else in English. */
export function said(text: Localized, language: Language): string {
  return text[language] ?? text.en;
}
