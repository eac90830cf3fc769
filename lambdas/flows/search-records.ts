import { namesOfPlace } from '../domain/place-names.ts';
import { fields, kindOf } from '../domain/record.ts';
import { matchingEntries, type SearchEntry } from '../domain/search.ts';
import { formatLanguage } from '../i18n/format.ts';
import { said } from '../i18n/localized.ts';
import type { Language } from '../i18n/messages.ts';
import { loadSearchEntries } from '../storage/search.ts';
import type { Table } from '../storage/table.ts';

const languages: readonly Language[] = ['en', 'fr', 'es', 'ar'];

/** The projects that a query finds, the best first. */
export async function searchRecords(table: Table, query: string): Promise<readonly SearchEntry[]> {
  return query === '' ? [] : matchingEntries(await loadSearchEntries(table), query, namesOfCode);
}

/** What a country, region, language or one of some choices is called on pages of all languages. */
function namesOfCode(code: string): readonly string[] {
  const choice = fields.flatMap((field) => {
    const { choices } = kindOf(field);
    return choices && Object.hasOwn(choices, code) ? (choices[code] ?? []) : [];
  });
  if (choice.length > 0) return choice.flatMap((name) => languages.map((language) => said(name, language)));
  // Places are in capitals or digits, languages in small letters.
  return /^[a-z]/.test(code)
    ? languages.map((language) => formatLanguage(code, language))
    : namesOfPlace(code);
}
