import { skeleton } from './skeleton.ts';

/** Spells a text in Latin letters, as well as it can: a library's tables, which are too heavy for every function. */
export type Latin = (text: string) => string;

/** The most characters an id has. */
export const ID_LENGTH = 100;

/** Signs that tell names apart, as `GLACY+` from `GLACY`, in the words they are read as. */
const SIGN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/[+＋]/g, ' plus '],
  [/[&＆]/g, ' and '],
  [/[@＠]/g, ' at '],
];

/** Lower-case ASCII letters and digits joined by hyphens; empty when the text has none of them. */
export function slugOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ıİ]/g, 'i')
    .replace(/['’ʼʹ`]/g, '')
    .toLowerCase();
  const spelled = SIGN_WORDS.reduce((words, [sign, word]) => words.replace(sign, word), plain);
  return shortened(spelled.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''), ID_LENGTH);
}

/** What an organisation of this name is called until it is published, when it gets the id that all records share. */
export function organisationId(name: string): string {
  return slugOf(name) || `org-${shortHash(name)}`;
}

/** The nth id of a kind: `planet`, `planet-2`, `planet-3`. */
export function numbered(id: string, nth: number): string {
  return nth === 1 ? id : `${shortened(id, ID_LENGTH - 5)}-${nth}`;
}

function shortened(slug: string, most: number): string {
  return slug.slice(0, most).replace(/-+$/, '');
}

/** A few letters and digits that follow from how a text reads (FNV-1a). Another text may have the same. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(skeleton(text)))
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}
