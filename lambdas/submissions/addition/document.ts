import * as z from 'zod/mini';
import {
  authority,
  common,
  contributorSchema,
  evidence,
  isObject,
  nobody,
  notice,
} from '../../domain/documents.ts';
import { eachOnce } from '../../domain/once.ts';
import { type Content, emptyContent, fields, submittedField } from '../../domain/record.ts';
import { url } from '../../domain/values.ts';

const proposedBasis = z.discriminatedUnion(
  'basis',
  [
    z.strictObject({
      basis: z.literal('public'),
      sources: z
        .array(url, { error: 'list-expected' })
        .check(
          z.overwrite(eachOnce),
          z.minLength(1, { error: 'source-missing' }),
          z.maxLength(20, { error: 'too-many:20' }),
        ),
    }),
    z.strictObject({ basis: z.literal('consent'), notice, authority }),
  ],
  { error: 'basis-missing' },
);

/** A project that the inventory does not have yet: what is left out is not known. */
const proposal = z.strictObject(
  {
    ...Object.fromEntries(
      fields.map((field) => [field, z._default(submittedField(field), emptyContent[field])]),
    ),
    title: submittedField('title'),
  },
  { error: 'object-expected' },
) as unknown as z.ZodMiniType<Content, unknown>;

/** An addition as the API takes it and as forms are read into. */
export const additionSchema = z
  .strictObject(
    {
      kind: z.literal('addition', { error: 'unknown-kind' }),
      proposal,
      basis: proposedBasis,
      evidence,
      ...common,
      contributor: z._default(contributorSchema, nobody),
    },
    { error: 'object-expected' },
  )
  .check(
    z.refine(({ basis, contributor }) => basis?.basis !== 'consent' || contributor?.email !== null, {
      error: 'address-needed',
      path: ['contributor', 'email'],
      when: isObject,
    }),
  );

export type Addition = z.infer<typeof additionSchema>;
export type ProposedBasis = Addition['basis'];
