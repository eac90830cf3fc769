import { canonicalJson, type Sha256 } from '../domain/canonical.ts';
import { formEntries, inputName, readFields } from '../domain/form.ts';
import { type FieldDiff, inAnyOrder } from '../domain/merge.ts';
import { type Field, type FieldValue, isField, submittedField } from '../domain/record.ts';
import { check } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import type { Entry, TypedValue } from '../fields/kind.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { readValue } from './asked.ts';
import { understoodIn } from './understood.ts';

/** The inputs of one field's value: `value[title]`, `value[links][0][url]`. */
export function isValueInput(name: string, field: Field): boolean {
  return name === `value[${field}]` || name.startsWith(`value[${field}][`);
}

/**
 * `value[links][0][url]` says what `links[0][url]` says in a correction.
 * @param known what was sent or stands already, which nobody is asked about
 */
export function readEdit(
  form: URLSearchParams,
  field: Field,
  known: readonly unknown[],
): Result<FieldValue, FormProblem> {
  const typed = typedValue(entriesOf(form, field), field, form);
  if (!typed) return { problems: [{ name: `value[${field}]`, rule: 'missing-field' }] };
  const { value, problems } = readValue(field, typed, form, known);
  return problems ? { problems } : { value };
}

/** The inputs of a value by the names they have in a correction. */
function entriesOf(form: URLSearchParams, field: Field): readonly Entry[] {
  return [...form].flatMap(([name, text]): readonly Entry[] => {
    const inner = /^value\[(\w+)\](.*)$/.exec(name);
    return inner?.[1] === field && isField(field) ? [[inputName(field) + (inner[2] ?? ''), text]] : [];
  });
}

function typedValue(
  entries: readonly Entry[],
  field: Field,
  form = new URLSearchParams(),
): TypedValue | undefined {
  const typed = readFields(entries, understoodIn(form)).get(field);
  const inputNameOf = (path: readonly PropertyKey[]) =>
    (typed?.inputName(path) ?? '').replace(inputName(field), `value[${field}]`);
  return typed && { ...typed, inputName: inputNameOf };
}

/** What a form offers as the value of a field, in few letters: a manager who types another value edits it. */
export function offerOf(field: Field, value: FieldValue, sha256: Sha256): string {
  return digest(formEntries(field, value), field, sha256);
}

/** Enough to tell one text from another, and short. */
const DIGEST_LENGTH = 16;

function digest(entries: readonly Entry[], field: Field, sha256: Sha256): string {
  const typed = typedValue(entries, field);
  const read = typed && check(submittedField(field), typed.value);
  const said =
    read && !read.problems ? inAnyOrder(field, read.value) : entries.map(([, text]) => text.trim());
  return sha256(canonicalJson(said)).slice(0, DIGEST_LENGTH);
}

/** The fields whose boxes say something else than they did when the page was made. */
export function editedFields(
  form: URLSearchParams,
  diffs: readonly FieldDiff[],
  sha256: Sha256,
): ReadonlySet<Field> {
  const edited = diffs.filter(({ field, to, merged }) => {
    const entries = entriesOf(form, field);
    if (entries.length === 0) return false;
    const offered = form.get(`offered[${field}]`);
    const offers = offered ? [offered] : [to, merged].map((value) => offerOf(field, value, sha256));
    return !offers.includes(digest(entries, field, sha256));
  });
  return new Set(edited.map(({ field }) => field));
}

/** What was chosen and typed, without what nobody typed: boxes that nobody touched show what is so now. */
export function keptInputs(
  typed: ReadonlyMap<string, string>,
  diffs: readonly FieldDiff[],
  edited: ReadonlySet<Field>,
): ReadonlyMap<string, string> {
  const untouched = diffs.map(({ field }) => field).filter((field) => !edited.has(field));
  return new Map([...typed].filter(([name]) => !untouched.some((field) => isValueInput(name, field))));
}
