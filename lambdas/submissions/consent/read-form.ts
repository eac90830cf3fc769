import { isField } from '../../domain/record.ts';
import { type Checked, check, type Problem } from '../../domain/refusals.ts';
import { senderProblems } from '../../forms/asked.ts';
import { commonMembers, commonProblem, given, listInputs } from '../../forms/common.ts';
import type { Language } from '../../i18n/messages.ts';
import type { FormProblem } from '../../pages/form-problem.ts';
import { type Objection, objectionSchema } from '../objection/document.ts';
import { type Consent, consentSchema } from './document.ts';

type Read<Document> = { readonly document: Document } | { readonly problems: readonly FormProblem[] };

/** Reads the form by which somebody consents to the publication of a record. */
export function readConsent(
  form: URLSearchParams,
  record: { readonly id: string; readonly version: number },
  language: Language,
): Read<Consent> {
  const common = commonMembers(form, language);
  const checked = check(consentSchema, {
    kind: 'consent',
    record: record.id,
    version: record.version,
    notice: given(form, 'notice') ?? '',
    authority: given(form, 'authority') === 'yes',
    ...common,
  });
  return readOf(checked, common.contributor, form);
}

/** Reads the form by which somebody objects to a record or some of its fields. */
export function readObjection(form: URLSearchParams, id: string, language: Language): Read<Objection> {
  const common = commonMembers(form, language);
  const checked = check(objectionSchema, {
    kind: 'objection',
    record: id,
    fields: listInputs(form, 'fields')
      .map(([, field]) => field)
      .filter(isField),
    ...common,
  });
  return readOf(checked, common.contributor, form);
}

function readOf<Document>(
  checked: Checked<Document>,
  contributor: unknown,
  form: URLSearchParams,
): Read<Document> {
  const asked = senderProblems(contributor, form);
  return checked.problems || asked.length > 0
    ? { problems: [...effectProblems(checked.problems ?? []), ...asked] }
    : { document: checked.value };
}

/** The problems of a consent or an objection at the inputs they come from. */
export function effectProblems(problems: readonly Problem[]): readonly FormProblem[] {
  return problems.map((one) => commonProblem(one) ?? { name: inputOf(one.path[0]), ...withoutPath(one) });
}

function inputOf(top: Problem['path'][number] | undefined): string {
  return top === 'fields' ? 'fields[0]' : 'authority';
}

function withoutPath({ path, ...rest }: Problem): Omit<Problem, 'path'> {
  return rest;
}
