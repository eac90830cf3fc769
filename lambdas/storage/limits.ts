import { keys } from './keys.ts';
import { makeSalt } from './salts.ts';
import { sha256 } from './secrets.ts';
import type { Table } from './table.ts';

/** How often something may happen in a window of time. */
export type Limit = { readonly name: string; readonly most: number; readonly seconds: number };

/**
 * Counts more of what somebody does, by a hash that nobody can turn back: its salt lives no longer than the window.
 * @param who a network, an address, a domain
 * @param more how many at once
 * @returns null while it is within the limit, else the seconds until it may be tried again
 */
export async function countAgainst(
  table: Table,
  limit: Limit,
  who: string,
  now: Date,
  more = 1,
): Promise<number | null> {
  const seconds = Math.floor(now.getTime() / 1000);
  const window = Math.floor(seconds / limit.seconds);
  const end = (window + 1) * limit.seconds;
  const salt = await makeSalt(table, `${limit.name}#${window}`, end);
  const count = await table.count(keys.count(limit.name, sha256(salt + who)), end, more);
  return count > limit.most ? end - seconds : null;
}
