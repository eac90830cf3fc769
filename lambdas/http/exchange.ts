import type { Language } from '../i18n/messages.ts';

/** A request as route handlers see it. HEAD arrives as GET. */
export type HttpRequest = {
  /** As the route is declared: `GET /projects/{id}`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Where it comes from, as CloudFront tells; null when nothing does. */
  readonly network: string | null;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded; at most 64 KiB. */
  readonly body: string;
  readonly language: Language;
};

export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type RouteHandler = (request: HttpRequest) => Promise<HttpResponse>;

/** A page nobody may keep or index: forms and everything behind a mailed link. */
export function privatePage(status: number, html: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': HTML, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' },
    body: html,
  };
}

/**
 * How long CloudFront may give everybody the same copy, by address and query, so that a flood of readers meets the copy. Browsers
 * keep none. What is withdrawn is forgotten there, like the published files, whose copies last as long.
 */
export const SHARED = 'public, max-age=0, s-maxage=60';

/** A page for everybody, the same for all who ask: it must hold nothing of who asks, and no form with a key of its own. */
export function publicPage(html: string): HttpResponse {
  return { status: 200, headers: { 'content-type': HTML, 'cache-control': SHARED }, body: html };
}

/** The page that was asked for, with which of a bundle it is about. */
export function ownPath({ path, query }: Pick<HttpRequest, 'path' | 'query'>): string {
  const of = query.get('of');
  return of === null ? path : `${path}?${new URLSearchParams({ of })}`;
}

/** After a POST: the browser asks for the location with GET. */
export function seeOther(location: string): HttpResponse {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

export function jsonResponse(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

const HTML = 'text/html; charset=utf-8';
