import * as z from 'zod/mini';
import type { SubmissionKind } from '../kind.ts';

/** Says what fields of a record should say, made from one of its versions. */
export const correction = {
  matter: z.object({ kind: z.literal('correction'), record: z.string(), version: z.number() }),
  formPath: '/correct/{id}',
  proposesRecord: false,
  changesFields: true,
  isUrgent: false,
  mayHold: false,
  mayRemove: false,
  ofUnpublished: false,
} satisfies SubmissionKind;
