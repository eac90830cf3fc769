import * as z from 'zod/mini';
import { common, knownContributor } from '../../domain/documents.ts';
import { type Field, fields } from '../../domain/record.ts';
import { slug } from '../../domain/values.ts';

const objectedField = z.enum(fields as [Field, ...Field[]], { error: 'unknown-field' });

/** An objection against a record or some of its fields, as the API takes it and as forms are read into. */
export const objectionSchema = z.strictObject(
  {
    kind: z.literal('objection', { error: 'unknown-kind' }),
    record: slug,
    /** Empty means the whole record. */
    fields: z._default(
      z
        .array(objectedField, { error: 'list-expected' })
        .check(z.maxLength(fields.length, { error: `too-many:${fields.length}` })),
      [],
    ),
    ...common,
    contributor: knownContributor,
  },
  { error: 'object-expected' },
);

export type Objection = z.infer<typeof objectionSchema>;
