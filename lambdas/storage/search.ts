import { sameJson } from '../domain/canonical.ts';
import type { Inventory } from '../domain/release.ts';
import { keys, searchRows } from './keys.ts';
import type { Table } from './table.ts';

/** What the search knows of a published record. */
export type SearchEntry = {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly url: string | null;
  readonly organisations: readonly string[];
};

/** Entries an item holds: well below DynamoDB's 400 KB even where every text is at its limit. */
const CHUNK_SIZE = 200;

export async function loadSearchEntries(table: Table): Promise<readonly SearchEntry[]> {
  const chunks = await table.query(searchRows);
  return chunks.flatMap((chunk) => chunk['entries'] as readonly SearchEntry[]);
}

/** Brings the search rows up to an inventory; chunks that say the same already are left alone. */
export async function storeSearchEntries(table: Table, inventory: Inventory): Promise<void> {
  const entries = searchEntries(inventory);
  const stored = await table.query(searchRows);
  const count = Math.max(stored.length, Math.ceil(entries.length / CHUNK_SIZE));
  for (let number = 0; number < count; number += 1) {
    const chunk = entries.slice(number * CHUNK_SIZE, (number + 1) * CHUNK_SIZE);
    if (!sameJson(stored[number]?.['entries'], chunk))
      await table.put({ ...keys.searchChunk(number), entries: chunk });
  }
}

function searchEntries(inventory: Inventory): readonly SearchEntry[] {
  return [...inventory.values()]
    .map(({ id, title, code, url, funders, implementers, partners }) => ({
      id,
      title,
      code,
      url,
      organisations: [...new Set([...funders, ...implementers, ...partners].map(({ name }) => name))],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The entries in which every word of the query occurs, accents and case aside. */
export function matchingEntries(entries: readonly SearchEntry[], query: string): readonly SearchEntry[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return entries.filter(({ title, code, organisations }) => {
    const text = folded([title, code ?? '', ...organisations].join(' '));
    return words.every((word) => text.includes(word));
  });
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
