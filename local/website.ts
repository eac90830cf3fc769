import { randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Behaviour, findBehaviour, readBehaviours } from './behaviours.ts';
import type { HttpApi } from './http-api.ts';
import { splitTarget } from './http-event.ts';
import { listen, readBytes } from './listen.ts';
import type { Resolve } from './resolve.ts';
import type { Shutdown } from './shutdown.ts';
import type { Template } from './template.ts';

/** The address a CloudFront edge would have towards the API: one that documentation uses (RFC 5737). */
const EDGE = '192.0.2.1';
/** More than the API takes: it shall refuse such a body itself. */
const BODY_BYTES = 10 * 1024 * 1024;

export type WebsiteOrigins = { readonly api: HttpApi; readonly s3: string };

/** Serves what the template's CloudFront distribution serves: each path from its origin. Nothing is cached. */
export async function startWebsite(
  template: Template,
  resolve: Resolve,
  origins: WebsiteOrigins,
  port: number,
  shutdown: Shutdown,
): Promise<void> {
  const behaviours = readBehaviours(template, resolve);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const behaviour = findBehaviour(behaviours, splitTarget(request.url ?? '/').path);
    for (const [name, value] of behaviour.responseHeaders) response.setHeader(name, value);
    if (!behaviour.methods.includes(request.method ?? 'GET')) return refuseMethod(response);
    // On AWS the bucket's CORS rules answer this; they allow what the headers say.
    if (request.method === 'OPTIONS' && behaviour.origin.bucket) return void response.writeHead(200).end();
    if (behaviour.origin.bucket === null) await passToApi(behaviour, origins.api, request, response);
    else await passToBucket(`${origins.s3}/${behaviour.origin.bucket}`, request, response);
  };
  await listen(port, answer, shutdown);
}

function refuseMethod(response: ServerResponse): void {
  const text =
    'This distribution is not configured to allow the HTTP request method that was used for this request.\n';
  // What the body holds does not matter, and is not read.
  response.writeHead(403, { 'content-type': 'text/plain', connection: 'close' }).end(text);
}

async function passToApi(
  { origin }: Behaviour,
  api: HttpApi,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBytes(request, BODY_BYTES);
  if (!body) {
    response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    response.end('{"message":"Request Entity Too Large"}');
    return;
  }
  const answer = await api({
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    rawHeaders: headersForApi(request, origin.domain),
    body,
    sourceIp: EDGE,
  });
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.writeHead(answer.status, { 'content-length': answer.body.length });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** Headers of one connection only (RFC 9110, 7.6.1), and those that CloudFront sets anew. */
const DROPPED = new Set([
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-amz-cf-id',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** CloudFront puts the viewer's address behind those it was sent, and the API that of CloudFront behind it. */
function headersForApi(request: IncomingMessage, host: string): string[] {
  const kept: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(index, index + 2);
    if (!DROPPED.has(name.toLowerCase())) kept.push(name, value);
  }
  const sent = request.headers['x-forwarded-for'] ?? [];
  const forwarded = [sent, request.socket.remoteAddress ?? '', EDGE].flat().join(', ');
  const added = {
    host,
    via: '1.1 laptop (CloudFront)',
    'x-amz-cf-id': randomUUID(),
    'x-amzn-trace-id': `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
    'x-forwarded-for': forwarded,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
  return [...kept, ...Object.entries(added).flat()];
}

async function passToBucket(
  bucket: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host, origin, connection, ...headers } = request.headers;
  const { path } = splitTarget(request.url ?? '/');
  await new Promise<void>((resolve, reject) => {
    const forwarded = httpRequest(`${bucket}${path}`, { method: request.method, headers });
    forwarded.once('error', reject);
    forwarded.once('response', (found) => {
      response.writeHead(found.statusCode ?? 502, found.headers);
      pipeline(found, response).then(resolve, reject);
    });
    forwarded.end();
  });
}
