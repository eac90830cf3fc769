import * as z from 'zod/mini';
import { mailKinds, type OwedMail } from '../../domain/owed.ts';
import { itemType } from '../stored.ts';
import { expires, number, publicName, text } from './attributes.ts';

const owed = {
  kind: z.enum(mailKinds),
  reference: publicName,
  recipient: text,
  owedSince: text,
};

/** A mail that is owed; `wakeAt` where a lost wake-up was made up for. */
export const owedMails = itemType<OwedMail & { readonly owedSince: string; readonly wakeAt?: string }>(
  z.object({
    ...owed,
    urgent: z.exactOptional(z.literal(true)),
    ifFew: z.exactOptional(z.literal(true)),
    wakeAt: z.exactOptional(text),
  }),
);

/** A mail given up, and why. */
export const parkedMails = itemType(z.object({ ...owed, reason: text, parkedAt: text }));

/**
 * The right to send a mail until a time. It lies outside of the outbox: what is written there wakes notify.
 * After a try that failed it is when the next may begin.
 */
export const leases = itemType(z.object({ leaseId: text, attempts: number, until: text }));

/** That a mail went out. */
export const sentMails = itemType(z.object({ sentAt: text }));

/** When those who decide were last told how many wait. */
export const tellings = itemType(z.object({ at: text }));

export const links = itemType(
  z.object({
    /** Hex SHA-256 of the token in the link. */
    tokenHash: text,
    purpose: z.enum(['confirm', 'review', 'status', 'withdraw', 'accurate']),
    /** The submission it is about, or the receipt of a consent. */
    reference: publicName,
    /** Whose link it is: `contributor` for who sent it or consented, or the id of a person who decides. */
    holder: text,
    /** Until when it opens anything; afterwards it offers a fresh one. */
    validUntil: text,
    expires,
  }),
);

/** What is written where a mail might have been owed, to take as long. */
export const nothings = itemType(z.object({ owedSince: text, expires }));

/** Why no mail goes to an address any more. */
export const suppressions = itemType(
  z.object({ reason: z.enum(['bounced', 'complained']), at: text, expires }),
);
