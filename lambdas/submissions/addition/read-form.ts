import { readFields } from '../../domain/form.ts';
import { readTypedUrl } from '../../domain/read-url.ts';
import { emptyContent, type Field } from '../../domain/record.ts';
import { check, type Problem } from '../../domain/refusals.ts';
import type { Result } from '../../domain/result.ts';
import type { TypedValue, Typing } from '../../fields/kind.ts';
import { senderProblems, valueQuestions } from '../../forms/asked.ts';
import { commonMembers, commonProblem, given, listInputs } from '../../forms/common.ts';
import { dateOrderProblems } from '../../forms/date-order.ts';
import { understoodIn } from '../../forms/understood.ts';
import type { Language } from '../../i18n/messages.ts';
import type { FormProblem } from '../../pages/form-problem.ts';
import { type Addition, additionSchema } from './document.ts';

export function readAddition(
  form: URLSearchParams,
  language: Language,
  understood: Typing = understoodIn(form),
): Result<Addition, FormProblem> {
  const typed = readFields([...form], understood);
  const common = commonMembers(form, language);
  const questions = [
    ...[...typed].flatMap(([field, value]) => valueQuestions(field, value, form)),
    ...senderProblems(common.contributor, form),
  ];
  const checked = check(additionSchema, {
    kind: 'addition',
    proposal: proposalOf(typed, language),
    basis: readBasis(form),
    evidence: listInputs(form, 'evidence').map(([, text]) => readTypedUrl(text)),
    ...common,
  });
  const asked = new Set(questions.map(({ name }) => name));
  const others = additionProblems(checked.problems ?? [], form, typed).filter(({ name }) => !asked.has(name));
  const problems = [...questions, ...others, ...dateOrderProblems(typed, emptyContent)];
  return checked.problems || problems.length > 0 ? { problems } : { value: checked.value };
}

/** Who leaves the language of the texts out wrote them in that of the page. */
function proposalOf(typed: ReadonlyMap<Field, TypedValue>, language: Language): Record<string, unknown> {
  const values = Object.fromEntries([...typed].map(([field, { value }]) => [field, value]));
  return { ...values, language: values['language'] || language };
}

function readBasis(form: URLSearchParams): unknown {
  const basis = given(form, 'basis');
  if (basis === 'public')
    return { basis, sources: listInputs(form, 'sources').map(([, text]) => readTypedUrl(text)) };
  return { basis, notice: given(form, 'notice'), authority: given(form, 'authority') === 'yes' };
}

/** The problems of an addition at the inputs they come from. */
export function additionProblems(
  problems: readonly Problem[],
  form: URLSearchParams,
  typed: ReadonlyMap<Field, TypedValue> = readFields([...form], understoodIn(form)),
): readonly FormProblem[] {
  return problems.map((one) => commonProblem(one) ?? ownProblem(one, form, typed));
}

function ownProblem(
  { path, ...rest }: Problem,
  form: URLSearchParams,
  typed: ReadonlyMap<Field, TypedValue>,
): FormProblem {
  const [top, second, ...inner] = path;
  if (top === 'evidence')
    return { name: listInputs(form, top)[Number(second)]?.[0] ?? 'evidence[0]', ...rest };
  if (top === 'basis') return { name: basisInput(second, inner, form), ...rest };
  const value = typed.get(second as Field);
  return { name: value ? value.inputName(inner) : String(second ?? 'title'), ...rest };
}

function basisInput(member: unknown, inner: readonly PropertyKey[], form: URLSearchParams): string {
  if (member === 'sources') return listInputs(form, 'sources')[Number(inner[0])]?.[0] ?? 'sources[0]';
  return member === 'authority' ? 'authority' : 'basis';
}
