import type { Content, Field, FieldValue } from '../domain/record.ts';
import { formatAmount, formatDate, formatLanguage, formatPlace } from './format.ts';
import type { Language, Messages } from './messages.ts';

/** A field with its value, so that each tells the type of the other. */
type FieldWithValue = { [F in Field]: { readonly field: F; readonly value: Content[F] } }[Field];

/** The words a value is told in. */
export type Words = { readonly messages: Messages; readonly language: Language };

/** A value as a person reads it: one line for each item of a list, none when it is not known. */
export function valueLines(field: Field, value: FieldValue, words: Words): readonly string[] {
  return linesOf({ field, value } as FieldWithValue, words);
}

function linesOf(shown: FieldWithValue, { messages, language }: Words): readonly string[] {
  switch (shown.field) {
    case 'startDate':
    case 'endDate':
      return shown.value === null ? [] : [formatDate(shown.value, language)];
    case 'status':
      return shown.value === null ? [] : [messages.labels.projectStatus[shown.value]];
    case 'language':
      return [formatLanguage(shown.value, language)];
    case 'themes':
      return shown.value.map((theme) => messages.labels.theme[theme]);
    case 'beneficiaries':
      return shown.value.map((code) => formatPlace(code, language));
    case 'funders':
    case 'implementers':
    case 'partners':
      return shown.value.map(({ name, url }) => joined([name, url]));
    case 'contributions':
      return shown.value.map((one) => contributionLine(one, messages, language));
    case 'activities':
      return shown.value.map(({ title, date, place, url }) =>
        joined([title, date === null ? null : formatDate(date, language), place, url]),
      );
    case 'links':
      return shown.value.map(({ title, url }) => joined([title, url]));
    case 'objectives':
    case 'outputs':
    case 'outcomes':
    case 'related':
      return shown.value;
    default:
      return shown.value === null ? [] : [shown.value];
  }
}

function contributionLine(
  one: Content['contributions'][number],
  messages: Messages,
  language: Language,
): string {
  const year = one.year === null ? null : String(one.year);
  return joined([one.funder, amountLine(one, messages, language), year]);
}

/** What flowed back is told as a return, not with a sign that is easily overlooked. */
function amountLine(
  { amount, currency }: Content['contributions'][number],
  messages: Messages,
  language: Language,
): string | null {
  if (amount === null) return currency;
  const sum = formatAmount(Math.abs(amount), currency, language);
  return amount < 0 ? messages.returnOf(sum) : sum;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ');
}
