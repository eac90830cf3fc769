import type { Problem } from '../domain/refusals.ts';
import type { Messages } from '../i18n/messages.ts';
import { apiSentence } from './api-sentence.ts';
import { type HttpResponse, jsonResponse } from './exchange.ts';

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

/**
 * A problem document (RFC 9457); `errors` say what is wrong where, by JSON pointer (RFC 6901).
 * @param sent what the problems are about
 */
export function problemDocument(
  status: number,
  detail: string,
  messages: Messages,
  problems: readonly Problem[] = [],
  sent: unknown = null,
): HttpResponse {
  const errors = problems.map((problem) => ({
    detail: apiSentence(problem, messages, sent),
    pointer: jsonPointer(problem.path),
    ...(problem.offers === undefined ? {} : { offers: problem.offers }),
  }));
  const body = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return jsonResponse(status, body, { 'content-type': 'application/problem+json' });
}

function jsonPointer(path: Problem['path']): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
