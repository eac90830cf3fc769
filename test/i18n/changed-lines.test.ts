import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedLines } from '../../lambdas/i18n/changed-lines.ts';

const movedOf = (old: string, now: string) =>
  changedLines([...old], [...now]).moved.map(({ item, from, to }) => `${item} ${from} ${to}`);

describe('the order of a list', () => {
  test.each([
    ['abc', 'abc', []],
    ['ab', 'ba', ['a 1 2']],
    ['abcd', 'dabc', ['d 4 1']],
    ['abcd', 'bcda', ['a 1 4']],
    ['abc', 'xabc', []],
    ['abc', 'ac', []],
    ['abc', 'cxa', ['a 1 3']],
    ['aab', 'aba', ['a 2 3']],
    ['', 'abc', []],
  ])('from %s to %s says what was taken elsewhere', (old, now, moved) => {
    expect(movedOf(old, now)).toEqual(moved);
  });

  test('is told for every other order, and for none that is the same', () => {
    const lists = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat()), (old, numbers) => {
        const now = old
          .map((item) => [item, numbers.next().value] as const)
          .sort((a, b) => a[1] - b[1])
          .map(([item]) => item);
        const { removed, added, kept, moved } = changedLines(old, now);
        expect([removed, added, kept]).toEqual([[], [], old.length]);
        expect(moved.length > 0).toBe(old.join() !== now.join());
      }),
    );
  });
});
