import { afterEach, beforeEach, expect, type Mock, test, vi } from 'vitest';
import { readAmount } from '../../lambdas/domain/read-amount.ts';
import { readDate } from '../../lambdas/domain/read-date.ts';
import { readPlaces } from '../../lambdas/domain/read-place.ts';
import { check, type Problem } from '../../lambdas/domain/refusals.ts';
import { matchingEntries } from '../../lambdas/domain/search.ts';
import { correctionSchema } from '../../lambdas/submissions/correction/document.ts';

/** Normalizing costs the square of a pile of marks: 30 000 of them a fifth of a second. */
const pile = `a${'\u0315\u0301\u0323'.repeat(10_000)}`;

let normalize: Mock<string['normalize']>;
beforeEach(() => {
  normalize = vi.spyOn(String.prototype, 'normalize');
});
afterEach(() => normalize.mockRestore());

/** The most characters that were normalized in one go. */
function longestNormalized(): number {
  return Math.max(0, ...normalize.mock.contexts.map((text) => String(text).length));
}

const correction = (to: string, comment = 'x') => ({
  kind: 'correction',
  record: 'a',
  version: 1,
  changes: [{ field: 'summary', from: null, to }],
  comment,
});

function rulesOf(document: unknown): readonly Problem['rule'][] {
  return (check(correctionSchema, document).problems ?? []).map(({ rule }) => rule);
}

test('a text far too long is refused before it is normalized', () => {
  expect(rulesOf(correction(pile, pile))).toEqual(['too-long', 'too-long']);
  const contributor = { name: pile, organisation: pile };
  expect(rulesOf({ ...correction('x'), contributor, evidence: [pile] })).toEqual(Array(3).fill('too-long'));
  expect(longestNormalized()).toBeLessThan(1_000);
});

test('so is a pile of marks that would fit', () => {
  expect(rulesOf(correction(pile.slice(0, 5_000), pile.slice(0, 32)))).toEqual(
    Array(2).fill('unreadable-characters'),
  );
  expect(rulesOf({ ...correction('x'), evidence: [`https://a.example/${pile.slice(0, 99)}`] })).toEqual([
    'unreadable-characters',
  ]);
  expect(longestNormalized()).toBeLessThan(1_000);
});

test('a text that fits once it is normalized is taken', () => {
  // Four characters that become one, the most there are of them.
  expect(rulesOf(correction('\u03b1\u0313\u0300\u0345'.repeat(5_000), pile.slice(0, 31)))).toEqual([]);
  expect(rulesOf(correction('\u03b1\u0313\u0300\u0345'.repeat(5_000), '𝒳'.repeat(2_000)))).toEqual([]);
});

test('what is longer than any date or place is neither, and is not normalized', () => {
  expect(readDate(`${pile} 2020`, String).doubt).toEqual({ rule: 'not-a-date' });
  expect(readAmount(`${pile} 2020`, 'en', String).doubt).toEqual({ rule: 'not-an-amount' });
  expect(readPlaces(pile, String).doubt).toEqual({ rule: 'not-a-place' });
  expect(longestNormalized()).toBeLessThan(1_000);
});

test('a search looks for the first twenty words, each once, in what is not longer than a question', () => {
  const entry = { id: 'a', title: 'one two', code: null, url: null, organisations: [], codes: [], words: '' };
  const find = (query: string) => matchingEntries([entry], query, () => []);
  expect(find('two '.repeat(2_000))).toHaveLength(1);
  const includes = vi.spyOn(String.prototype, 'includes');
  find(Array.from({ length: 2_000 }, (_, index) => `o${index}`).join(' '));
  // The title has two words, both as one, their initials; the text has none, which is a word, too.
  expect(includes.mock.calls.length).toBeLessThanOrEqual(20 * 5);
  includes.mockRestore();
  find(pile);
  expect(longestNormalized()).toBeLessThan(1_000);
});
