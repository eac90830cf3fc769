import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { withReadings } from '../domain/asked.ts';
import type { HttpRequest } from './exchange.ts';
import { HttpError } from './http-error.ts';

/** The most bytes that may be said. */
const BODY_BYTES = 64 * 1024;
/** A form writes most letters of the world's scripts as three characters a byte. */
const ENCODED_BYTES = 3 * BODY_BYTES;

/** Twice as many inputs as the form of a record has whose lists are all full. */
const MOST_INPUTS = 5_000;

/** The body as text. @throws {HttpError} too large, or not UTF-8 */
export function readBody({ body, headers, isBase64Encoded }: APIGatewayProxyEventV2): string {
  if (!body) return '';
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const isForm = headers['content-type']?.startsWith(FORM);
  if (bytes.length > (isForm ? ENCODED_BYTES : BODY_BYTES)) throw new HttpError('too-large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new HttpError('unreadable', { cause });
  }
}

const FORM = 'application/x-www-form-urlencoded';

function mediaType(request: HttpRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/**
 * The form, with each reading that was chosen in the place of what was typed.
 * @throws {HttpError} unless the body is a urlencoded form
 */
export function formBody(request: HttpRequest): URLSearchParams {
  if (mediaType(request) !== FORM) throw new HttpError('unsupported-type');
  const form = new URLSearchParams(request.body);
  const said = [...form].reduce(
    (sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text),
    0,
  );
  if (said > BODY_BYTES || form.size > MOST_INPUTS) throw new HttpError('too-large');
  return new URLSearchParams(withReadings([...form]).map(([name, text]) => [name, text]));
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
