import { declinedFor } from '../../domain/approval.ts';
import { changeProblems, judgeChanges, ofChanged } from '../../domain/judge-changes.ts';
import { nextVersion, type RecordEffect, wholeProblems } from '../../domain/record-state.ts';
import { problem } from '../../domain/refusals.ts';
import type { Rules } from '../rule.ts';
import { changedFields, withoutChanges } from '../shared/changes.ts';
import { onPresentRecord } from '../shared/present-record.ts';

export const correctionRules: Rules<'correction'> = {
  takesEffect: () => false,
  noticeOf: () => null,
  recordOf: ({ record }) => record,
  versionOf: ({ version }) => version,
  changesOf: ({ changes }) => changes,
  titleOf: () => null,
  matterOf: ({ kind, record, version }) => ({ kind, record, version }),
  receiveProblems: ({ changes }, record) => {
    if (!record) return [problem(['record'], 'no-such-record')];
    if (record.status === 'held') return [problem(['record'], 'record-held')];
    return changeProblems(changes, record.content);
  },
  clashes: ({ changes, record }, others) => {
    const alike = others.filter((one) => one.kind === 'correction' && one.record === record);
    const changed = new Set(alike.flatMap(changedFields));
    return changes.flatMap(({ field }, index) =>
      changed.has(field) ? [problem(['changes', index, 'field'], 'changed-twice')] : [],
    );
  },
  approve: (command, submission, state) =>
    onPresentRecord(state.record, { evenHeld: false }, (record) => {
      const { changes, reference, creditLine } = submission;
      const judged = judgeChanges(changes, record.content, command.choices);
      const { verdicts, edited, declined, undecided, changed, content } = judged;
      if (undecided.length > 0)
        return { problems: undecided.map((field) => problem([field], 'choice-missing')) };
      if (declined) return declinedFor(command);
      const problems = ofChanged(wholeProblems(content), changed);
      if (problems.length > 0) return { problems };
      const made = { content, changed, submission: reference, credit: creditLine, at: state.at };
      const effect: RecordEffect | null =
        changed.length > 0 ? { type: 'revise', version: nextVersion(record, made), erases: [] } : null;
      return { value: { record: record.id, verdicts, edited, effect, consents: [] } };
    }),
  fieldsOf: changedFields,
  without: withoutChanges,
  onlyVersion: () => null,
  shownFields: changedFields,
  sources: () => [],
};
