import { numbered } from '../domain/slug.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** Whether a project has or had an id, be it by another name, or as one that is gone. */
export async function isTaken(table: Table, id: string): Promise<boolean> {
  const [record, alias] = await Promise.all([table.get(keys.record(id)), table.get(keys.alias(id))]);
  return record !== null || alias !== null;
}

/** How many numbers are tried, one after the other. */
const TRIES = 20;

/**
 * The id that was wished for, or the next of its kind that nothing ever had.
 * @param last what is put behind it where that many have one of its kind
 */
export async function freeId(table: Table, wished: string, last: string): Promise<string> {
  for (let nth = 1; nth <= TRIES; nth += 1) {
    const id = numbered(wished, nth);
    if (!(await isTaken(table, id))) return id;
  }
  return `${wished.slice(0, 80).replace(/-+$/, '')}-${last}`;
}
