import * as z from 'zod/mini';
import type { Field } from '../domain/record.ts';

/** What kinds of submissions differ in, wherever that is all that matters of them. */
export type Traits = {
  /** Whether it proposes a record that the inventory does not have yet. */
  readonly proposesRecord: boolean;
  /** Whether it says what fields should say; otherwise it is about what they say already. */
  readonly changesFields: boolean;
  /** Whether its mail goes before those of others. */
  readonly isUrgent: boolean;
  /** Whether it may keep its record out of releases until somebody decides. */
  readonly mayHold: boolean;
  /** Whether its approval may take its record out for good. */
  readonly mayRemove: boolean;
  /** Whether it may be about a record that is not public yet, as who sends it knows it from elsewhere. */
  readonly ofUnpublished: boolean;
};

/** One kind of submission, as far as everything that handles submissions must know it. */
export type SubmissionKind = Traits & {
  /**
   * What it is about, as it is stored. It says what that is made of, and no rules: what was taken by the rules of its day is read for
   * ever.
   */
  readonly matter: z.ZodMiniObject;
  /** Where its form is, `{id}` in the place of the record's. */
  readonly formPath: `/${string}`;
};

/** Names of fields, which the inventory need not define any more. */
export const fieldNames = z.readonly(z.array(z.string())) as z.ZodMiniType as z.ZodMiniType<readonly Field[]>;

/** What somebody read and agreed to who allows publication. */
export const agreement = {
  /** The version of the notice. */
  notice: z.string(),
  /** Hex SHA-256 of the notice as it was shown. */
  noticeSha256: z.string(),
  /** On whose behalf; named in public. */
  organisation: z.nullable(z.string()),
};
