import * as z from 'zod/mini';
import { kindNames } from '../../submissions/kinds.ts';
import { itemType } from '../stored.ts';
import { expires, number, reference, text, textOrNone, texts } from './attributes.ts';

export const salts = itemType(z.object({ salt: text, expires: z.exactOptional(expires) }));

/** How many records are on hold; `revision` guards each change of that. */
export const holdCounts = itemType(z.object({ count: number, revision: number }));

/** When somebody held records; `revision` guards each change of that. */
export const holders = itemType(z.object({ times: texts, revision: number, expires }));

/** That an objection of a domain to a record was rejected. */
export const rejections = itemType(z.object({ at: text, expires }));

export const idempotencyKeys = itemType(
  z.object({
    /** Hex SHA-256 of the key and what came with it. */
    keyHash: text,
    /** All that was sent with it, the first in front. */
    submissions: z.readonly(
      z.array(
        z.object({
          reference,
          kind: z.enum(kindNames),
          record: textOrNone,
        }),
      ),
    ),
    /** The status token is HMAC-SHA256(salt, key). */
    salt: text,
    status: z.enum([
      'unconfirmed',
      'pending',
      'awaiting-reply',
      'approved',
      'rejected',
      'cancelled',
      'expired',
      'closed',
    ]),
    /** When the key is forgotten, in seconds since 1970. */
    expires,
  }),
);
