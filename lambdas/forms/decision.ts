import type { Choice, Choices, Decision } from '../domain/commands.ts';
import { noteSchema } from '../domain/documents.ts';
import type { ReceiptId } from '../domain/names.ts';
import { type Field, fields } from '../domain/record.ts';
import { recordPath } from '../domain/record-path.ts';
import { check, type Problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import { type RejectionReason, rejectionReasons, type Submission } from '../domain/submission.ts';
import { slug } from '../domain/values.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { formAfterListStep } from './common.ts';
import { readEdit } from './edited-values.ts';

/** A manager who names a record may give the address of its page. */
const recordAddress = new RegExp(`${recordPath('')}([^/?#]+)`);

/** What a manager's form says: a command, bound to what was seen. */
export type SeenDecision = { readonly command: Decision; readonly seen: string };

/** Who decides, and the public id of the consent record that an approval may make. */
export type Decider = { readonly by: string; readonly receipt: ReceiptId };

/** What a decision is about. */
export type Decided = {
  readonly submission: Submission;
  /** The changes that there is something to decide on: what the record says already is none. */
  readonly open: readonly Field[];
  /** The fields whose value was edited. */
  readonly edited: ReadonlySet<Field>;
};

/** Reads the decision of a review form. */
export function readDecision(
  form: URLSearchParams,
  decided: Decided,
  decider: Decider,
): Result<SeenDecision, FormProblem> {
  const decision = form.get('decision');
  if (!isDecision(decision)) return { problems: [{ name: 'decision', rule: 'decision-missing' }] };
  const note = check(noteSchema, form.get('note')?.trim() || null);
  if (note.problems) return { problems: note.problems.map((one) => ({ ...one, name: 'note' })) };
  const read = readCommand(form, decision, decided, decider, note.value);
  const seen = form.get('seen') ?? '';
  if (seen !== '') return read.problems ? read : { value: { command: read.value, seen } };
  return { problems: [...(read.problems ?? []), { name: 'decision', rule: 'seen-missing' }] };
}

function isDecision(decision: string | null): decision is Decision['type'] {
  return decision === 'approve' || decision === 'reject' || decision === 'ask';
}

/** The input of a review form that a rule is broken by. What is wrong with the record as a whole is no single field's fault. */
export function decisionProblem({ path: [place], ...rest }: Problem, { changes }: Submission): FormProblem {
  if (place === undefined) return { name: 'decision', ...rest };
  if (place === 'reason') return { name: place, ...rest };
  // What nobody proposed has no choice beside it.
  const proposed = changes.some(({ field }) => field === place);
  return { name: proposed ? `change[${place}]` : `value[${place}]`, ...rest };
}

/** What somebody wants who may have come too late for it. */
export function wantedBy(form: URLSearchParams): Decision['type'] | 'nothing' {
  const decision = form.get('decision');
  return isDecision(decision) ? decision : 'nothing';
}

function readCommand(
  form: URLSearchParams,
  decision: Decision['type'],
  decided: Decided,
  { by, receipt }: Decider,
  note: string | null,
): Result<Decision, FormProblem> {
  const reason = readReason(form.get('reason'));
  const duplicateOf: ReadId = reason === 'duplicate' ? readDuplicate(form) : { value: null };
  switch (decision) {
    case 'approve': {
      const { choices, problems } = readChoices(form, decided);
      const id = readId(form, decided.submission);
      const ids = [id, duplicateOf].flatMap((one) => one.problems ?? []);
      const asked = contradictions(form, decided, choices, note);
      if (problems.length + ids.length + asked.length > 0)
        return { problems: [...problems, ...ids, ...asked] };
      const named = { id: id.value ?? null, duplicateOf: duplicateOf.value ?? null };
      return { value: { type: 'approve', by, note, reason, choices, receipt, ...named } };
    }
    case 'reject': {
      if (!reason) return { problems: [{ name: 'reason', rule: 'reason-missing' }] };
      if (duplicateOf.problems) return { problems: duplicateOf.problems };
      return { value: { type: 'reject', by, note, reason, duplicateOf: duplicateOf.value } };
    }
    case 'ask':
      return note === null
        ? { problems: [{ name: 'note', rule: 'question-missing' }] }
        : { value: { type: 'ask', by, question: note } };
    default:
      return decision satisfies never;
  }
}

/** What does not go with an approval, unless the manager says that it is meant. */
function contradictions(
  form: URLSearchParams,
  { open, submission }: Decided,
  choices: Choices,
  note: string | null,
): readonly FormProblem[] {
  if (form.get('meant') === 'yes') return [];
  const judged = open.length > 0 ? open : submission.changes.map(({ field }) => field);
  const rejects = judged.length > 0 && judged.every((field) => choices[field]?.verdict === 'decline');
  const problems: FormProblem[] = [];
  // Who declines all of it rejects it, for a reason.
  if (form.get('reason') && !rejects) problems.push({ name: 'reason', rule: 'approved-with-reason' });
  if (note !== null && question.test(note)) problems.push({ name: 'note', rule: 'note-asks' });
  return problems;
}

/** Whether a sentence of it ends like a question. A question mark within an address is none; Greek asks with a semicolon. */
const question =
  /[\u055e\u061f\u1367\u2047-\u2049\ufe56\uff1f]|\?[\p{P}\p{S}]*(?:\s|$)|\p{Script=Greek}[\p{P}\s]*;\s*$/u;

type ReadId = Result<string | null, FormProblem>;

/** The record that says it already, by its identifier or the address of its page. */
function readDuplicate(form: URLSearchParams): ReadId {
  const typed = form.get('duplicate')?.trim() || null;
  if (typed === null) return { value: null };
  const checked = check(slug, recordAddress.exec(typed)?.[1] ?? typed);
  return checked.problems
    ? { problems: checked.problems.map((one) => ({ ...one, name: 'duplicate' })) }
    : { value: checked.value };
}

/** The id of a new project; nothing for what is about a record already. */
function readId(form: URLSearchParams, { kind }: Submission): ReadId {
  const typed = form.get('value[id]')?.trim() || null;
  if (!traitsOf({ kind }).proposesRecord || typed === null) return { value: null };
  const checked = check(slug, typed);
  return checked.problems
    ? { problems: checked.problems.map((one) => ({ ...one, name: 'value[id]' })) }
    : { value: checked.value };
}

function readReason(reason: string | null): RejectionReason | null {
  return rejectionReasons.find((one) => one === reason) ?? null;
}

type ReadChoices = { readonly choices: Choices; readonly problems: FormProblem[] };

function readChoices(form: URLSearchParams, { submission, edited }: Decided): ReadChoices {
  const { kind, changes } = submission;
  const choices: Partial<Record<Field, Choice>> = {};
  // To a new project the manager may add anything.
  const judged = traitsOf({ kind }).proposesRecord ? fields : changes.map(({ field }) => field);
  const known = judged.map((field) => `change[${field}]`);
  const stray = [...form.keys()].filter((name) => name.startsWith('change[') && !known.includes(name));
  // A choice about a field that nobody wants to change was meant for another one.
  const problems: FormProblem[] = stray.map((name) => ({ name, rule: 'unknown-field' }));
  for (const field of judged) {
    const verdict = form.get(`change[${field}]`);
    // What was typed beside another choice would be lost.
    if ((verdict === null || verdict === 'accept') && edited.has(field))
      problems.push({ name: `change[${field}]`, rule: 'accept-or-edit' });
    else if (verdict === null) continue;
    else if (verdict === 'accept' || verdict === 'decline') choices[field] = { verdict };
    else if (verdict === 'edit') {
      // What was sent, or stands already, is asked about no more.
      const sent = changes.filter((change) => change.field === field).flatMap(({ from, to }) => [from, to]);
      const edit = readEdit(form, field, sent);
      if (edit.problems) problems.push(...edit.problems);
      else choices[field] = { verdict, value: edit.value };
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
