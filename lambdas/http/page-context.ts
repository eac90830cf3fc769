import { messagesFor } from '../i18n/messages.ts';
import type { PageContext } from '../pages/context.ts';
import type { HttpRequest } from './exchange.ts';

/** The portal as its pages name it. */
export type Portal = PageContext['portal'];

export function pageContext(
  request: Pick<HttpRequest, 'language' | 'path' | 'query'>,
  portal: Portal,
): PageContext {
  const { language, path, query } = request;
  return {
    messages: messagesFor(language),
    language,
    portal,
    path: query.size > 0 ? `${path}?${query}` : path,
  };
}
