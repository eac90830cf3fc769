import type { HttpRequest } from './exchange.ts';
import { HttpError } from './http-error.ts';

/**
 * A POST must come from one of our own pages: `Sec-Fetch-Site` decides where the browser sends it, else `Origin`.
 * The API is exempt: it holds no session that another site could ride on.
 * @throws {HttpError} when it does not, or when nothing tells
 */
export function requireSameOrigin(request: HttpRequest, publicUrl: string): void {
  if (request.method !== 'POST' || request.path.startsWith('/api/')) return;
  const site = request.headers['sec-fetch-site'];
  const same = site === undefined ? request.headers['origin'] === publicUrl : site === 'same-origin';
  if (!same) throw new HttpError('other-origin');
}
