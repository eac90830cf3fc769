import * as z from 'zod/mini';
import { additionSchema } from './addition/document.ts';
import { consentSchema } from './consent/document.ts';
import { correctionSchema } from './correction/document.ts';
import type { Kind } from './kinds.ts';
import { objectionSchema } from './objection/document.ts';

/** What is sent of each kind, as the API takes it and as forms are read into. */
export const documents = {
  correction: correctionSchema,
  addition: additionSchema,
  consent: consentSchema,
  objection: objectionSchema,
} satisfies Readonly<Record<Kind, z.ZodMiniType>>;

export type DocumentOf<K extends Kind> = z.infer<(typeof documents)[K]>;
/** What a contributor sends. */
export type SubmissionDocument = { [K in Kind]: DocumentOf<K> }[Kind];

/** Any submission, by its kind. */
export const submissionSchema: z.ZodMiniType<SubmissionDocument, unknown> = z.discriminatedUnion(
  'kind',
  Object.values(documents) as unknown as readonly [z.ZodMiniObject],
  { error: 'unknown-kind' },
) as z.ZodMiniType as z.ZodMiniType<SubmissionDocument, unknown>;
