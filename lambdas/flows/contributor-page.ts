import { type Bundle, memberOf } from '../domain/bundle.ts';
import type { Submission } from '../domain/submission.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { showOwnBundle, takeOwnBundle } from './contributor-bundle.ts';
import { showOwn as showOne, takeOwn as takeOne } from './contributor-submission.ts';

/** What a contributor sees to: one submission, or all of a bundle. */
export type Own = Submission | Bundle;

/** What is asked for of a bundle; null where it has no such member. */
export function ownOf(bundle: Bundle, link: string, of: string | null): Own | null {
  return memberOf(bundle, link, of) ?? (of === null ? bundle : null);
}

function isBundle(own: Own): own is Bundle {
  return Array.isArray(own);
}

export async function showOwn(
  dependencies: Dependencies,
  request: HttpRequest,
  own: Own,
): Promise<HttpResponse> {
  return isBundle(own) ? showOwnBundle(dependencies, request, own) : showOne(dependencies, request, own);
}

export function takeOwn(dependencies: Dependencies, request: HttpRequest, own: Own): Promise<HttpResponse> {
  return isBundle(own) ? takeOwnBundle(dependencies, request, own) : takeOne(dependencies, request, own);
}
