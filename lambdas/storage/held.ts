import { absent, matching } from './conditions.ts';
import { holdCounts } from './items/limits.ts';
import { keys } from './keys.ts';
import type { Committed, Table, Write } from './table.ts';
import { untilUnmoved } from './until-unmoved.ts';

/** How many records are on hold; `revision` guards each change of that. */
type Held = { readonly count: number; readonly revision: number };

async function loadHeld(table: Table): Promise<Held> {
  const item = await table.get(keys.held);
  return item ? holdCounts.read(item) : { count: 0, revision: 0 };
}

export async function countHeld(table: Table): Promise<number> {
  return (await loadHeld(table)).count;
}

type Holding = {
  /** How many more records are on hold with it, or fewer. */
  readonly more: number;
  /** How many may be, where it makes them more. */
  readonly mostHeld: number;
};

/**
 * A transaction that counts what it takes on hold and lets go.
 * @param commit how it is committed, the writes in front
 * @returns false when a condition of its own refused, or too many would be on hold: nothing is written then
 */
export async function transactHolding(
  table: Table,
  { more, mostHeld }: Holding,
  writes: readonly Write[],
  commit: (writes: readonly Write[]) => Promise<Committed> = table.transact,
): Promise<boolean> {
  const stored = await untilUnmoved(Number.POSITIVE_INFINITY, async () => {
    const held = more === 0 ? null : await loadHeld(table);
    if (held && more > 0 && held.count + more > mostHeld) return false;
    const counting = held ? [countedWrite(held, more)] : [];
    const { refused } = await commit([...writes, ...counting]);
    if (refused.length === 0) return true;
    // Only the count moved, as somebody else was counted meanwhile: that is no reason to refuse.
    return !held || refused.some((position) => position !== writes.length) ? false : null;
  });
  return stored ?? false;
}

function countedWrite({ count, revision }: Held, more: number): Write {
  const held = { count: Math.max(0, count + more), revision: revision + 1 };
  return { put: holdCounts.item(keys.held, held), when: revision === 0 ? absent : matching({ revision }) };
}
