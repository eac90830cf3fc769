import { filledFields } from './basis.ts';
import { sameJson } from './canonical.ts';
import type { Choices } from './commands.ts';
import type { Change } from './documents.ts';
import { alike, diffField, type FieldDiff } from './merge.ts';
import { type Content, emptyContent, type Field, type FieldValue, fields } from './record.ts';
import { wholeProblems } from './record-state.ts';
import { type Problem, problem } from './refusals.ts';
import { sameToReader } from './same.ts';
import type { Edited, Verdict, Verdicts } from './submission.ts';

/** What is wrong with changes that are valid one by one. */
export function changeProblems(changes: readonly Change[], content: Content): readonly Problem[] {
  if (changes.every(({ field, from, to }) => alike(field, from, to)))
    return [problem(['changes'], 'nothing-changed')];
  if (changes.every(({ from, to }) => sameToReader(from, to)))
    return [problem(['changes'], 'only-white-space')];
  const repeated = changes.findIndex(
    (change, index) => changes.findIndex((one) => one.field === change.field) < index,
  );
  if (repeated >= 0) return [problem(['changes', repeated, 'field'], 'changed-twice')];
  const wanted = Object.fromEntries(
    changes.map((change) => [change.field, diffField(change, content).merged]),
  );
  const problems = ofChanged(
    wholeProblems({ ...content, ...wanted }),
    changes.map(({ field }) => field),
  );
  return problems.map(({ path: [field, ...inner], ...rest }) => {
    const index = changes.findIndex((change) => change.field === field);
    return { path: index < 0 ? ['changes'] : ['changes', index, 'to', ...inner], ...rest };
  });
}

/** Nothing is refused for a field that stays as it was, whatever the record has there; what is wrong with the whole is. */
export function ofChanged(problems: readonly Problem[], changed: readonly Field[]): readonly Problem[] {
  return problems.filter(({ path: [field] }) => field === undefined || changed.some((one) => one === field));
}

/** A proposed record as changes of an empty one. */
export function changesOf(proposal: Content): readonly Change[] {
  return filledFields(proposal).map(
    (field) => ({ field, from: emptyContent[field], to: proposal[field] }) as Change,
  );
}

/** Proposed changes, and those of fields that nobody proposed but the manager fills in. */
export function withAdded(changes: readonly Change[], choices: Choices): readonly Change[] {
  const added = fields.filter((field) => {
    const choice = choices[field];
    const proposed = changes.some((change) => change.field === field);
    return !proposed && choice?.verdict === 'edit' && !sameJson(choice.value, emptyContent[field]);
  });
  return [...changes, ...added.map((field) => unchanged(field))];
}

function unchanged(field: Field): Change {
  return { field, from: emptyContent[field], to: emptyContent[field] } as Change;
}

/** What the manager's choices make of changes and of the content they are for. */
export type Judgement = {
  readonly verdicts: Verdicts;
  readonly edited: Edited;
  /** Whether nothing is left to approve, but for what the record says already. */
  readonly declined: boolean;
  /** The fields in conflict of which nobody said what should stand. */
  readonly undecided: readonly Field[];
  /** The fields that are different now. */
  readonly changed: readonly Field[];
  readonly content: Content;
};

type Judged = { readonly field: Field; readonly verdict: Verdict; readonly value: FieldValue };

export function judgeChanges(changes: readonly Change[], content: Content, choices: Choices): Judgement {
  const diffs = changes.map((change) => diffField(change, content));
  const judged = diffs.map((diff) => judge(diff, choices));
  const changed = judged.filter(({ verdict }) => verdict === 'accepted' || verdict === 'edited');
  return {
    verdicts: Object.fromEntries(judged.map(({ field, verdict }) => [field, verdict])),
    edited: valuesOf(judged.filter(({ verdict }) => verdict === 'edited')),
    declined: changed.length === 0 && judged.some(({ verdict }) => verdict === 'declined'),
    undecided: diffs
      .filter(({ field, kind }) => kind === 'conflict' && choices[field] === undefined)
      .map(({ field }) => field),
    changed: changed.map(({ field }) => field),
    content: { ...content, ...valuesOf(changed) },
  };
}

function valuesOf(judged: readonly Judged[]): Edited {
  return Object.fromEntries(judged.map(({ field, value }) => [field, value]));
}

function judge(diff: FieldDiff, choices: Choices): Judged {
  const { field, merged, now } = diff;
  const choice = choices[field] ?? { verdict: diff.kind === 'conflict' ? 'decline' : 'accept' };
  if (choice.verdict === 'decline') return { field, verdict: 'declined', value: now };
  // An edit that says what was sent is none.
  const edited = choice.verdict === 'edit' && !alike(field, choice.value, merged);
  const value = edited ? choice.value : merged;
  if (sameJson(value, now)) return { field, verdict: 'unneeded', value: now };
  return { field, verdict: edited ? 'edited' : 'accepted', value };
}
