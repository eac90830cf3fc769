/** What is compared of a project. */
type Named = { readonly title: string; readonly code: string | null };

/** More of the longer title's words than this in common is suspicious. */
const ALIKE = 0.6;

/**
 * The projects that a proposed one may be already: of the same code, or with a title much like it, accents, case and
 * punctuation aside. For a person to look at; nothing is refused by it.
 */
export function probableDuplicates<Entry extends Named>(
  proposed: Named,
  entries: readonly Entry[],
): readonly Entry[] {
  const code = proposed.code === null ? null : folded(proposed.code);
  const words = wordsOf(proposed.title);
  return entries.filter(
    (entry) => (code !== null && code === folded(entry.code ?? '')) || areAlike(words, wordsOf(entry.title)),
  );
}

function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared / Math.max(a.size, b.size) >= ALIKE;
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(
    folded(title)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
