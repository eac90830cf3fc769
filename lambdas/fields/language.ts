import { onOneLine } from '../domain/text.ts';
import { languageTag } from '../domain/values.ts';
import { oneValue } from './one-value.ts';

/** A language, by its tag of BCP 47. Every text is in one: until somebody says another, in English. */
export function language() {
  return oneValue<'language', string>({
    kind: 'language',
    schema: languageTag,
    empty: 'en',
    sort: 'label',
    read: (typed) => ({ value: onOneLine(typed), doubts: [] }),
    line: (value, words) => words.languageName(value),
    searched: (value) => ({ codes: [value] }),
  });
}
