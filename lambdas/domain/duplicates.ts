import type { FieldDefinition } from '../fields/definition.ts';
import { appearance } from './confusables.ts';
import type { Change } from './documents.ts';
import { definitionOf, type Field, fields } from './record.ts';
import { skeleton } from './skeleton.ts';

/** What is compared of a project. */
export type Described = {
  readonly title: string;
  readonly code: string | null;
  readonly url: string | null;
};

/** More of the longer title's words than this in common is suspicious. */
const ALIKE = 0.6;

/**
 * The projects that a proposed one may be already: of the same code or page, or with a title much like it, however it is
 * spelled and in whatever letters that look so. For a person to look at; nothing is refused by it.
 */
export function probableDuplicates<Entry extends Described>(
  proposed: Described,
  entries: readonly Entry[],
): readonly Entry[] {
  const names = new Set(likenesses(proposed));
  const words = wordsOf(skeleton(proposed.title));
  const looks = wordsOf(appearance(proposed.title));
  return entries.filter(
    (entry) =>
      likenesses(entry).some((name) => names.has(name)) ||
      areAlike(words, wordsOf(skeleton(entry.title))) ||
      areAlike(looks, wordsOf(appearance(entry.title))),
  );
}

/**
 * What two projects have in common that are probably one: the words of the title, in whatever order, what these look like, the
 * code, the page.
 */
export function likenesses({ title, code, url }: Described): readonly string[] {
  const page = plainAddress(url ?? '');
  return [
    `title ${sortedWords(skeleton(title))}`,
    `looks ${sortedWords(appearance(title))}`,
    ...(code === null ? [] : [`code ${skeleton(code)}`]),
    ...(page === '' ? [] : [`url ${page}`]),
  ];
}

/** What a record, or what is known of one, says of that. */
export function describedBy(content: Readonly<Partial<Record<Field, unknown>>>): Described {
  const said = (what: FieldDefinition['alike']) => {
    const field = fields.find((one) => definitionOf(one).alike === what);
    const value = field === undefined ? null : content[field];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { title: said('title') ?? '', code: said('code'), url: said('page') };
}

/** A proposed record says it by the changes of an empty one that it is sent as. */
export function describedByChanges(title: string, changes: readonly Change[]): Described {
  const said = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  return { ...describedBy(said), title };
}

/** What makes an address the same page: no scheme, `www.`, query or slash at the end. */
export function plainAddress(url: string): string {
  const [page = ''] = url.split(/[?#]/, 1);
  return page.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/+$/, '');
}

function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared / Math.max(a.size, b.size) >= ALIKE;
}

/** Of a title without words only the signs are left. */
function sortedWords(title: string): string {
  return [...wordsOf(title)].sort().join(' ') || title;
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(title.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean));
}
