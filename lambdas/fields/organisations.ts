import * as z from 'zod/mini';
import { withoutSecondSpellings } from '../domain/once.ts';
import { skeleton } from '../domain/skeleton.ts';
import { organisationId } from '../domain/slug.ts';
import { line, list, optional, slug, url } from '../domain/values.ts';
import { lineCell, urlCell } from './cell.ts';
import { joined, listOf } from './list.ts';

const organisation = z.strictObject({ id: slug, name: line(200), url: optional(url) });
export type Organisation = z.infer<typeof organisation>;

/** The id follows from the name, whatever contributors send. */
const submittedOrganisation = z.pipe(
  z.strictObject({ id: z.optional(slug), name: line(200), url: optional(url) }),
  z.transform(({ name, url }): Organisation => ({ id: organisationId(name), name, url })),
);

/** Two spellings of one organisation are one. */
const submitted = z.pipe(
  list(submittedOrganisation),
  z.transform((sent: Organisation[]) => withoutSecondSpellings(sent)),
);

/** Organisations, each with its own page, where that is known. */
export function organisations() {
  return listOf<'organisations', Organisation>({
    kind: 'organisations',
    item: organisation,
    submitted,
    mainPart: 'name',
    columns: { name: lineCell('name'), url: urlCell },
    // The id is derived from the name: it tells no difference the name does not.
    same: { identity: ({ name }) => skeleton(name), body: ({ name, url }) => ({ name, url }) },
    line: ({ name, url }) => joined([name, url]),
    parties: (list) => list,
    searched: (list) => ({ names: list.map(({ name }) => name) }),
  });
}
