import * as z from 'zod/mini';
import { agreement, type SubmissionKind } from '../kind.ts';

/** Proposes a record that the inventory does not have yet. */
export const addition = {
  matter: z.object({
    kind: z.literal('addition'),
    /** The id that the manager gave it; null before. */
    record: z.nullable(z.string()),
    basis: z.discriminatedUnion('basis', [
      z.object({ basis: z.literal('public'), sources: z.readonly(z.array(z.string())) }),
      z.object({ basis: z.literal('consent'), ...agreement }),
    ]),
  }),
  formPath: '/add',
  proposesRecord: true,
  changesFields: true,
  isUrgent: false,
  mayHold: false,
  mayRemove: false,
  ofUnpublished: false,
} satisfies SubmissionKind;
