import type { Choice, Choices, Command } from '../domain/decide.ts';
import { type Entry, inputName, readForm } from '../domain/form.ts';
import { type Field, isField, submittedField } from '../domain/record.ts';
import { check } from '../domain/refusals.ts';
import { type Change, noteSchema, type RejectionReason, rejectionReasons } from '../domain/submission.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { understood } from './understood.ts';

/** What a manager's form says: a command bound to what was seen, or what is wrong by input. */
export type ReadDecision =
  | { readonly command: Extract<Command, { type: 'approve' | 'reject' }>; readonly seen: string }
  | { readonly problems: readonly FormProblem[] };

/** Reads the decision of a review form. */
export function readDecision(form: URLSearchParams, changes: readonly Change[], by: string): ReadDecision {
  const decision = form.get('decision');
  if (decision !== 'approve' && decision !== 'reject')
    return { problems: [{ name: 'decision', rule: 'decision-missing' }] };
  const note = check(noteSchema, form.get('note')?.trim() || null);
  const problems: FormProblem[] = (note.problems ?? []).map(({ path, ...rest }) => ({
    name: 'note',
    ...rest,
  }));
  const reason = readReason(form.get('reason'));
  if (decision === 'reject' && !reason) problems.push({ name: 'reason', rule: 'reason-missing' });
  const seen = form.get('seen') ?? '';
  if (seen === '') problems.push({ name: 'decision', rule: 'seen-missing' });
  const { choices, problems: choiceProblems } = readChoices(form, changes);
  if (decision === 'approve') problems.push(...choiceProblems);
  if (problems.length > 0 || note.problems) return { problems };
  const text = note.value;
  if (decision === 'approve') return { command: { type: 'approve', by, note: text, reason, choices }, seen };
  return reason
    ? { command: { type: 'reject', by, note: text, reason }, seen }
    : { problems: [{ name: 'reason', rule: 'reason-missing' }] };
}

function readReason(reason: string | null): RejectionReason | null {
  return rejectionReasons.find((one) => one === reason) ?? null;
}

type ReadChoices = { readonly choices: Choices; readonly problems: readonly FormProblem[] };

function readChoices(form: URLSearchParams, changes: readonly Change[]): ReadChoices {
  const choices: Partial<Record<Field, Choice>> = {};
  const known = changes.map(({ field }) => `change[${field}]`);
  const stray = [...form.keys()].filter((name) => name.startsWith('change[') && !known.includes(name));
  // A choice about a field that nobody wants to change was meant for another one.
  const problems: FormProblem[] = stray.map((name) => ({ name, rule: 'unknown-field' }));
  for (const { field } of changes) {
    const verdict = form.get(`change[${field}]`);
    if (verdict === null) continue;
    if (verdict === 'accept' || verdict === 'decline') choices[field] = { verdict };
    else if (verdict === 'edit') {
      const edited = readEdit(form, field);
      if ('value' in edited) choices[field] = edited;
      else problems.push(...edited.problems);
    } else problems.push({ name: `change[${field}]`, rule: 'unknown-choice' });
  }
  return { choices, problems };
}

/** `value[funders][0][name]` says what `funders[0][name]` says in a correction. */
function readEdit(
  form: URLSearchParams,
  field: Field,
): (Choice & { verdict: 'edit' }) | { problems: readonly FormProblem[] } {
  const entries = [...form].flatMap(([name, text]): readonly Entry[] => {
    const inner = /^value\[(\w+)\](.*)$/.exec(name);
    return inner?.[1] && isField(inner[1]) ? [[inputName(inner[1]) + (inner[2] ?? ''), text]] : [];
  });
  const typed = readForm(entries, understood).get(field);
  if (!typed) return { problems: [{ name: `value[${field}]`, rule: 'missing-field' }] };
  const checked = check(submittedField(field), typed.value);
  if (!checked.problems) return { verdict: 'edit', value: checked.value };
  const nameOf = (path: readonly PropertyKey[]) =>
    typed.inputName(path).replace(inputName(field), `value[${field}]`);
  return { problems: checked.problems.map(({ path, ...rest }) => ({ name: nameOf(path), ...rest })) };
}
