import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBytes } from '../process/listen.ts';
import type { HttpApi } from './api.ts';

/** More than the API takes: it shall refuse such a body itself. */
const BODY_BYTES = 10 * 1024 * 1024;

/** How a request reaches the API, from whichever side. */
export type Reached = {
  /** Headers set by the proxy that hands the request on, in place of those of the same name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whose addresses the request names already, and then whose connection it comes by. */
  readonly forwardedFor: readonly string[];
  readonly sourceIp: string;
};

/** Hands a request to the API, and its answer back. */
export async function answerFromApi(
  api: HttpApi,
  request: IncomingMessage,
  response: ServerResponse,
  { headers, forwardedFor, sourceIp }: Reached,
): Promise<void> {
  const body = await readBytes(request, BODY_BYTES);
  if (!body) {
    response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    response.end('{"message":"Request Entity Too Large"}');
    return;
  }
  const set = { ...headers, ...ownHeaders([...forwardedFor, sourceIp]) };
  const answer = await api({
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    rawHeaders: [...kept(request, set), ...Object.entries(set).flat()],
    body,
    sourceIp,
  });
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.writeHead(answer.status, { 'content-length': answer.body.length });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** What the API says itself of each request. */
function ownHeaders(addresses: readonly string[]): Readonly<Record<string, string>> {
  return {
    'x-amzn-trace-id': `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
    'x-forwarded-for': addresses.filter(Boolean).join(', '),
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

/** Headers of one connection only (RFC 9110, 7.6.1). */
const OF_THE_CONNECTION = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function kept({ rawHeaders }: IncomingMessage, set: Readonly<Record<string, string>>): string[] {
  const lines: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const lower = name.toLowerCase();
    if (!OF_THE_CONNECTION.has(lower) && !(lower in set)) lines.push(name, value);
  }
  return lines;
}
