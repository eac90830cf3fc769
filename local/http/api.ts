import * as z from 'zod/mini';
import type { Clock } from '../control/clock.ts';
import type { LambdaFunctions } from '../lambda/functions.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';
import { type ApiRequest, httpEvent, splitTarget } from './event.ts';
import { type ApiResponse, apiMessage, readResult } from './result.ts';
import { type HttpRoute, matchRoute } from './routes.ts';
import type { Admit } from './throttles.ts';

export type HttpApi = (request: ApiRequest) => Promise<ApiResponse>;

/** The largest body API Gateway takes, and the largest event Lambda takes. */
const API_BYTES = 10 * 1024 * 1024;
const EVENT_BYTES = 6 * 1024 * 1024;

/**
 * The template's HTTP API (payload format 2.0), in front of its functions.
 * @param admit without it everybody is let in, as often as they like
 */
export function httpApi(
  template: Template,
  resolve: Resolve,
  functions: LambdaFunctions,
  clock: Clock,
  admit: Admit = () => true,
): HttpApi {
  const routes = readRoutes(template, resolve);
  return async (request) => {
    if (request.body.length > API_BYTES) return apiMessage(413, 'Request Entity Too Large');
    const { path } = splitTarget(request.target);
    if (!isDecodable(path)) return apiMessage(400, 'Bad Request');
    const match = matchRoute(routes, request.method, path);
    if (!match) return apiMessage(404, 'Not Found');
    const { route, parameters } = match;
    if (!admit(route.key)) return apiMessage(429, 'Too Many Requests');
    const event = JSON.stringify(httpEvent(request, { routeKey: route.key, parameters }, clock.now()));
    if (Buffer.byteLength(event) > EVENT_BYTES) return apiMessage(413, 'Request Entity Too Large');
    try {
      return readResult(await functions.invoke(route.target, event));
    } catch {
      // The function's own log says what happened; the caller must not learn it.
      return apiMessage(500, 'Internal Server Error');
    }
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const routeSchema = z.object({ RouteKey: z.string(), Target: z.string() });
const integrationSchema = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

/** Each route's target is the ARN of its function. */
function readRoutes(template: Template, resolve: Resolve): HttpRoute<string>[] {
  const integrations = new Map(
    resourcesOf(template, 'AWS::ApiGatewayV2::Integration').map(([id, properties]) => [
      `integrations/${id}`,
      integrationSchema.parse(resolve(properties)).IntegrationUri,
    ]),
  );
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([id, properties]) => {
    const { RouteKey, Target } = routeSchema.parse(resolve(properties));
    const target = integrations.get(Target);
    if (!target) throw new Error(`The route ${RouteKey} (${id}) has no integration.`);
    return { key: RouteKey, target };
  });
}
