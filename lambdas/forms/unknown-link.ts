import { address } from '../domain/documents.ts';
import type { Name } from '../domain/names.ts';
import { check } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import { type HttpRequest, type HttpResponse, privatePage } from '../http/exchange.ts';
import { referenceIn } from '../http/mailed-link.ts';
import { type Portal, pageContext } from '../http/page-context.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { type UnknownLinkProps, unknownLinkPage } from '../pages/unknown-link.tsx';
import { given } from './common.ts';

/** What somebody says of a link that opens nothing, to be mailed a fresh one. */
export type Wanted = { readonly email: string | null; readonly reference: Name | null };

type Filled = UnknownLinkProps & { readonly status: number };

/** The page of a link of which nothing is known. */
export const lostLink: Filled = { status: 404, typed: new Map(), problems: [] };

/** The page of a link that opens nothing. What it says of a reference is filled in. */
export function unknownLinkAnswer(
  request: HttpRequest,
  portal: Portal,
  filled: Filled = { ...lostLink, typed: referenceOf(request) },
): HttpResponse {
  const { status, ...form } = filled;
  return privatePage(status, unknownLinkPage(form, pageContext(request, portal)));
}

function referenceOf({ parameters }: HttpRequest): ReadonlyMap<string, string> {
  const reference = referenceIn(parameters['reference'] ?? '');
  return new Map(reference === null ? [] : [['reference', reference]]);
}

/** Reads the form of that page: one of the two is enough. */
export function readWanted(form: URLSearchParams): Result<Wanted, FormProblem> {
  const typed = { email: given(form, 'email'), reference: given(form, 'reference') };
  const email = typed.email === null ? null : check(address, typed.email);
  const reference = typed.reference === null ? null : referenceIn(typed.reference);
  const problems: FormProblem[] = (email?.problems ?? []).map(({ rule }) => ({ name: 'email', rule }));
  if (typed.reference !== null && reference === null)
    problems.push({ name: 'reference', rule: 'not-a-reference' });
  if (typed.email === null && typed.reference === null)
    problems.push({ name: 'email', rule: 'missing-field' });
  if (email?.problems || problems.length > 0) return { problems };
  return { value: { email: email?.value ?? null, reference } };
}
