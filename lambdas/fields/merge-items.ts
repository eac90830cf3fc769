import { canonicalJson } from '../domain/canonical.ts';
import { sameToReader } from '../domain/same.ts';
import type { Merge } from './kind.ts';

/** How items of a set are told apart, and what of them is compared. */
export type ItemRule<Item> = {
  identity(item: Item): string;
  body(item: Item): unknown;
};

/** Two items are one where they say the same. */
export const byValue: ItemRule<unknown> = { identity: canonicalJson, body: (item) => item };

type Items<Item> = ReadonlyMap<string, Item>;

/** Merges what two people did to a set, item by item. */
export function mergeItems<Item>(
  from: readonly Item[],
  to: readonly Item[],
  now: Item[],
  rule: ItemRule<Item>,
): Merge<Item[]> {
  const [before, wanted, current] = [itemsOf(from, rule), itemsOf(to, rule), itemsOf(now, rule)];
  const same = (a: Item | undefined, b: Item | undefined) =>
    a === undefined || b === undefined ? a === b : sameToReader(rule.body(a), rule.body(b));
  const touched = [...new Set([...before.keys(), ...wanted.keys()])].filter(
    (key) => !same(before.get(key), wanted.get(key)),
  );
  const moved = touched.filter((key) => !same(current.get(key), wanted.get(key)));
  if (moved.length === 0) return { kind: 'same', merged: now };
  const merged = [...withChanges(current, wanted, moved).values()];
  if (moved.some((key) => !same(current.get(key), before.get(key)))) return { kind: 'conflict', merged };
  const untouched =
    current.size === before.size && [...current].every(([key, item]) => same(item, before.get(key)));
  return { kind: untouched ? 'clean' : 'merged', merged };
}

/** Order as stored, new items last in the order in which the contributor has them. */
function withChanges<Item>(current: Items<Item>, wanted: Items<Item>, moved: readonly string[]): Items<Item> {
  const result = new Map(current);
  for (const key of moved) {
    const item = wanted.get(key);
    if (item === undefined) result.delete(key);
    else result.set(key, item);
  }
  return result;
}

/** Items by identity; the second item of one identity counts as another, so that none is lost. */
function itemsOf<Item>(list: readonly Item[], rule: ItemRule<Item>): Items<Item> {
  const items = new Map<string, Item>();
  for (const item of list) {
    const identity = rule.identity(item);
    let key = identity;
    for (let nth = 2; items.has(key); nth += 1) key = `${identity} #${nth}`;
    items.set(key, item);
  }
  return items;
}
