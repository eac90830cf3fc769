import { routes } from '../../lambdas/config/routes.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A Lambda handler of HTTP API events, however it is typed. */
export type Invoke = (event: never, context: never) => Promise<unknown>;

type Sent = {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Sends requests to the functions as API Gateway does (payload format 2.0, urlencoded bodies in base64). */
export function requester(handlers: Readonly<Record<string, Invoke>>, publicUrl: string) {
  const request = async (url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> => {
    const { pathname, search } = new URL(url, publicUrl);
    // HTTP APIs hand the path over decoded.
    const path = decodeURIComponent(pathname);
    const { name, routeKey, parameters } = findRoute(method, path);
    const event = {
      version: '2.0',
      routeKey,
      rawPath: path,
      rawQueryString: search.slice(1),
      headers,
      pathParameters: parameters,
      requestContext: { requestId: 'test-request', http: { method, path } },
      isBase64Encoded: body !== undefined,
      ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }),
    };
    const result = (await handlers[name]?.(event as never, {} as never)) as Record<string, unknown>;
    return {
      status: Number(result['statusCode']),
      headers: result['headers'] as Record<string, string>,
      body: String(result['body']),
    };
  };
  return {
    request,
    get: (url: string) => request(url),
    /** Posts a form as a browser does from one of our pages. */
    post: (url: string, fields: Readonly<Record<string, string>>) =>
      request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams(fields).toString(),
      }),
    postJson: (url: string, document: unknown, headers: Readonly<Record<string, string>> = {}) =>
      request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof document === 'string' ? document : JSON.stringify(document),
      }),
  };
}

/** The function and the route that API Gateway would choose for a decoded path. */
export function findRoute(method: string, path: string) {
  for (const [name, declared] of Object.entries(routes)) {
    for (const route of declared) {
      const [verb, pattern = ''] = route.split(' ');
      if (verb !== (method === 'HEAD' ? 'GET' : method)) continue;
      const match = patternOf(pattern).exec(path);
      if (match) return { name, routeKey: `${method} ${pattern}`, parameters: { ...match.groups } };
    }
  }
  return { name: 'browse', routeKey: '$default', parameters: {} };
}

function patternOf(pattern: string): RegExp {
  const whole = pattern.replace(/\{(\w+)\+\}/g, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${whole}$`, 's');
}

/** The value of an input of a page. */
export function inputValue(page: Answer, name: string): string {
  const escaped = name.replace(/[[\]]/g, '\\$&');
  const value = new RegExp(`<input[^>]*name="${escaped}"[^>]*value="([^"]*)"`).exec(page.body)?.[1];
  if (value === undefined) throw new Error(`The page has no input called ${name}.`);
  return value;
}
