import { canonicalJson } from './canonical.ts';
import { endsBefore } from './date.ts';
import { repeatedItems } from './merge.ts';
import { type Content, contentSchema, type Field, type Publication, RECORD_BYTES } from './record.ts';
import { check, type Problem, problem } from './refusals.ts';

/** A record as the table has it: the content of its newest version. */
export type CurrentRecord = {
  readonly id: string;
  readonly status: 'live';
  readonly version: number;
  readonly content: Content;
  readonly publication: Publication;
  readonly aliases: readonly string[];
};

/** One approved state of a record, never changed. What a release publishes is made of these. */
export type RecordVersion = {
  readonly record: string;
  readonly version: number;
  readonly content: Content;
  readonly publication: Publication;
  readonly aliases: readonly string[];
  /** The fields this version changed; all of them in a record's first version. */
  readonly changed: readonly Field[];
  /** The submission's reference; null for what was loaded. */
  readonly submission: string | null;
  /** How the contributor is named in public, if at all. */
  readonly credit: string | null;
  readonly at: string;
};

/** What is wrong with a record: its fields, which merging may have filled, and how they go together. */
export function wholeProblems(content: Content): readonly Problem[] {
  const problems: Problem[] = [...(check(contentSchema, content).problems ?? []), ...repeatedItems(content)];
  if (content.startDate && content.endDate && endsBefore(content.endDate, content.startDate)) {
    problems.push(problem(['endDate'], 'end-before-start'));
  }
  if (new TextEncoder().encode(canonicalJson(content)).length > RECORD_BYTES) {
    problems.push(problem([], 'record-too-large'));
  }
  return problems;
}

/** Why a record may be public: consent given and not withdrawn, or a public source to point to. */
export function hasBasis(publication: Publication): boolean {
  return publication.basis === 'public' ? publication.sources.length > 0 : publication.consent !== null;
}
