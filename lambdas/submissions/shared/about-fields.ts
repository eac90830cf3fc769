import type { Field } from '../../domain/record.ts';
import type { CurrentRecord } from '../../domain/record-state.ts';
import { type Problem, problem } from '../../domain/refusals.ts';
import type { Submission, SubmissionContent } from '../../domain/submission.ts';

type AboutFields = { readonly fields: readonly Field[] };

/** The rules of what is about fields of a record and wants none of them to say something else. */
export const aboutFields = {
  takesEffect: () => true,
  recordOf: ({ record }: { readonly record: string }) => record,
  changesOf: () => [],
  titleOf: () => null,
  receiveProblems: (_content: unknown, record: CurrentRecord | null): readonly Problem[] =>
    record ? [] : [problem(['record'], 'no-such-record')],
  clashes: ({ kind, record }: SubmissionContent, others: readonly SubmissionContent[]): readonly Problem[] =>
    others.some((one) => one.kind === kind && one.record === record)
      ? [problem(['record'], 'sent-twice')]
      : [],
  fieldsOf: ({ fields }: AboutFields) => fields,
  without: <One extends Submission & AboutFields>(submission: One, gone: readonly Field[]): One => ({
    ...submission,
    fields: submission.fields.filter((field) => !gone.includes(field)),
  }),
  sources: () => [],
};
