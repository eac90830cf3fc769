import * as z from 'zod/mini';
import type { Contact } from '../../domain/submission.ts';
import { itemType } from '../stored.ts';
import { expires, reference, textOrNone } from './attributes.ts';

/** Who sent something, or consented; `expires` where DynamoDB is to forget them should nobody else. */
export type StoredContact = Contact & { readonly expires?: number };

export const contacts = itemType<StoredContact>(
  z.object({
    name: textOrNone,
    email: textOrNone,
    organisation: textOrNone,
    remind: z.optional(z.boolean()),
    stopped: z.optional(z.readonly(z.array(reference))),
    expires: z.exactOptional(expires),
  }),
);
