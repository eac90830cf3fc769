import { sameJson } from '../domain/canonical.ts';
import type { Inventory } from '../domain/release.ts';
import { absentOrAtMost } from './conditions.ts';
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

/** Bytes of entries an item holds; DynamoDB's limit is 400 KB, and an entry of the longest names has about 60. */
const CHUNK_BYTES = 100_000;

export async function loadSearchEntries(table: Table): Promise<readonly SearchEntry[]> {
  const chunks = await table.query(searchRows, { whole: 'search' });
  return chunks.flatMap((chunk) => chunk['entries'] as readonly SearchEntry[]);
}

/**
 * Brings the search rows up to the inventory of a release; chunks that say the same already are left alone.
 * @returns false when the rows are of a later release: whoever asked has slept
 */
export async function storeSearchEntries(
  table: Table,
  inventory: Inventory,
  sequence: number,
): Promise<boolean> {
  const chunks = chunked(searchEntries(inventory));
  const stored = await table.query(searchRows, { whole: 'search' });
  const count = Math.max(stored.length, chunks.length);
  for (let number = 0; number < count; number += 1) {
    const entries = chunks[number] ?? [];
    if (sameJson(stored[number]?.['entries'], entries)) continue;
    const chunk = { ...keys.searchChunk(number), sequence, entries };
    const { refused } = await table.put(chunk, absentOrAtMost('sequence', sequence));
    if (refused.length > 0) return false;
  }
  return true;
}

function chunked(entries: readonly SearchEntry[]): readonly (readonly SearchEntry[])[] {
  const chunks: SearchEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(JSON.stringify(entry));
    if (bytes > room) {
      chunks.push([]);
      room = CHUNK_BYTES;
    }
    chunks.at(-1)?.push(entry);
    room -= bytes;
  }
  return chunks;
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

/** More than anybody searches for; what stands behind them is not looked for. */
const MOST_WORDS = 20;

/** The entries in which every word of the query occurs, accents and case aside. */
export function matchingEntries(entries: readonly SearchEntry[], query: string): readonly SearchEntry[] {
  const words = [...new Set(folded(query).split(/\s+/).filter(Boolean))].slice(0, MOST_WORDS);
  return entries.filter(({ title, code, organisations }) => {
    const text = folded([title, code ?? '', ...organisations].join(' '));
    return words.every((word) => text.includes(word));
  });
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
