import type { Submission } from '../domain/submission.ts';
import { absentOrExpired } from './conditions.ts';
import { idempotencyKeys } from './items/limits.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** What a submission is called, and what it is about. */
export type SentSubmission = Pick<Submission, 'reference' | 'kind' | 'record'>;

/** What a request was answered that had a key, so that a repeat gets the same answer. */
export type Idempotency = {
  /** Hex SHA-256 of the key and what came with it. */
  readonly keyHash: string;
  /** All that was sent with it, the first in front. */
  readonly submissions: readonly SentSubmission[];
  /** The status token is HMAC-SHA256(salt, key). */
  readonly salt: string;
  readonly status: Submission['status'];
  /** When the key is forgotten, in seconds since 1970. */
  readonly expires: number;
};

/** What the same key with the same content was answered before; null when it is new. */
export async function loadIdempotency(table: Table, keyHash: string, now: Date): Promise<Idempotency | null> {
  const item = await table.get(keys.idempotency(keyHash));
  const known = item && idempotencyKeys.read(item);
  if (!known || known.expires < Math.floor(now.getTime() / 1000)) return null;
  return known;
}

/** Remembers an answer, unless the key is known already. */
export function idempotencyWrite(known: Idempotency, now: Date): Write {
  return { put: idempotencyKeys.item(keys.idempotency(known.keyHash), known), when: absentOrExpired(now) };
}
