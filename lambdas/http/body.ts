import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpRequest } from './exchange.ts';
import { HttpError } from './http-error.ts';

/** The most bytes a body may have. */
const BODY_BYTES = 64 * 1024;

/** The body as text. @throws {HttpError} too large, or not UTF-8 */
export function readBody({ body, isBase64Encoded }: APIGatewayProxyEventV2): string {
  if (!body) return '';
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > BODY_BYTES) throw new HttpError('too-large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new HttpError('unreadable', { cause });
  }
}

function mediaType(request: HttpRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** @throws {HttpError} unless the body is a urlencoded form */
export function readForm(request: HttpRequest): URLSearchParams {
  if (mediaType(request) !== 'application/x-www-form-urlencoded') throw new HttpError('unsupported-type');
  return new URLSearchParams(request.body);
}

/** @throws {HttpError} unless the body is JSON */
export function readJson(request: HttpRequest): unknown {
  if (mediaType(request) !== 'application/json') throw new HttpError('unsupported-type');
  try {
    return JSON.parse(request.body);
  } catch (cause) {
    throw new HttpError('unreadable', { cause });
  }
}
