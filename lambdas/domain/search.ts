import type { Kind, Searched } from '../fields/kind.ts';
import { describedBy } from './duplicates.ts';
import { editDistance } from './edit-distance.ts';
import { foldedLetters, plainSigns } from './fold.ts';
import { contentOf, fields, type InventoryRecord, kindOf } from './record.ts';

/** What the search knows of a published record. */
export type SearchEntry = {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly url: string | null;
  readonly organisations: readonly string[];
  /** Of countries, regions, languages and choices: what these are called, pages know. */
  readonly codes: readonly string[];
  /** The other words of all fields of its page, folded, each once. */
  readonly words: string;
};

/** Counts the ways in which what is kept beside the files was made: a publisher that finds older ones makes them anew. */
export const SEARCH_FORMAT = 3;

/** Characters of other words that an entry holds; the fields that say most come first. */
const MOST_CHARACTERS = 6000;

export function searchEntry(record: InventoryRecord): SearchEntry {
  const content = contentOf(record);
  const said = fields.map((field) => ({ ...kindOf(field), ...kindOf(field).searched(content[field]) }));
  const names = [...new Set(said.flatMap((one) => one.names))];
  const { title, code, url } = describedBy(record);
  return {
    id: record.id,
    title,
    code,
    url,
    organisations: names,
    codes: said.flatMap((one) => one.codes),
    words: otherWords([record.id, ...inOrderOfWeight(said)], [title, ...names]),
  };
}

type Said = Pick<Kind, 'sort'> & Pick<Searched, 'words'>;

/** Long texts would leave no room for the others. */
function inOrderOfWeight(said: readonly Said[]): readonly string[] {
  const isLong = ({ sort }: Said) => sort === 'prose';
  return [...said.filter((one) => !isLong(one)), ...said.filter(isLong)].flatMap(({ words }) => words);
}

function otherWords(texts: readonly string[], besides: readonly string[]): string {
  const known = new Set(besides.flatMap(wordsOf));
  const words = new Set<string>();
  let room = MOST_CHARACTERS;
  for (const word of texts.flatMap((text) => wordsOf(withoutScheme(text)))) {
    if (known.has(word) || words.has(word) || word.length >= room) continue;
    words.add(word);
    room -= word.length + 1;
  }
  return [...words].join(' ');
}

/** What all addresses of web pages begin with says nothing of any. */
function withoutScheme(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:https?:\/\/(?:www\.)?|www\.)/giu, '');
}

/** Folded words; digits with signs between thousands are one. */
export function wordsOf(text: string): readonly string[] {
  const folded = foldedLetters(plainSigns(text)).replace(/(?<=\d)[.,'](?=\d{3}(?!\d))/g, '');
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words that are looked for only where nothing else is. */
const little = new Set(
  'a an and at by for from in of on or the to de des du el en et la las le les los y في من و'.split(' '),
);
/** More than anybody searches for; what stands behind them is not looked for. */
const MOST_WORDS = 20;
const LONGEST_QUERY = 300;

/** How well a word is met: not at all, but for a typo, somewhere inside, at its beginning, wholly. */
type Quality = 0 | 1 | 2 | 3 | 4;
const SHORTEST_INSIDE = 3;
const SHORTEST_TYPO = 4;

function qualityOf(wanted: string, word: string): Quality {
  if (word === wanted) return 4;
  if (word.startsWith(wanted)) return 3;
  if (word.includes(wanted)) return wanted.length < SHORTEST_INSIDE && /^[a-z0-9]+$/.test(wanted) ? 0 : 2;
  // A digit more or less is another number.
  if (wanted.length < SHORTEST_TYPO || /\d/.test(wanted)) return 0;
  return mayBeTypo(wanted, word) && editDistance(wanted, word, 1) <= 1 ? 1 : 0;
}

/** One typo leaves either the first letter or the last two, so most words need not be counted out. */
function mayBeTypo(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= 1 && (a[0] === b[0] || a.slice(-2) === b.slice(-2));
}

/** What counts more: to be in the title, or to be what somebody or some place is called, than to be in a text. */
const [TITLE, NAME, TEXT] = [8, 4, 1];

/**
 * The entries in which every word of a query occurs, in any order, accents and case aside, perhaps with one typo; those
 * first whose titles and names meet it best.
 * @param namesOf what a code of an entry is called
 */
export function matchingEntries<Entry extends SearchEntry>(
  entries: readonly Entry[],
  query: string,
  namesOf: (code: string) => readonly string[],
): readonly Entry[] {
  const all = [...new Set(wordsOf(withoutScheme(query.slice(0, LONGEST_QUERY))))];
  const telling = all.filter((word) => !little.has(word));
  const wanted = (telling.length > 0 ? telling : all).slice(0, MOST_WORDS);
  if (wanted.length === 0) return [];
  // Inventories say the same words again and again: each is held against the query once.
  const met = new Map<string, readonly Met[]>();
  const metBy = (word: string) => {
    const known = met.get(word) ?? wanted.flatMap((one, index) => metAt(index, qualityOf(one, word)));
    met.set(word, known);
    return known;
  };
  const called = new Map<string, readonly string[]>();
  const wordsOfCode = (code: string) => {
    const known = called.get(code) ?? namesOf(code).flatMap(wordsOf);
    called.set(code, known);
    return known;
  };
  return entries
    .map((entry) => ({ entry, score: score(entry, wanted.length, metBy, wordsOfCode) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** Which word of the query is met, and how well. */
type Met = { readonly index: number; readonly quality: Quality };

function metAt(index: number, quality: Quality): readonly Met[] {
  return quality === 0 ? [] : [{ index, quality }];
}

function score(
  { title, code, organisations, codes, words }: SearchEntry,
  count: number,
  metBy: (word: string) => readonly Met[],
  wordsOfCode: (code: string) => readonly string[],
): number {
  const best: number[] = Array.from({ length: count }, () => 0);
  const look = (list: readonly string[], weight: number) => {
    for (const word of list) {
      for (const { index, quality } of metBy(word)) {
        if (quality * weight > (best[index] ?? 0)) best[index] = quality * weight;
      }
    }
  };
  look(spelled(title), TITLE);
  look([...organisations.flatMap(spelled), ...wordsOf(code ?? ''), ...codes.flatMap(wordsOfCode)], NAME);
  look(words.split(' '), TEXT);
  return best.every((one) => one > 0) ? best.reduce((sum, one) => sum + one, 0) : 0;
}

/** The words of a name, neighbours as one word, and what its initials make: `cybersecurity`, `coe`. */
function spelled(name: string): readonly string[] {
  const words = wordsOf(name);
  const pairs = words.slice(1).map((word, index) => `${words[index]}${word}`);
  const initials = words.map(([first = '']) => first).join('');
  const capitals =
    name
      .match(/(?<![\p{L}\p{N}])\p{Lu}/gu)
      ?.join('')
      .toLowerCase() ?? '';
  return [...words, ...pairs, ...[initials, foldedLetters(capitals)].filter(({ length }) => length > 1)];
}
