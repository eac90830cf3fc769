import * as z from 'zod/mini';
import { itemType } from '../stored.ts';
import { expires, number, publicName, reference, text, textOrNone } from './attributes.ts';

/** That a submission is in a list, which the key tells of: those of a record, those alike. */
export const listed = itemType(z.object({ reference }));

/** What is due: likewise, of a submission or a consent. */
export const dueNames = itemType(z.object({ reference: publicName }));

/** What waits for a decision; `mail` is `none` as long as it has no mail of its own. */
export const queued = itemType(
  z.object({
    reference,
    record: z.optional(textOrNone),
    bundle: z.exactOptional(reference),
    mail: z.exactOptional(z.literal('none')),
  }),
);

/** How long a decision was waited for, in seconds. */
export const waits = itemType(z.object({ waited: number, expires }));

/** How many submissions about a record wait; below which version nothing may be sent any more. */
export const openCounts = itemType(z.object({ count: number, from: z.exactOptional(number) }));

/** What happened to a submission, without its content: the event's own attributes are beside these. */
export const submissionEvents = itemType(z.looseObject({ type: text, at: text }));
