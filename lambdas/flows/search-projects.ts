import { namesOfPlace } from '../domain/place-names.ts';
import { statuses, themes } from '../domain/record.ts';
import { matchingEntries, type SearchEntry } from '../domain/search.ts';
import { formatLanguage } from '../i18n/format.ts';
import { type Language, messagesFor } from '../i18n/messages.ts';
import { loadSearchEntries } from '../storage/search.ts';
import type { Table } from '../storage/table.ts';

const languages: readonly Language[] = ['en', 'fr', 'es', 'ar'];

/** The projects that a query finds, the best first. */
export async function searchProjects(table: Table, query: string): Promise<readonly SearchEntry[]> {
  return query === '' ? [] : matchingEntries(await loadSearchEntries(table), query, namesOfCode);
}

/** What a country, region, theme, status or language is called on pages of all languages. */
function namesOfCode(code: string): readonly string[] {
  const theme = themes.find((one) => one === code);
  const status = statuses.find((one) => one === code);
  const labels = languages.map((language) => messagesFor(language).labels);
  if (theme) return labels.map((one) => one.theme[theme]);
  if (status) return labels.map((one) => one.projectStatus[status]);
  // Places are in capitals or digits, languages in small letters.
  return /^[a-z]/.test(code)
    ? languages.map((language) => formatLanguage(code, language))
    : namesOfPlace(code);
}
