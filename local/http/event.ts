import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A request as it reaches the API. */
export type ApiRequest = {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** Name, value, name, value …, as sent. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Whose connection reached the API: CloudFront's, not the viewer's. */
  readonly sourceIp: string;
};

/** Bodies of these types arrive as text, all others in base64. */
const TEXT = /^(?:text\/[\w.+-]+|application\/(?:json|javascript|xml))\s*(?:;|$)/i;

/** The event of payload format 2.0 (API Gateway Developer Guide, "Lambda proxy integrations for HTTP APIs"). */
export function httpEvent(
  request: ApiRequest,
  match: { readonly routeKey: string; readonly parameters: Readonly<Record<string, string>> },
  now: Date,
): APIGatewayProxyEventV2 {
  const { method, body } = request;
  const { path, query } = splitTarget(request.target);
  const { cookie, ...headers } = joinHeaders(request.rawHeaders);
  const cookies = cookie?.split(/;\s*/);
  // HTTP APIs hand the path over decoded, unlike the query.
  const rawPath = decodeURIComponent(path);
  const isBase64Encoded =
    headers['content-encoding'] !== undefined || !TEXT.test(headers['content-type'] ?? '');
  const parameters = joinParameters(query);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(parameters ? { queryStringParameters: parameters } : {}),
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: { ...match.parameters } } : {}),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'laptop',
      domainName: headers['host'] ?? '',
      domainPrefix: headers['host']?.split('.')[0] ?? '',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded: body.length > 0 && isBase64Encoded,
  };
}

export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/** By lower-case name; a header sent twice has its values joined by commas, cookies by semicolons. */
function joinHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]?.toLowerCase() ?? '';
    const value = raw[index + 1] ?? '';
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}${name === 'cookie' ? '; ' : ','}${value}`;
  }
  return headers;
}

function joinParameters(query: string): Record<string, string> | null {
  const sent = new URLSearchParams(query);
  const names = [...new Set(sent.keys())];
  return names.length === 0
    ? null
    : Object.fromEntries(names.map((name) => [name, sent.getAll(name).join(',')]));
}

/** As in `23/Nov/2026:08:03:11 +0000`. */
function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = time.toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}
