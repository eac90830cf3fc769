import type { Choice, Choices, Command } from '../domain/commands.ts';
import { noteSchema } from '../domain/documents.ts';
import { type Entry, inputName, readForm, withDoubts } from '../domain/form.ts';
import { type Field, fields, isField, slug, submittedField } from '../domain/record.ts';
import { check } from '../domain/refusals.ts';
import { type RejectionReason, rejectionReasons, type Submission } from '../domain/submission.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { formAfterListStep } from './common-form.ts';
import { understoodIn } from './understood.ts';

/** What a person who decides says. */
export type Decision = Extract<Command, { type: 'approve' | 'reject' | 'ask' }>;

/** What a manager's form says: a command bound to what was seen, or what is wrong by input. */
export type ReadDecision =
  | { readonly command: Decision; readonly seen: string }
  | { readonly problems: readonly FormProblem[] };

/** Who decides, and the public id of the consent record that an approval may make. */
export type Decider = { readonly by: string; readonly receipt: string };

/** Reads the decision of a review form. */
export function readDecision(form: URLSearchParams, submission: Submission, decider: Decider): ReadDecision {
  const decision = form.get('decision');
  if (!isDecision(decision)) return { problems: [{ name: 'decision', rule: 'decision-missing' }] };
  const note = check(noteSchema, form.get('note')?.trim() || null);
  if (note.problems) return { problems: note.problems.map((one) => ({ ...one, name: 'note' })) };
  const read = readCommand(form, decision, submission, decider, note.value);
  const seen = form.get('seen') ?? '';
  if (seen !== '') return 'problems' in read ? read : { ...read, seen };
  const problems = 'problems' in read ? read.problems : [];
  return { problems: [...problems, { name: 'decision', rule: 'seen-missing' }] };
}

function isDecision(decision: string | null): decision is Decision['type'] {
  return decision === 'approve' || decision === 'reject' || decision === 'ask';
}

type ReadCommand = { readonly command: Decision } | { readonly problems: readonly FormProblem[] };

function readCommand(
  form: URLSearchParams,
  decision: Decision['type'],
  submission: Submission,
  { by, receipt }: Decider,
  note: string | null,
): ReadCommand {
  switch (decision) {
    case 'approve': {
      const { choices, problems } = readChoices(form, submission);
      const id = readId(form, submission);
      if ('problems' in id) problems.push(...id.problems);
      if (problems.length > 0 || 'problems' in id) return { problems };
      const reason = readReason(form.get('reason'));
      return { command: { type: 'approve', by, note, reason, choices, id: id.value, receipt } };
    }
    case 'reject': {
      const reason = readReason(form.get('reason'));
      if (!reason) return { problems: [{ name: 'reason', rule: 'reason-missing' }] };
      return { command: { type: 'reject', by, note, reason } };
    }
    case 'ask':
      return note === null
        ? { problems: [{ name: 'note', rule: 'question-missing' }] }
        : { command: { type: 'ask', by, question: note } };
    default:
      return decision satisfies never;
  }
}

/** The id of a new project; nothing for what is about a record already. */
function readId(
  form: URLSearchParams,
  { kind }: Submission,
): { readonly value: string | null } | { readonly problems: readonly FormProblem[] } {
  const typed = form.get('value[id]')?.trim() || null;
  if (kind !== 'addition' || typed === null) return { value: null };
  const checked = check(slug, typed);
  return checked.problems
    ? { problems: checked.problems.map((one) => ({ ...one, name: 'value[id]' })) }
    : { value: checked.value };
}

function readReason(reason: string | null): RejectionReason | null {
  return rejectionReasons.find((one) => one === reason) ?? null;
}

type ReadChoices = { readonly choices: Choices; readonly problems: FormProblem[] };

function readChoices(form: URLSearchParams, { kind, changes }: Submission): ReadChoices {
  const choices: Partial<Record<Field, Choice>> = {};
  // To a new project whoever decides may add anything.
  const judged = kind === 'addition' ? fields : changes.map(({ field }) => field);
  const known = judged.map((field) => `change[${field}]`);
  const stray = [...form.keys()].filter((name) => name.startsWith('change[') && !known.includes(name));
  // A choice about a field that nobody wants to change was meant for another one.
  const problems: FormProblem[] = stray.map((name) => ({ name, rule: 'unknown-field' }));
  for (const field of judged) {
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

/** The review form after a button beside a list was pressed, which is an edit of that list. */
export function editedAfterListStep(form: URLSearchParams, step: string): URLSearchParams {
  const edited = formAfterListStep(form, step);
  const list = /:(value\[\w+\])/.exec(step)?.[1];
  if (list !== undefined) edited.set(list.replace('value', 'change'), 'edit');
  return edited;
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
  const typed = readForm(entries, understoodIn(form)).get(field);
  if (!typed) return { problems: [{ name: `value[${field}]`, rule: 'missing-field' }] };
  const checked = check(submittedField(field), typed.value);
  const wrong = withDoubts(typed, checked.problems);
  if (!checked.problems && wrong.length === 0) return { verdict: 'edit', value: checked.value };
  const nameOf = (path: readonly PropertyKey[]) =>
    typed.inputName(path).replace(inputName(field), `value[${field}]`);
  return { problems: wrong.map(({ path, ...rest }) => ({ name: nameOf(path), ...rest })) };
}
