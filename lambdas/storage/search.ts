import { sameJson } from '../domain/canonical.ts';
import type { Inventory } from '../domain/release.ts';
import { type SearchEntry, searchEntry } from '../domain/search.ts';
import { absentOrAtMost } from './conditions.ts';
import { searchChunks } from './items/releases.ts';
import { keys, searchRows } from './keys.ts';
import type { Table } from './table.ts';

/** Bytes of entries an item holds; DynamoDB's limit is 400 KB, and an entry of the longest names and words has about 100. */
const CHUNK_BYTES = 100_000;

export async function loadSearchEntries(table: Table): Promise<readonly SearchEntry[]> {
  const chunks = await table.query(searchRows, { whole: 'search' });
  const entries = chunks.flatMap((chunk) => searchChunks.read(chunk).entries);
  return entries.map((entry) => ({ codes: [], words: '', ...entry }));
}

/**
 * Brings the search rows up to the inventory of a release; chunks that say the same already are left alone.
 * @returns false when the rows are of a later release: the publisher that asked has slept
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
    const chunk = searchChunks.item(keys.searchChunk(number), { sequence, entries });
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
  return [...inventory.values()].map(searchEntry).sort((a, b) => (a.id < b.id ? -1 : 1));
}
