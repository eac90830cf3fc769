import type { Change } from './documents.ts';
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
 * spelled. For a person to look at; nothing is refused by it.
 */
export function probableDuplicates<Entry extends Described>(
  proposed: Described,
  entries: readonly Entry[],
): readonly Entry[] {
  const names = new Set(likenesses(proposed));
  const words = wordsOf(proposed.title);
  return entries.filter(
    (entry) => likenesses(entry).some((name) => names.has(name)) || areAlike(words, wordsOf(entry.title)),
  );
}

/** What two projects have in common that are probably one: the words of the title, in whatever order, the code, the page. */
export function likenesses({ title, code, url }: Described): readonly string[] {
  const words = [...wordsOf(title)].sort().join(' ');
  const page = plainAddress(url ?? '');
  return [
    // Of a title without words only the signs are left.
    `title ${words || skeleton(title)}`,
    ...(code === null ? [] : [`code ${skeleton(code)}`]),
    ...(page === '' ? [] : [`url ${page}`]),
  ];
}

/** A proposed project, by the changes of an empty one that it is sent as. */
export function describedBy(title: string, changes: readonly Change[]): Described {
  const textOf = (field: 'code' | 'url') => {
    const value = changes.find((change) => change.field === field)?.to;
    return typeof value === 'string' ? value : null;
  };
  return { title, code: textOf('code'), url: textOf('url') };
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

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(
    skeleton(title)
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter(Boolean),
  );
}
