import { sameJson } from './canonical.ts';
import type { FieldTimes } from './lapse.ts';
import type { Field, InventoryRecord } from './record.ts';
import { contentOf, emptyContent } from './record.ts';
import type { Submission } from './submission.ts';

/** What must disappear from everything older than a release: all of a record, or some parts of it. */
export type Erased = 'all' | ErasedParts;

export type ErasedParts = {
  readonly fields: readonly Field[];
  /** References of submissions whose contributor is not named any more. */
  readonly credits: readonly string[];
  /** Receipts of consents that are not named any more. */
  readonly consents: readonly string[];
};

/** What should be gone from the published files since a release. */
export type Gone = { readonly id: string; readonly erases: Erased; readonly sequence: number };

/** What is taken out of the submissions about a record, and since when. */
export type WithdrawnWords = {
  readonly erases: 'all' | readonly Field[];
  /** When each of the fields left. */
  readonly since: FieldTimes;
  readonly owedSince: string;
};

/**
 * Whether a submission that is decided stays as it is: of a record that is still there, what was sent after the withdrawal, unless it
 * repeats what older versions said.
 */
export function isAboutTheRest(
  { receivedAt, changes }: Submission,
  { erases, owedSince }: WithdrawnWords,
): boolean {
  if (erases === 'all' || receivedAt <= owedSince) return false;
  return changes.every(({ field, from }) => !erases.includes(field) || sameJson(from, emptyContent[field]));
}

type Operations = { readonly operations: readonly ({ readonly id: string } & object)[] };

/** Both: two purges of one record that go with one release. */
export function joined(one: Erased, other: Erased): Erased {
  if (one === 'all' || other === 'all') return 'all';
  const both = (name: 'credits' | 'consents') => [...new Set([...one[name], ...other[name]])];
  return {
    fields: [...new Set([...one.fields, ...other.fields])],
    credits: both('credits'),
    consents: both('consents'),
  };
}

/** Whether what was published of a record once has something that must disappear. Of fields any older value may be it. */
export function touches(erases: Erased, record: InventoryRecord): boolean {
  return erases === 'all' || erases.fields.length > 0 || names(erases, record);
}

/** Whether a record names somebody who is not named any more. */
function names({ credits, consents }: ErasedParts, { provenance, publication }: InventoryRecord): boolean {
  const credited = Object.values(provenance).some(
    ({ submission, credit }) => credit !== null && submission !== null && credits.includes(submission),
  );
  return credited || (publication.consent !== null && consents.includes(publication.consent.receipt));
}

/**
 * Whether a record that is public now shows something that must have disappeared. What is said in a field again may stay, if
 * it was said with the withdrawal or since.
 */
function shows({ erases, sequence }: Gone, record: InventoryRecord): boolean {
  if (erases === 'all') return true;
  const isSaidSince = (field: Field) => (record.provenance[field]?.sequence ?? 0) >= sequence;
  const content = contentOf(record);
  const filled = (field: Field) => !sameJson(content[field], emptyContent[field]);
  return erases.fields.some((field) => filled(field) && !isSaidSince(field)) || names(erases, record);
}

/** Whether the file of a record shows nothing of what was withdrawn. What is out of the inventory shows nothing at all. */
export function isGoneFromRecord(gone: Gone, file: Partial<InventoryRecord>): boolean {
  return file.id === gone.id && (!('title' in file) || !shows(gone, file as InventoryRecord));
}

/** Whether the operations of a release that was purged say nothing of it any more. */
export function isGoneFromChanges({ id, erases }: Gone, { operations }: Operations): boolean {
  return operations.every(
    (operation) =>
      operation.id !== id ||
      'purged' in operation ||
      !('record' in operation && touches(erases, operation.record as InventoryRecord)),
  );
}
