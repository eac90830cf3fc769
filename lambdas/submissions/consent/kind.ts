import * as z from 'zod/mini';
import { agreement, fieldNames, type SubmissionKind } from '../kind.ts';

/** Allows the publication of what a record says. */
export const consent = {
  matter: z.object({
    kind: z.literal('consent'),
    record: z.string(),
    /** The version that was read. */
    version: z.number(),
    /** What that version says and the consent covers. */
    fields: fieldNames,
    ...agreement,
  }),
  formPath: '/consent/{id}',
  proposesRecord: false,
  changesFields: false,
  isUrgent: false,
  mayHold: false,
  mayRemove: false,
  ofUnpublished: true,
} satisfies SubmissionKind;
