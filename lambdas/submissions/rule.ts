import type { Approved } from '../domain/approval.ts';
import type { Approve } from '../domain/commands.ts';
import type { ConsentRecord } from '../domain/consent.ts';
import type { Change } from '../domain/documents.ts';
import type { Content, Field } from '../domain/record.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import type { Problem } from '../domain/refusals.ts';
import type { Agreement, Submission, SubmissionContent, WaitingSubmission } from '../domain/submission.ts';
import type { DocumentOf } from './documents.ts';
import type { Kind, Matter } from './kinds.ts';

type OfKind<All, K extends Kind> = Extract<All, { readonly kind: K }>;

/** What is known of what a document is about. */
export type Seen = {
  /** The version it is made from, and what that says; null where it is made from none. */
  readonly version: { readonly number: number; readonly content: Content } | null;
  /** What was read and agreed to; null where nothing was. */
  readonly agreement: Agreement | null;
};

/** What an approval is decided on. */
export type Approving = {
  /** The record it is about; null of a proposal, and where there is none any more. */
  readonly record: CurrentRecord | null;
  /** The consent records of that record. */
  readonly consents: readonly ConsentRecord[];
  /** Whether the id that a proposed record would get is or was another's. */
  readonly idInUse: boolean;
  readonly at: string;
};

/**
 * The rules of one kind of submission, pure. Methods take what they are given for a submission of their own kind: the table
 * is asked by the kind that it has.
 */
export type Rules<K extends Kind = Kind> = {
  /** Whether it does something in the name of who has its address, who must be asked therefore. */
  takesEffect(document: DocumentOf<K>): boolean;
  /** The version of the notice that somebody read and agreed to who allows publication with it; null where nobody does. */
  noticeOf(document: DocumentOf<K>): string | null;
  /** The id of the record it is about; null of a proposal. */
  recordOf(document: DocumentOf<K>): string | null;
  /** The version of that record it is made from; null where it is made from none. */
  versionOf(document: DocumentOf<K>, newest: number): number | null;
  changesOf(document: DocumentOf<K>): readonly Change[];
  /** What it calls the record; null where the record has a title already. */
  titleOf(document: DocumentOf<K>): string | null;
  /** What it is about, as it is stored. */
  matterOf(document: DocumentOf<K>, seen: Seen): OfKind<Matter, K>;
  /** Why it is not taken; paths lead from its document. */
  receiveProblems(content: OfKind<SubmissionContent, K>, record: CurrentRecord | null): readonly Problem[];
  /** What is wrong with it beside others of its bundle: none may say what another one says. */
  clashes(content: OfKind<SubmissionContent, K>, others: readonly SubmissionContent[]): readonly Problem[];
  approve(command: Approve, submission: OfKind<WaitingSubmission, K>, state: Approving): Approved;
  /** The fields that it is about; none where it is about the whole record. */
  fieldsOf(submission: OfKind<Submission, K>): readonly Field[];
  /** What is left of it when it is not about some of them any more, without the words around that, which may quote it. */
  without(submission: OfKind<Submission, K>, gone: readonly Field[]): Submission;
  /** The version of its record that it is about alone, whatever came since; null where it is about the record. */
  onlyVersion(submission: OfKind<Submission, K>): number | null;
  /** The fields of the record that who decides is shown beside it. */
  shownFields(submission: OfKind<Submission, K>): readonly Field[];
  /** Web pages that it gives beside its changes and evidence. */
  sources(submission: OfKind<SubmissionContent, K>): readonly string[];
};
