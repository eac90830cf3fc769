import * as z from 'zod/mini';
import {
  changeSchema,
  common,
  contributorSchema,
  evidence,
  nobody,
  version,
} from '../../domain/documents.ts';
import { fields } from '../../domain/record.ts';
import { slug } from '../../domain/values.ts';

/** A correction as the API takes it and as forms are read into. */
export const correctionSchema = z.strictObject(
  {
    kind: z.literal('correction', { error: 'unknown-kind' }),
    record: slug,
    version,
    changes: z
      .array(changeSchema, { error: 'list-expected' })
      .check(
        z.minLength(1, { error: 'nothing-changed' }),
        z.maxLength(fields.length, { error: `too-many:${fields.length}` }),
      ),
    evidence,
    ...common,
    contributor: z._default(contributorSchema, nobody),
  },
  { error: 'object-expected' },
);

export type Correction = z.infer<typeof correctionSchema>;
