import { check } from '../../domain/refusals.ts';
import type { Result } from '../../domain/result.ts';
import { commonMembers, given } from '../../forms/common.ts';
import { readOf } from '../../forms/effect.ts';
import type { Language } from '../../i18n/messages.ts';
import type { FormProblem } from '../../pages/form-problem.ts';
import { type Consent, consentSchema } from './document.ts';

/** Reads the form by which somebody consents to the publication of a record. */
export function readConsent(
  form: URLSearchParams,
  record: { readonly id: string; readonly version: number },
  language: Language,
): Result<Consent, FormProblem> {
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
