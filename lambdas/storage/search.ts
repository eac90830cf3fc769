import { sameJson } from '../domain/canonical.ts';
import type { InventoryRecord } from '../domain/record.ts';
import { type SearchEntry, searchEntry } from '../domain/search.ts';
import { searchChunks, searchEntries } from './items/releases.ts';
import { keys, searchRows } from './keys.ts';
import type { Item } from './stored.ts';
import type { Table, Write } from './table.ts';

export async function loadSearchEntries(table: Table): Promise<readonly SearchEntry[]> {
  const rows = await table.query(searchRows, { whole: 'search' });
  const entries = rows.flatMap((row) =>
    isChunk(row) ? searchChunks.read(row).entries : searchEntries.read(row),
  );
  // While rows are made anew there are both, the newer ones behind.
  const newest = new Map(entries.map((entry) => [entry.id, { codes: [], words: '', ...entry }]));
  return [...newest.values()];
}

function isChunk({ sk }: Item): boolean {
  return sk.startsWith('CHUNK#');
}

/** What the search knows of a record that is published, or was. */
export function searchWrites(
  id: string,
  before: InventoryRecord | null,
  after: InventoryRecord | null,
): readonly Write[] {
  if (after === null) return before === null ? [] : [{ remove: keys.searchEntry(id) }];
  const entry = searchEntry(after);
  if (before !== null && sameJson(searchEntry(before), entry)) return [];
  return [{ put: searchEntries.item(keys.searchEntry(id), entry) }];
}

/** Removes rows that were kept before each record had its own. */
export async function removeSearchChunks(table: Table): Promise<void> {
  const rows = await table.query(searchRows, { whole: 'search' });
  for (const { pk, sk } of rows.filter(isChunk)) await table.transact([{ remove: { pk, sk } }]);
}
