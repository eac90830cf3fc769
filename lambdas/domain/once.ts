import { skeleton } from './skeleton.ts';

type Link = { title: string | null; url: string };

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
