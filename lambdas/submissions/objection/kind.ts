import * as z from 'zod/mini';
import { fieldNames, type SubmissionKind } from '../kind.ts';

/** Says that a record, or some of its fields, should not be public. */
export const objection = {
  /** No fields means the whole record. */
  matter: z.object({ kind: z.literal('objection'), record: z.string(), fields: fieldNames }),
  formPath: '/object/{id}',
  proposesRecord: false,
  changesFields: false,
  isUrgent: true,
  mayHold: true,
  mayRemove: true,
  ofUnpublished: false,
} satisfies SubmissionKind;
