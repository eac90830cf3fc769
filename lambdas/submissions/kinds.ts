import type * as z from 'zod/mini';
import { addition } from './addition/kind.ts';
import { consent } from './consent/kind.ts';
import { correction } from './correction/kind.ts';
import type { SubmissionKind, Traits } from './kind.ts';
import { objection } from './objection/kind.ts';

/** Every kind of submission there is. */
export const kinds = { correction, addition, consent, objection } satisfies Readonly<
  Record<string, SubmissionKind>
>;

export type Kind = keyof typeof kinds;

/** What a submission is about, by its kind. */
export type Matter = { [K in Kind]: Readonly<z.infer<(typeof kinds)[K]['matter']>> }[Kind];

export const kindNames = Object.keys(kinds) as Kind[];

/** Where a submission can be sent again. */
export function formPathOf({ kind, record }: Pick<Matter, 'kind' | 'record'>): string {
  return kinds[kind].formPath.replace('{id}', record ?? '');
}

export type FormRoute = `${'GET' | 'POST'} ${(typeof kinds)[Kind]['formPath']}`;

/** The routes of all forms. */
export const formRoutes = Object.values(kinds).flatMap(({ formPath }): readonly FormRoute[] => [
  `GET ${formPath}`,
  `POST ${formPath}`,
]);

export function traitsOf({ kind }: { readonly kind: Kind }): Traits {
  return kinds[kind];
}
