import type { Approved } from '../domain/approval.ts';
import type { Approve } from '../domain/commands.ts';
import type { ConsentRecord } from '../domain/consent.ts';
import type { Field } from '../domain/record.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import type { Problem } from '../domain/refusals.ts';
import type { Submission, SubmissionContent, WaitingSubmission } from '../domain/submission.ts';
import type { DocumentOf } from './documents.ts';
import type { Kind } from './kinds.ts';

type OfKind<All, K extends Kind> = Extract<All, { readonly kind: K }>;

/** What an approval is decided on. */
export type Approving = {
  /** The record it is about; null of a proposal, and where there is none any more. */
  readonly record: CurrentRecord | null;
  /** The consent records of that record. */
  readonly consents: readonly ConsentRecord[];
  /** Whether the id that a proposed record would get is or was another's. */
  readonly taken: boolean;
  readonly at: string;
};

/**
 * The rules of one kind of submission, pure. Methods take what they are given for a submission of their own kind: the table
 * is asked by the kind that it has.
 */
export type Rules<K extends Kind = Kind> = {
  /** Whether it does something in the name of who has its address, who must be asked therefore. */
  takesEffect(document: DocumentOf<K>): boolean;
  /** Whether publication is allowed with it: then the notice that was read is kept. */
  allowsPublication(document: DocumentOf<K>): boolean;
  /** Why it is not taken; paths lead from its document. */
  receiveProblems(content: OfKind<SubmissionContent, K>, record: CurrentRecord | null): readonly Problem[];
  /** What is wrong with it beside others of its bundle: none may say what another one says. */
  clashes(content: OfKind<SubmissionContent, K>, others: readonly SubmissionContent[]): readonly Problem[];
  approve(command: Approve, submission: OfKind<WaitingSubmission, K>, state: Approving): Approved;
  /** The fields that it is about; none where it is about the whole record. */
  fieldsOf(submission: OfKind<Submission, K>): readonly Field[];
  /** What is left of it when it is not about some of them any more, without the words around that, which may quote it. */
  without(submission: OfKind<Submission, K>, gone: readonly Field[]): Submission;
  /** The fields of the record that who decides is shown beside it. */
  shownFields(submission: OfKind<Submission, K>): readonly Field[];
  /** Web pages that it gives beside its changes and evidence. */
  sources(submission: OfKind<SubmissionContent, K>): readonly string[];
};
