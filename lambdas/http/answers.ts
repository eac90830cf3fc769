import { messagesFor } from '../i18n/messages.ts';
import { messagePage } from '../pages/message.tsx';
import { type HttpRequest, type HttpResponse, privatePage } from './exchange.ts';
import { type Portal, pageContext } from './page-context.ts';

/** A page that says one thing: no such record, or none any more. */
export function saying(
  kind: 'unknownRecord' | 'withdrawnRecord' | 'heldRecord',
  status: number,
  request: HttpRequest,
  portal: Portal,
): HttpResponse {
  const { http } = messagesFor(request.language);
  const { title, explanation } = http[kind];
  const props = { title, paragraphs: [explanation], links: [{ href: '/', text: http.home }] };
  return privatePage(status, messagePage(props, pageContext(request, portal)));
}

/** Refuses what is done too often, and says when it may be tried again. */
export function tooOften(response: HttpResponse, seconds: number): HttpResponse {
  return { ...response, status: 429, headers: { ...response.headers, 'retry-after': String(seconds) } };
}
