import * as z from 'zod/mini';
import { authority, common, knownContributor, notice, version } from '../../domain/documents.ts';
import { slug } from '../../domain/values.ts';

/** A consent to the publication of a record, as the API takes it and as forms are read into. */
export const consentSchema = z.strictObject(
  {
    kind: z.literal('consent', { error: 'unknown-kind' }),
    record: slug,
    /** The version that was read; the newest when it is not said. */
    version: z.optional(version),
    notice,
    authority,
    ...common,
    contributor: knownContributor,
  },
  { error: 'object-expected' },
);

export type Consent = z.infer<typeof consentSchema>;
