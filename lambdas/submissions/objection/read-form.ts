import { isField } from '../../domain/record.ts';
import { check } from '../../domain/refusals.ts';
import type { Result } from '../../domain/result.ts';
import { commonMembers, listInputs } from '../../forms/common.ts';
import { readOf } from '../../forms/effect.ts';
import type { Language } from '../../i18n/messages.ts';
import type { FormProblem } from '../../pages/form-problem.ts';
import { type Objection, objectionSchema } from './document.ts';

/** Reads the form by which somebody objects to a record or some of its fields. */
export function readObjection(
  form: URLSearchParams,
  id: string,
  language: Language,
): Result<Objection, FormProblem> {
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
