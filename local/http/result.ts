/** What the API answers. */
export type ApiResponse = {
  readonly status: number;
  /** Set-Cookie may be there several times, so these are pairs. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

type Structured = {
  readonly statusCode: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
};

/** A message of the API itself, as API Gateway words them. */
export function apiMessage(status: number, message: string): ApiResponse {
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** Reads a function's result, format 2.0. A result without a statusCode is itself the JSON body. */
export function readResult(result: unknown): ApiResponse {
  if (!isStructured(result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(body) };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') {
    return apiMessage(500, 'Internal Server Error');
  }
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), `${value}`] as const);
  const typed = named.some(([name]) => name === 'content-type');
  return {
    status,
    headers: [
      ...(typed || body === '' ? [] : [['content-type', 'text/plain;charset=utf-8'] as const]),
      ...named,
      ...cookies.map((cookie) => ['set-cookie', cookie] as const),
    ],
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function isStructured(result: unknown): result is Structured {
  return typeof result === 'object' && result !== null && 'statusCode' in result;
}
