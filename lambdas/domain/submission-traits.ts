import type { Kind } from './submission.ts';

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
};

/** A kind that is not in the table does not compile. */
const traits: Readonly<Record<Kind, Traits>> = {
  correction: { proposesRecord: false, changesFields: true, isUrgent: false, mayHold: false },
  addition: { proposesRecord: true, changesFields: true, isUrgent: false, mayHold: false },
  consent: { proposesRecord: false, changesFields: false, isUrgent: false, mayHold: false },
  objection: { proposesRecord: false, changesFields: false, isUrgent: true, mayHold: true },
};

export function traitsOf({ kind }: { readonly kind: Kind }): Traits {
  return traits[kind];
}
