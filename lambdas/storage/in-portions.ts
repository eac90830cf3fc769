import type { Item } from './stored.ts';
import type { QueryOptions, Table } from './table.ts';

type Listed = Omit<QueryOptions, 'limit' | 'whole' | 'behind'>;

/** A list of any length, portion by portion: a caller that has enough stops, and nothing more is read. */
export async function* inPortions(
  table: Table,
  pk: string,
  options: Listed,
  limit: number,
): AsyncGenerator<readonly Item[]> {
  let behind: string | null = null;
  for (;;) {
    const portion: readonly Item[] = await table.query(pk, { ...options, limit, behind });
    if (portion.length > 0) yield portion;
    if (portion.length < limit) return;
    behind = portion.at(-1)?.sk ?? null;
  }
}
