/** What became of the items of a list. */
export type ChangedLines = {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly kept: number;
  /** Of those that are kept, the ones that stand elsewhere among them now. */
  readonly moved: readonly Move[];
};

/** An item with its places in a list, counted from 1. */
export type Move = { readonly item: string; readonly from: number; readonly to: number };

/** Holds two lists against each other, line by line. */
export function changedLines(old: readonly string[], now: readonly string[]): ChangedLines {
  const removed = without(old, now);
  const added = without(now, old);
  return { removed, added, kept: old.length - removed.length, moved: moves(old, now) };
}

/** The fewest items which, taken elsewhere, turn the order of what two lists share from one into the other. */
function moves(old: readonly string[], now: readonly string[]): readonly Move[] {
  const places = new Map<string, number[]>();
  for (const [index, item] of old.entries()) places.set(item, [...(places.get(item) ?? []), index]);
  const shared = now.flatMap((item, to) => {
    const from = places.get(item)?.shift();
    return from === undefined ? [] : [{ item, from: from + 1, to: to + 1 }];
  });
  const steady = longestRising(shared.map(({ from }) => from));
  return shared.filter((_, index) => !steady.has(index));
}

/** The positions of a longest rising run of numbers, which need not stand side by side. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const best: number[][] = [];
  for (const [index, number] of numbers.entries()) {
    const before = best.slice(0, index).filter((run) => (numbers[run.at(-1) ?? 0] ?? 0) < number);
    const longest = before.reduce((a, b) => (b.length > a.length ? b : a), []);
    best.push([...longest, index]);
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []));
}

/** The items of `all` that `taken` does not have as often. */
function without(all: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...taken];
  return all.filter((item) => {
    const at = left.indexOf(item);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}
