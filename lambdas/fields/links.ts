import * as z from 'zod/mini';
import { withoutSecondLinks } from '../domain/once.ts';
import { canonicalUrl } from '../domain/url.ts';
import { line, list, optional, url } from '../domain/values.ts';
import { lineCell, urlCell } from './cell.ts';
import { joined, listOf } from './list.ts';

const link = z.strictObject({ title: optional(line(500)), url });
export type Link = z.infer<typeof link>;

/** Web pages, each with what it is called, where that is known. */
export function links() {
  return listOf<'links', Link>({
    kind: 'links',
    item: link,
    submitted: list(link).check(z.overwrite(withoutSecondLinks)) as unknown as z.ZodMiniType<Link[], unknown>,
    mainPart: 'url',
    columns: { title: lineCell('label'), url: urlCell },
    same: { identity: ({ url }) => canonicalUrl(url), body: (one) => one },
    line: ({ title, url }) => joined([title, url]),
    searched: (links) => ({ words: links.flatMap(({ title, url }) => [title ?? '', url]) }),
  });
}
