import { canonicalJson } from './canonical.ts';
import type { ErasedParts } from './erased.ts';
import { repeatedItems } from './merge.ts';
import type { Reference } from './names.ts';
import { wrongPeriods } from './periods.ts';
import { type Content, contentSchema, type Field, type Publication, RECORD_BYTES } from './record.ts';
import { check, type Problem, problem } from './refusals.ts';

/** A record as the table has it: the content of its newest version. */
export type CurrentRecord = {
  readonly id: string;
  /** `held`: out of the next release until a person decides on an objection. */
  readonly status: 'live' | 'held';
  /** The references of the objections that hold it. */
  readonly holds: readonly Reference[];
  /** Counts what happened to it, published or not, and guards each of that. */
  readonly revision: number;
  readonly version: number;
  readonly content: Content;
  readonly publication: Publication;
  readonly aliases: readonly string[];
  /** When somebody last said that it is accurate. */
  readonly verified: string | null;
};

/** What stays of a record that is gone: its id, for ever. */
export type Tombstone = {
  readonly id: string;
  readonly status: 'withdrawn';
  readonly reason: RemovalReason;
  readonly at: string;
};

/** One approved state of a record, never changed. What a release publishes is made of these. */
export type RecordVersion = VersionFact & {
  readonly content: Content;
  readonly publication: Publication;
  readonly aliases: readonly string[];
  readonly verified: string | null;
};

/** What a version is known by when what it said is erased. */
export type VersionFact = {
  readonly record: string;
  readonly version: number;
  /** The fields this version changed; all of them in a record's first version. */
  readonly changed: readonly Field[];
  /** The submission's reference; null for what was loaded. */
  readonly submission: Reference | null;
  /** How the contributor is named in public, if at all. */
  readonly credit: string | null;
  readonly at: string;
};

/** Why a record leaves the inventory for good. */
export type RemovalReason = 'withdrawn' | 'objection';

/** Contributors by their submissions, and consents by their receipts. */
export type Unnamed = Pick<ErasedParts, 'credits' | 'consents'>;

/** What a decision or a withdrawal does to a record. */
export type RecordEffect =
  | {
      readonly type: 'revise';
      readonly version: RecordVersion;
      /** Fields whose earlier values must disappear everywhere. */
      readonly erases: readonly Field[];
      /** Who must not be named any more. */
      readonly unnames?: Unnamed;
      /** What still holds it, where that changes, too. */
      readonly holds?: readonly Reference[];
    }
  /** Nothing changes but that somebody is not named any more in what is older. */
  | { readonly type: 'unname'; readonly unnames: Unnamed }
  | { readonly type: 'create'; readonly version: RecordVersion }
  /** Out of the inventory, and back again when no objection holds it any more. */
  | { readonly type: 'hold' | 'lift'; readonly holds: readonly Reference[] }
  | { readonly type: 'remove'; readonly reason: RemovalReason };

/** The version after the newest, with what changes in it. */
export function nextVersion(
  record: CurrentRecord,
  made: Pick<VersionFact, 'changed' | 'submission' | 'credit' | 'at'> & Partial<RecordVersion>,
): RecordVersion {
  const { content, publication, aliases, verified } = record;
  const kept = { content, publication, aliases, verified };
  return { record: record.id, version: record.version + 1, ...kept, ...made };
}

/** What is wrong with a record: its fields, which merging may have filled, and how they go together. */
export function wholeProblems(content: Content): readonly Problem[] {
  const problems: Problem[] = [...(check(contentSchema, content).problems ?? []), ...repeatedItems(content)];
  for (const ends of wrongPeriods(content)) {
    problems.push(...ends.map((field) => problem([field], 'end-before-start')));
  }
  if (new TextEncoder().encode(canonicalJson(content)).length > RECORD_BYTES) {
    problems.push(problem([], 'record-too-large'));
  }
  return problems;
}
