import type { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { FRONT_DOOR_HEADER } from '../config/front-door.ts';
import { messagesFor, readLanguage } from '../i18n/messages.ts';
import { messagePage } from '../pages/message.tsx';
import { readBody } from './body.ts';
import { clientNetwork } from './client-network.ts';
import { type HttpRequest, type HttpResponse, privatePage, type RouteHandler } from './exchange.ts';
import { HttpError } from './http-error.ts';
import { type Portal, pageContext } from './page-context.ts';
import { problemDocument } from './problem-document.ts';
import { toRecord } from './record-link.ts';
import { requireSameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';

export type HttpOptions<Route extends string> = {
  readonly routes: Readonly<Record<Route, RouteHandler>>;
  readonly publicUrl: string;
  readonly portal: Portal;
  readonly logger: Logger;
  /** Whether a request that sends this key came through CloudFront. */
  readonly throughFrontDoor: (key: string | undefined) => Promise<boolean>;
};

/** A Lambda handler of HTTP API events (payload format 2.0) for a function's routes. */
export function httpHandler<Route extends string>(options: HttpOptions<Route>) {
  const { logger } = options;
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      after: ({ event, response }) => {
        const { routeKey, requestContext } = event;
        logger.info('answered', {
          correlationId: requestContext.requestId,
          route: routeKey,
          status: response?.statusCode,
        });
      },
      onError: (request) => {
        const { event, error } = request;
        const correlationId = event.requestContext.requestId;
        const failure = error instanceof HttpError ? error : new HttpError('internal', { cause: error });
        const log = { correlationId, route: event.routeKey, status: failure.status };
        if (failure.status >= 500) logger.error('failed', { ...log, error: error as Error });
        else logger.info('refused', { ...log, reason: failure.kind });
        request.response = asResult(event, errorResponse(event, failure, options, correlationId));
      },
    })
    .handler(async (event) => {
      // Before anything else: who comes by another way says of itself what it likes.
      if (!(await options.throughFrontDoor(event.headers[FRONT_DOOR_HEADER])))
        throw new HttpError('other-door');
      const request = readRequest(event);
      requireSameOrigin(request, options.publicUrl);
      const mended = toRecord(request);
      if (mended) return asResult(event, mended);
      const route = options.routes[request.route as Route];
      if (!route) throw new HttpError('not-found');
      return asResult(event, await route(request));
    });
}

function readRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const { method, path } = event.requestContext.http;
  const query = new URLSearchParams(event.rawQueryString);
  return {
    route: event.routeKey.replace(/^HEAD /, 'GET '),
    method: method === 'HEAD' ? 'GET' : method,
    path,
    parameters: Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? '']),
    ),
    query,
    network: clientNetwork(event),
    headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name, value ?? ''])),
    body: readBody(event),
    language: readLanguage(query.get('lang')),
  };
}

function asResult(event: APIGatewayProxyEventV2, response: HttpResponse): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: response.status,
    headers: { ...securityHeaders, ...response.headers },
    body: event.requestContext.http.method === 'HEAD' ? '' : response.body,
  };
}

function errorResponse(
  event: APIGatewayProxyEventV2,
  { kind, status }: HttpError,
  { portal, publicUrl }: Pick<HttpOptions<string>, 'portal' | 'publicUrl'>,
  correlationId: string,
): HttpResponse {
  const query = new URLSearchParams(event.rawQueryString);
  const language = readLanguage(query.get('lang'));
  const messages = messagesFor(language);
  const text = messages.http.errors[kind];
  const detail = kind === 'internal' ? `${text.explanation} (${correlationId})` : text.explanation;
  if (event.rawPath.startsWith('/api/')) return problemDocument(status, detail, messages);
  const href = kind === 'other-door' ? `${publicUrl}/` : '/';
  const page = { title: text.title, paragraphs: [detail], links: [{ href, text: messages.http.home }] };
  return privatePage(
    status,
    messagePage(page, pageContext({ language, path: event.rawPath, query }, portal)),
  );
}
