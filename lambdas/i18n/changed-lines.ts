/** What became of the items of a list, whatever their order. */
export type ChangedLines = {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly kept: number;
};

/** Holds two lists against each other, line by line. */
export function changedLines(old: readonly string[], now: readonly string[]): ChangedLines {
  const removed = without(old, now);
  return { removed, added: without(now, old), kept: old.length - removed.length };
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
