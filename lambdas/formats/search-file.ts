import { definition } from '#inventory/definition.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { describedBy } from '../domain/duplicates.ts';
import type { Field, InventoryRecord } from '../domain/record.ts';
import { jsonOfParts } from './format.ts';

/** The inventory's own names for what a search box may filter by, and the field of each. */
const filters = Object.entries((definition.searchFile ?? {}) as Readonly<Record<string, Field>>);

/** `search.json`: what a search box needs of each record, and no more. */
export const searchFile = jsonOfParts(
  'v1/search.json',
  'records',
  ({ sequence }) => ({ sequence }),
  (record) => canonicalJson(searchedPart(record)),
);

function searchedPart(record: InventoryRecord): unknown {
  const { title, code } = describedBy(record);
  const filtered = filters.map(([name, field]) => [name, record[field]] as const);
  return { id: record.id, title, code, ...Object.fromEntries(filtered) };
}
