import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedLines } from '../../lambdas/i18n/changed-lines.ts';
import { marksOf } from '../../lambdas/pages/marks.ts';

test('marks read as the old text and as the new one', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (old, now) => {
      const marks = marksOf(old, now);
      const read = (without: string) =>
        marks
          .filter(({ kind }) => kind !== without)
          .map(({ text }) => text)
          .join('');
      expect(read('added')).toBe(old);
      expect(read('removed')).toBe(now);
    }),
    { numRuns: 200 },
  );
});

test('texts with little in common are marked as a whole', () => {
  expect(marksOf('Finland', 'about 12 months')).toEqual([
    { kind: 'removed', text: 'Finland' },
    { kind: 'added', text: 'about 12 months' },
  ]);
});

describe('lists', () => {
  test('order makes no item another', () => {
    expect(changedLines(['a', 'b'], ['b', 'a'])).toMatchObject({ removed: [], added: [], kept: 2 });
  });

  test('an item that is there twice counts twice', () => {
    expect(changedLines(['a', 'a'], ['a', 'c'])).toMatchObject({ removed: ['a'], added: ['c'], kept: 1 });
  });
});
