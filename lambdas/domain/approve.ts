import { filledFields, withConsent } from './basis.ts';
import type { Approve } from './commands.ts';
import {
  type ConsentChange,
  type ConsentRecord,
  given,
  givenConsent,
  publicConsent,
  revoked,
  stands,
} from './consent.ts';
import { judgeChanges, ofChanged, withAdded } from './judge-changes.ts';
import { emptyContent, fields, type Publication } from './record.ts';
import { type CurrentRecord, nextVersion, type RecordEffect, wholeProblems } from './record-state.ts';
import { type Problem, problem } from './refusals.ts';
import type { Edited, RejectionReason, Verdicts, WaitingSubmission } from './submission.ts';
import { objectionEffect } from './withdrawal.ts';

/** What an approval comes to, besides who said so and when. */
export type Approval = {
  readonly record: string;
  readonly verdicts: Verdicts;
  readonly edited: Edited;
  readonly effect: RecordEffect | null;
  readonly consents: readonly ConsentChange[];
  readonly problems?: never;
};

/** Nothing was left to approve: it is rejected, for a reason. */
type Declined = { readonly declined: { readonly reason: RejectionReason }; readonly problems?: never };

export type Approved = Approval | Declined | { readonly problems: readonly Problem[] };

/** Who declines all of it rejects it, and says why. */
function declinedFor({ reason, duplicateOf = null }: Approve): Approved {
  if (reason === null) return { problems: [problem(['reason'], 'reason-missing')] };
  return { declined: { reason, ...duplicate(duplicateOf) } };
}

/** What a rejection says of the record that has it already, where one is named. */
export function duplicate(record: string | null): { readonly duplicateOf?: string } {
  return record === null ? {} : { duplicateOf: record };
}

type Of<K extends WaitingSubmission['kind']> = Extract<WaitingSubmission, { kind: K }>;

const nothingJudged = { verdicts: {}, edited: {} };

export function approveCorrection(
  command: Approve,
  submission: Of<'correction'>,
  record: CurrentRecord,
  at: string,
): Approved {
  const { verdicts, edited, declined, undecided, changed, content } = judgeChanges(
    submission.changes,
    record.content,
    command.choices,
  );
  if (undecided.length > 0) return { problems: undecided.map((field) => problem([field], 'choice-missing')) };
  if (declined) return declinedFor(command);
  const problems = ofChanged(wholeProblems(content), changed);
  if (problems.length > 0) return { problems };
  const made = { content, changed, submission: submission.reference, credit: submission.creditLine, at };
  const effect: RecordEffect | null =
    changed.length > 0 ? { type: 'revise', version: nextVersion(record, made), erases: [] } : null;
  return { record: record.id, verdicts, edited, effect, consents: [] };
}

export function approveAddition(
  command: Approve,
  submission: Of<'addition'>,
  taken: boolean,
  at: string,
): Approved {
  const { choices, id, receipt } = command;
  const judgement = judgeChanges(withAdded(submission.changes, choices), emptyContent, choices);
  if (judgement.declined) return declinedFor(command);
  const { content, verdicts, edited } = judgement;
  if (id === null) return { problems: [problem(['id'], 'id-missing')] };
  const problems = [...wholeProblems(content), ...(taken ? [problem(['id'], 'id-taken')] : [])];
  if (problems.length > 0) return { problems };
  const covered = { record: id, version: 1, fields: filledFields(content) };
  const { basis } = submission;
  const consent = basis.basis === 'consent' ? givenConsent(submission, basis, covered, receipt) : null;
  const version = {
    record: id,
    version: 1,
    content,
    publication: firstPublication(basis.basis === 'public' ? basis.sources : [], consent),
    aliases: [],
    verified: null,
    changed: fields,
    submission: submission.reference,
    credit: submission.creditLine,
    at,
  };
  const effect: RecordEffect = { type: 'create', version };
  return { record: id, verdicts, edited, effect, consents: consent ? [given(consent)] : [] };
}

function firstPublication(sources: readonly string[], consent: ConsentRecord | null): Publication {
  const publication: Publication = { basis: 'public', sources: [...sources], consent: null, fields: {} };
  return consent ? withConsent(publication, publicConsent(consent)) : publication;
}

export function approveConsent(
  { receipt }: Approve,
  submission: Of<'consent'>,
  record: CurrentRecord,
  at: string,
): Approved {
  const covered = { record: record.id, version: submission.version, fields: submission.fields };
  const consent = givenConsent(submission, submission, covered, receipt);
  const version = nextVersion(record, {
    publication: withConsent(record.publication, publicConsent(consent)),
    changed: [],
    submission: submission.reference,
    credit: submission.creditLine,
    at,
  });
  const effect: RecordEffect = { type: 'revise', version, erases: [] };
  return { record: record.id, ...nothingJudged, effect, consents: [given(consent)] };
}

export function approveObjection(
  { by }: Approve,
  submission: Of<'objection'>,
  record: CurrentRecord,
  consents: readonly ConsentRecord[],
  at: string,
): Approved {
  const effect = objectionEffect(record, submission.fields, { at, submission: submission.reference });
  const ended = effect.type === 'remove' ? consents.filter(stands) : [];
  return {
    record: record.id,
    ...nothingJudged,
    effect,
    consents: ended.map((consent) => revoked(consent, by, at)),
  };
}
