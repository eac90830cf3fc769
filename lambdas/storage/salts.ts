import { absent } from './conditions.ts';
import { salts } from './items/limits.ts';
import { keys } from './keys.ts';
import { newSalt } from './secrets.ts';
import type { Table } from './table.ts';

/** The salt of a window of time; null when nobody made one. */
export async function loadSalt(table: Table, window: string): Promise<string | null> {
  const item = await table.get(keys.salt(window));
  return item && salts.read(item).salt;
}

/**
 * The salt of a window: made by the first request that needs it, and forgotten after it.
 * @param expires null for one that stays, of what goes by itself
 */
export async function makeSalt(table: Table, window: string, expires: number | null): Promise<string> {
  const known = await loadSalt(table, window);
  if (known !== null) return known;
  const salt = newSalt();
  const item = salts.item(keys.salt(window), { salt, ...(expires === null ? {} : { expires }) });
  const { refused } = await table.put(item, absent);
  return refused.length === 0 ? salt : makeSalt(table, window, expires);
}
