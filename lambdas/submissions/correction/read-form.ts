import { canonicalJson } from '../../domain/canonical.ts';
import type { Change } from '../../domain/documents.ts';
import { formEntries, readFields } from '../../domain/form.ts';
import { diffField } from '../../domain/merge.ts';
import { readTypedUrl } from '../../domain/read-url.ts';
import type { Content, Field } from '../../domain/record.ts';
import { check, type Problem } from '../../domain/refusals.ts';
import type { Result } from '../../domain/result.ts';
import type { Entry, TypedValue, Typing } from '../../fields/kind.ts';
import { readValue, senderProblems } from '../../forms/asked.ts';
import { commonMembers, commonProblem, listInputs } from '../../forms/common.ts';
import { dateOrderProblems } from '../../forms/date-order.ts';
import { understoodIn } from '../../forms/understood.ts';
import type { Language } from '../../i18n/messages.ts';
import type { FormProblem } from '../../pages/form-problem.ts';
import { type Correction, correctionSchema } from './document.ts';

/** The record a form was made for, as the contributor saw it. */
export type SeenRecord = { readonly id: string; readonly version: number; readonly content: Content };

/** Reads a correction from a form; fields that say what the record said are no change. */
export function readCorrection(
  form: URLSearchParams,
  seen: SeenRecord,
  language: Language,
  understood: Typing = understoodIn(form),
): Result<Correction, FormProblem> {
  const typed = readFields([...form], understood);
  const read = [...typed].map(([field, value]) => readChange(field, value, form, seen.content));
  const common = commonMembers(form, language);
  const problems = [
    ...read.flatMap((one) => one.problems ?? []),
    ...dateOrderProblems(typed, seen.content),
    ...senderProblems(common.contributor, form),
  ];
  const changes = read.flatMap((one) => one.change ?? []);
  const evidence = listInputs(form, 'evidence');
  const inputs = { typed, changes, evidence };
  const checked = check(correctionSchema, {
    kind: 'correction',
    record: seen.id,
    version: seen.version,
    changes,
    evidence: evidence.map(([, text]) => readTypedUrl(text)),
    ...common,
  });
  if (!checked.problems && problems.length === 0) return { value: checked.value };
  const others = (checked.problems ?? []).map((one) => formProblem(one, inputs));
  const spaced = read.flatMap((one) => one.spaced ?? []);
  // A value that cannot be read is a change all the same; one of other white space is none.
  const instead = [...problems, ...spaced];
  const telling = instead.length > 0 ? others.filter(({ rule }) => rule !== 'nothing-changed') : others;
  const unchanged = problems.length === 0 && changes.length === 0;
  return { problems: [...(unchanged ? spaced : problems), ...telling] };
}

type ReadChange = {
  readonly change?: Change;
  readonly problems?: readonly FormProblem[];
  /** Said where nothing else is changed: that this differs in white space only. */
  readonly spaced?: FormProblem;
};

function readChange(field: Field, typed: TypedValue, form: URLSearchParams, content: Content): ReadChange {
  const { value, problems } = readValue(field, typed, form, [content[field]]);
  if (problems) return { problems };
  const change = { field, from: content[field], to: value } as Change;
  if (diffField(change, content).kind !== 'same') return { change };
  const came = canonicalJson(formEntries(field, typed.value)).replaceAll('\\r\\n', '\\n');
  const other = came !== canonicalJson(formEntries(field, content[field]));
  return other ? { spaced: { name: typed.inputName([]), rule: 'only-white-space' } } : {};
}

type Inputs = {
  readonly typed: ReadonlyMap<Field, TypedValue>;
  readonly changes: readonly Change[];
  readonly evidence: readonly Entry[];
};

/** The problems of a correction that was read from a form, at the inputs they come from. */
export function formProblemsOf(
  problems: readonly Problem[],
  { changes }: Correction,
  form: URLSearchParams,
): readonly FormProblem[] {
  const inputs = {
    typed: readFields([...form], understoodIn(form)),
    changes,
    evidence: listInputs(form, 'evidence'),
  };
  return problems.map((one) => formProblem(one, inputs));
}

function formProblem(problem: Problem, { typed, changes, evidence }: Inputs): FormProblem {
  const common = commonProblem(problem);
  if (common) return common;
  const { path, ...rest } = problem;
  const [top, second, , ...inner] = path;
  if (top === 'evidence') return { name: evidence[Number(second)]?.[0] ?? 'evidence[0]', ...rest };
  // Whatever else is wrong concerns the changes: the one named, else the first field that was asked for.
  const field = (typeof second === 'number' ? changes[second]?.field : undefined) ?? [...typed.keys()][0];
  return { name: (field && typed.get(field)?.inputName(inner)) ?? 'comment', ...rest };
}
