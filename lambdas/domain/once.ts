import { skeleton } from './skeleton.ts';

type Link = { title: string | null; url: string };
type Named = { readonly name: string; readonly url: string | null };

/** Each of what is spelled in one way only, such as addresses, once. */
export function eachOnce(list: readonly string[]): string[] {
  return [...new Set(list)];
}

/** Each link once: a second one to the same page is one with the first, unless both have titles, and these differ. */
export function withoutSecondLinks(links: readonly Link[]): Link[] {
  const once: Link[] = [];
  for (const link of links) {
    const index = once.findIndex(({ title, url }) => url === link.url && isOneTitle(title, link.title));
    const first = once[index];
    if (first) once[index] = { ...first, title: first.title ?? link.title };
    else once.push(link);
  }
  return once;
}

function isOneTitle(one: string | null, other: string | null): boolean {
  return one === null || other === null || skeleton(one) === skeleton(other);
}

/** Each organisation once: two spellings of one name are one, by the first, with the address that either has. */
export function withoutSecondSpellings<One extends Named>(organisations: readonly One[]): One[] {
  const once = new Map<string, One>();
  for (const one of organisations) {
    const name = skeleton(one.name);
    const first = once.get(name);
    once.set(name, first ? { ...first, url: first.url ?? one.url } : one);
  }
  return [...once.values()];
}
