import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import listAr from 'i18n-iso-countries/langs/ar.json' with { type: 'json' };
import listEn from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import listEs from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import listFr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import { foldedLetters, plainSigns } from './fold.ts';
import { knownLanguages } from './habits/all.ts';
import { ambiguousAr, groupsAr, placesAr } from './habits/places-ar.ts';
import { ambiguousEn, groupsEn, placesEn } from './habits/places-en.ts';
import { ambiguousEs, groupsEs, placesEs } from './habits/places-es.ts';
import { ambiguousFr, groupsFr, placesFr } from './habits/places-fr.ts';
import { placeCodes } from './places.ts';

/** What says nothing of which place it is, also in the middle of a name. */
const LITTLE = 'the of and a la le les l el los las de des du d del y et e s i da do dos و';
/** What constitutions call countries, and their names do without. */
const FORMAL =
  'republic kingdom state states federal federated federation democratic socialist people peoples islamic arab plurinational ' +
  'bolivarian cooperative principality duchy grand sultanate commonwealth hashemite independent union emirate province china rep ' +
  'republique royaume etat federale democratique populaire islamique arabe principaute republica reino estado federativa ' +
  'democratica popular islamica جمهوريه الجمهوريه مملكه المملكه دوله سلطنه';
const SHORT: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  rep: 'republic',
  dem: 'democratic',
  is: 'islands',
};

const little = new Set(LITTLE.split(' '));
const formal = new Set(FORMAL.split(' '));

type Keys = { readonly squeezed: string; readonly words: readonly string[] };

function keysOf(name: string): Keys {
  const folded = foldedLetters(plainSigns(name)).replaceAll('&', ' and ');
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const telling = words.map((word) => SHORT[word] ?? word).filter((word) => !little.has(word));
  return { squeezed: words.join(''), words: [...new Set(telling)].sort() };
}

type Names = {
  /** Codes by a name without its blanks, or by its words in order of the alphabet, as in `Korea, Republic of`. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Regions that come near a group of countries. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Names as they are suggested to who misspelled one. */
  readonly squeezed: ReadonlyMap<string, string>;
};

let known: Names | null = null;

/** Made once: asking Intl for 280 names in four languages is slow. */
export function names(): Names {
  known ??= gathered();
  return known;
}

function gathered(): Names {
  const byKey = new Map<string, Set<string>>();
  const squeezed = new Map<string, string>();
  for (const [code, name] of [...listed(), ...ownNames()]) {
    const keys = keysOf(name);
    for (const key of [keys.squeezed, keys.words.join(' ')].filter(Boolean)) {
      byKey.set(key, (byKey.get(key) ?? new Set()).add(code));
    }
    squeezed.set(keys.squeezed, code);
  }
  for (const ambiguous of [ambiguousEn, ambiguousFr, ambiguousEs, ambiguousAr]) {
    for (const [name, all] of Object.entries(ambiguous)) {
      // Whatever the lists make of it, all these are meant, and never one alone is certain.
      const keys = keysOf(name);
      for (const key of [keys.squeezed, keys.words.join(' ')])
        byKey.set(key, new Set([...all.split(' '), ASKED]));
    }
  }
  const groups = new Map(
    [groupsEn, groupsFr, groupsEs, groupsAr]
      .flatMap(Object.entries<string>)
      .flatMap(([all, near]) =>
        all.split('|').map((name): [string, readonly string[]] => [keysOf(name).squeezed, near.split(' ')]),
      ),
  );
  return { codes: byKey, groups, squeezed };
}

/** Stands among the codes of a name that is asked even where it may be one place only. */
const ASKED = 'asked';

/** Names and codes from the lists of others: CLDR, and ISO 3166 with its three letters and three digits. */
function listed(): readonly (readonly [code: string, name: string])[] {
  const places = new Set(placeCodes);
  const spoken = knownLanguages.flatMap((language) => {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return placeCodes.flatMap((code) => {
      const name = display.of(code);
      return name === undefined ? [] : [[code, name] as const];
    });
  });
  const written = [listEn, listFr, listEs, listAr].flatMap(({ countries }) =>
    Object.entries<string | readonly string[]>(countries).flatMap(([code, name]) =>
      [name].flat().map((one) => [code, one] as const),
    ),
  );
  const coded = codes.flatMap((row) => {
    const [two = '', three = '', digits = ''] = row;
    return [two, three, digits].map((code) => [two, code] as const);
  });
  const own = placeCodes.map((code) => [code, code] as const);
  return [...spoken, ...written, ...coded, ...own].filter(([code]) => places.has(code));
}

function ownNames(): readonly (readonly [code: string, name: string])[] {
  return [placesEn, placesFr, placesEs, placesAr]
    .flatMap(Object.entries<string>)
    .flatMap(([code, all]) => all.split('|').map((name) => [code, name] as const));
}

/** The places a name may mean: one where it is certain. Regions that come near, where it is a group without a code. */
export type Meant =
  | { readonly places: readonly string[]; readonly isCertain: boolean }
  | { readonly near: readonly string[] };

export function placesNamed(name: string): Meant | null {
  const { codes: byKey, groups } = names();
  const { squeezed, words } = keysOf(name);
  const plain = words.filter((word) => !formal.has(word));
  const found = byKey.get(squeezed) ?? byKey.get(words.join(' '));
  if (found) return meant(found);
  const near = groups.get(squeezed);
  if (near) return { near };
  const informal = plain.length > 0 && plain.length < words.length ? byKey.get(plain.join(' ')) : undefined;
  return informal ? meant(informal) : null;
}

function meant(found: ReadonlySet<string>): Meant {
  const places = [...found].filter((code) => code !== ASKED);
  return { places, isCertain: places.length === 1 && !found.has(ASKED) };
}

let calledBy: ReadonlyMap<string, readonly string[]> | null = null;

/** All that a place is called, in all languages, its codes among it. */
export function namesOfPlace(code: string): readonly string[] {
  calledBy ??= Map.groupBy([...listed(), ...ownNames()], ([code]) => code)
    .entries()
    .reduce((all, [code, names]) => all.set(code, [...new Set(names.map(([, name]) => name))]), new Map());
  return calledBy.get(code) ?? [];
}

/** A name without its blanks, signs, accents and case. */
export function squeezed(name: string): string {
  return keysOf(name).squeezed;
}
