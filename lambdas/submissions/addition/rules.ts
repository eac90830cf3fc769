import { declinedFor } from '../../domain/approval.ts';
import { filledFields, withConsent } from '../../domain/basis.ts';
import { type ConsentRecord, given, givenConsent, publicConsent } from '../../domain/consent.ts';
import { changesOf, judgeChanges, withAdded } from '../../domain/judge-changes.ts';
import { proposalProblems } from '../../domain/proposal.ts';
import { emptyContent, fields, type Publication } from '../../domain/record.ts';
import { type RecordEffect, wholeProblems } from '../../domain/record-state.ts';
import { problem } from '../../domain/refusals.ts';
import type { Rules } from '../rule.ts';
import { agreed } from '../shared/agreed.ts';
import { changedFields, withoutChanges } from '../shared/changes.ts';
import type { Addition } from './document.ts';

const noticeOf = ({ basis }: Addition) => (basis.basis === 'consent' ? basis.notice : null);

export const additionRules: Rules<'addition'> = {
  takesEffect: (document) => noticeOf(document) !== null,
  noticeOf,
  recordOf: () => null,
  versionOf: () => null,
  changesOf: ({ proposal }) => changesOf(proposal),
  titleOf: ({ proposal }) => proposal.title,
  matterOf: ({ kind, basis }, { agreement }) => ({
    kind,
    record: null,
    basis: basis.basis === 'public' ? basis : { basis: 'consent', ...agreed(agreement) },
  }),
  receiveProblems: proposalProblems,
  clashes: () => [],
  approve: (command, submission, { idInUse, at }) => {
    const { choices, id, receipt } = command;
    const judgement = judgeChanges(withAdded(submission.changes, choices), emptyContent, choices);
    if (judgement.declined) return declinedFor(command);
    const { content, verdicts, edited } = judgement;
    if (id === null) return { problems: [problem(['id'], 'id-missing')] };
    const problems = [...wholeProblems(content), ...(idInUse ? [problem(['id'], 'id-taken')] : [])];
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
    return { value: { record: id, verdicts, edited, effect, consents: consent ? [given(consent)] : [] } };
  },
  fieldsOf: changedFields,
  without: withoutChanges,
  onlyVersion: () => null,
  shownFields: changedFields,
  sources: ({ basis }) => (basis.basis === 'public' ? basis.sources : []),
};

function firstPublication(sources: readonly string[], consent: ConsentRecord | null): Publication {
  const publication: Publication = { basis: 'public', sources: [...sources], consent: null, fields: {} };
  return consent ? withConsent(publication, publicConsent(consent)) : publication;
}
