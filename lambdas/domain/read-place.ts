import { editDistance } from './edit-distance.ts';
import { plainSigns } from './fold.ts';
import { names, placesNamed, squeezed } from './place-names.ts';
import { placeCodes } from './places.ts';
import { saysNothing } from './read-amount.ts';
import type { Doubt, Reading } from './reading.ts';

/** The name of a place in the language of the form. */
export type NamePlace = (code: string) => string;

/** Longer than any name. */
const LONGEST_NAME = 120;
/** As many names as a list may have items. */
const LONGEST_TYPED = 3000;

/**
 * The codes of the countries or regions that stand in a box: by name, usual, official or former, or by code; several are
 * read where each of them is certain.
 */
export function readPlaces(typed: string, name: NamePlace): Reading<readonly string[]> {
  if (typed.length > LONGEST_TYPED) return { doubt: { rule: 'not-a-place' } };
  const one = readOne(typed, name);
  if (one.doubt?.rule !== 'not-a-place') return one;
  const parts = partsOf(typed);
  if (parts.length < 2) return one;
  const read = parts.map((part) => readOne(part, name));
  const doubt = read.find((reading) => reading.doubt)?.doubt;
  // What is offered would take the place of the whole box, the certain ones with it.
  if (doubt) return { doubt: { rule: 'several-places' } };
  return { value: [...new Set(read.flatMap((reading) => reading.value ?? []))] };
}

/** Several places in one text, each of which is one: such a text is no name of anything else. */
export function isListOfPlaces(text: string): boolean {
  if (text.length > LONGEST_NAME || placesNamed(text)) return false;
  const parts = partsOf(text);
  return parts.length > 1 && parts.every((part) => placesNamed(part) !== null);
}

/** `Kenya, Uganda and Bosnia and Herzegovina`: names have commas and an “and” of their own, so the longest that is one is taken. */
function partsOf(typed: string): readonly string[] {
  const listed = typed.split(/[;,\n|/+•]|\s-\s/).flatMap((part) => {
    const words = part.trim().split(/\s+(?:and|et|y|&|و)\s+/iu);
    return joined(words);
  });
  return listed.map((part) => part.trim()).filter(Boolean);
}

function joined(words: readonly string[]): readonly string[] {
  for (let end = words.length; end > 1; end -= 1) {
    const name = words.slice(0, end).join(' and ');
    if (placesNamed(name)) return [name, ...joined(words.slice(end))];
  }
  return words.length === 0 ? [] : [words[0] ?? '', ...joined(words.slice(1))];
}

function readOne(typed: string, name: NamePlace): Reading<readonly string[]> {
  const text = plainSigns(typed);
  if (text.length > LONGEST_NAME) return { doubt: { rule: 'not-a-place' } };
  const coded = /\(([A-Za-z]{2}|\d{3})\)$/.exec(text)?.[1]?.toUpperCase();
  if (coded !== undefined && placeCodes.includes(coded)) return { value: [coded] };
  const meant = placesNamed(text);
  if (!meant) return { doubt: saysNothing(text) ? { rule: 'leave-empty' } : unknown(text, name) };
  if ('near' in meant) return { doubt: { rule: 'place-without-code', offers: written(meant.near, name) } };
  return meant.isCertain
    ? { value: meant.places }
    : { doubt: { rule: 'place-asked', offers: written(meant.places, name) } };
}

/** The name, and the code where the name alone is not certain. */
export function writtenPlace(code: string, name: NamePlace): string {
  const meant = placesNamed(name(code));
  return meant && 'isCertain' in meant && meant.isCertain && meant.places[0] === code
    ? name(code)
    : `${name(code)} (${code})`;
}

function written(codes: readonly string[], name: NamePlace): readonly string[] {
  return codes.map((code) => writtenPlace(code, name));
}

const MOST_SUGGESTED = 3;

/** The places whose names are nearest to what was typed; of a numeric code, what it is with the zeros that spreadsheets drop. */
function unknown(text: string, name: NamePlace): Doubt {
  const padded = /^\d{1,2}$/.test(text) ? placesNamed(text.padStart(3, '0')) : null;
  if (padded && 'places' in padded) return { rule: 'not-a-place', offers: written(padded.places, name) };
  const typed = squeezed(text);
  const most = typed.length < 5 ? 1 : typed.length < 9 ? 2 : 3;
  // Codes are too short to be alike.
  const near = [...names().squeezed]
    .filter(([known]) => known.length > 3 && typed.length > 3)
    .map(([known, code]) => ({ code, distance: editDistance(typed, known, most) }))
    .filter(({ distance }) => distance <= most);
  const nearest = Math.min(...near.map(({ distance }) => distance));
  const codes = [...new Set(near.filter(({ distance }) => distance === nearest).map(({ code }) => code))];
  return codes.length === 0
    ? { rule: 'not-a-place' }
    : { rule: 'not-a-place', offers: written(codes.slice(0, MOST_SUGGESTED), name) };
}
