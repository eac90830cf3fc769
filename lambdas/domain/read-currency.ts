import { currencyCodes, isCurrency } from './currencies.ts';
import { foldedLetters } from './fold.ts';
import { habitsFrom, knownLanguages } from './habits/all.ts';
import { currencySigns } from './habits/currency-signs.ts';

/** Longer than the name of any currency. */
const LONGEST_TYPED = 80;

/**
 * The currencies that a code, a sign or a name may mean, the likeliest first: one where it is certain, none where it is
 * none. `EUR €` means what both may mean.
 */
export function currenciesMeant(typed: string, language: string): readonly string[] {
  const text = typed.replace(/\s+/g, ' ').trim();
  if (text === '' || text.length > LONGEST_TYPED) return [];
  const whole = named(text, language);
  if (whole.length > 0) return whole;
  const parts = text
    .split(/[\s()/,;:-]+|(?<=^[A-Za-z]{3})(?=\p{Sc})|(?<=^\p{Sc})(?=[A-Za-z]{3}$)/u)
    .filter(Boolean);
  if (parts.length === 0 || parts[0] === text) return [];
  return parts
    .map((part) => named(part, language))
    .reduce((meant, also) => meant.filter((code) => also.includes(code)));
}

function named(text: string, language: string): readonly string[] {
  const sign = text.replace(/[.\s]/g, '').toUpperCase();
  if (/^[A-Z]{3}$/.test(sign) && isCurrency(sign)) return [sign];
  const codes = Object.hasOwn(currencySigns, sign) ? currencySigns[sign] : undefined;
  if (codes !== undefined) return codes.split(' ');
  const name = singular(text);
  return callings(language).get(name) ?? codesByName().get(name) ?? [];
}

const known = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** What people call currencies besides their names; what a language says of a word goes before what others say. */
function callings(language: string): ReadonlyMap<string, readonly string[]> {
  const made =
    known.get(language) ??
    new Map(
      habitsFrom(language)
        .toReversed()
        .flatMap(({ currencies }) => Object.entries(currencies))
        .map(([called, codes]) => [singular(called), codes.split(' ')]),
    );
  known.set(language, made);
  return made;
}

/** `US Dollars` as `us dollar`: plurals in -s and articles say nothing. */
function singular(text: string): string {
  return foldedLetters(text)
    .replace(/\bu\.s\.|\bu\.k\./g, (country) => country.replaceAll('.', ''))
    .split(/[^\p{L}]+/u)
    .filter((word) => !/^(?:the|of|de|des|du|la|el|les|los|d|l)?$/.test(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .join(' ');
}

let names: ReadonlyMap<string, readonly string[]> | null = null;

/** The names of all currencies in all languages. Made once, and only for who writes one out. */
function codesByName(): ReadonlyMap<string, readonly string[]> {
  if (names) return names;
  const made = new Map<string, readonly string[]>();
  for (const language of knownLanguages) {
    const display = new Intl.DisplayNames(language, { type: 'currency', fallback: 'none' });
    for (const code of currencyCodes) {
      const name = singular(display.of(code) ?? '');
      const known = made.get(name) ?? [];
      if (name !== '' && !known.includes(code)) made.set(name, [...known, code]);
    }
  }
  names = made;
  return made;
}
