import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { HttpApi } from '../http/api.ts';
import { answerFromApi } from '../http/api-requests.ts';
import { splitTarget } from '../http/event.ts';
import { listen } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';
import type { Resolve } from '../template/resolve.ts';
import type { Template } from '../template/template.ts';
import { type Behaviour, findBehaviour, readBehaviours } from './behaviours.ts';

/** The address a CloudFront edge would have towards the API: one that documentation uses (RFC 5737). */
const EDGE = '192.0.2.1';

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

/** CloudFront puts the viewer's address behind those it was sent, and the API that of CloudFront behind it. */
async function passToApi(
  { origin }: Behaviour,
  api: HttpApi,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const named = [request.headers['x-forwarded-for'] ?? []].flat();
  await answerFromApi(api, request, response, {
    headers: {
      ...origin.headers,
      host: origin.domain,
      via: '1.1 laptop (CloudFront)',
      'x-amz-cf-id': randomUUID(),
    },
    forwardedFor: [...named, request.socket.remoteAddress ?? ''],
    sourceIp: EDGE,
  });
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
