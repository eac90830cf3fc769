import * as z from 'zod/mini';
import { check } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import type { HttpRequest } from './exchange.ts';

const wrong = 'not-a-key';

/** Half of the secret of a status page: too short, it could be guessed. */
export const keySchema = z
  .string(wrong)
  .check(z.minLength(16, wrong), z.maxLength(200, wrong), z.regex(/^[\x20-\x7e]*$/, wrong));

/** What a sender calls a request; null where it has no name. */
export function readKey({ headers }: Pick<HttpRequest, 'headers'>): Result<string | null> {
  const sent = headers['idempotency-key'];
  return sent === undefined ? { value: null } : check(keySchema, sent);
}
