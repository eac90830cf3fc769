import { type ChangeObject, diffChars, diffWordsWithSpace } from 'diff';

/** A stretch of a text, by what became of it. */
export type Mark = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** Up to here single characters are marked, beyond only words: a changed digit shows, a rewritten text stays legible. */
const SHORT = 60;
/** Texts further apart than this many edits are marked as a whole, so that comparing stays quick. */
const MAX_EDITS = 600;

/** What changed between two texts: without the added marks it reads as the old one, without the removed as the new. */
export function marksOf(old: string, now: string): readonly Mark[] {
  const compare = old.length <= SHORT && now.length <= SHORT ? diffChars : diffWordsWithSpace;
  const parts = compare(old, now, { maxEditLength: MAX_EDITS });
  return parts && alike(parts, Math.max(old.length, now.length)) ? parts.map(markOf) : replaced(old, now);
}

/** Whether enough is common for marks to help the eye. */
function alike(parts: readonly ChangeObject<string>[], length: number): boolean {
  const common = parts.filter((part) => !part.added && !part.removed);
  return common.reduce((sum, part) => sum + part.value.length, 0) >= length / 3;
}

function markOf(part: ChangeObject<string>): Mark {
  return { kind: part.added ? 'added' : part.removed ? 'removed' : 'same', text: part.value };
}

function replaced(old: string, now: string): readonly Mark[] {
  const marks: readonly Mark[] = [
    { kind: 'removed', text: old },
    { kind: 'added', text: now },
  ];
  return marks.filter(({ text }) => text !== '');
}
