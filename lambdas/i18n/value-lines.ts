import { type Field, type FieldValue, kindOf } from '../domain/record.ts';
import type { Telling } from '../fields/kind.ts';
import { formatAmount, formatDate, formatLanguage, formatNumber, formatPlace } from './format.ts';
import { said } from './localized.ts';
import type { Language, Messages } from './messages.ts';

/** The words a value is told in. */
export type Words = { readonly messages: Messages; readonly language: Language };

/** A value as a person reads it: one line for each item of a list, none when it is not known. */
export function valueLines(field: Field, value: FieldValue, words: Words): readonly string[] {
  return kindOf(field).lines(value, tellingIn(words));
}

/** How values are told in a language. */
export function tellingIn({ messages, language }: Words): Telling {
  return {
    said: (text) => said(text, language),
    date: (date) => formatDate(date, language),
    place: (code) => formatPlace(code, language),
    languageName: (tag) => formatLanguage(tag, language),
    amount: (amount, currency) => formatAmount(amount, currency, language),
    returned: (amount) => messages.returnOf(amount),
    number: (value) => formatNumber(value, language),
  };
}
