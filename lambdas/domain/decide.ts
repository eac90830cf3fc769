import { canonicalJson, type Sha256, sameJson } from './canonical.ts';
import { type CurrentRecord, type RecordVersion, wholeProblems } from './inventory.ts';
import { diffField, type FieldDiff } from './merge.ts';
import type { Content, Field, FieldValue } from './record.ts';
import { type Problem, problem } from './refusals.ts';
import {
  type Change,
  type Edited,
  isDecided,
  type RejectionReason,
  type Status,
  type Submission,
  type SubmissionContent,
  type Verdict,
  type Verdicts,
} from './submission.ts';

/** What the manager says of one change. Without a choice a change is accepted if clean and declined if in conflict. */
export type Choice =
  | { readonly verdict: 'accept' | 'decline' }
  | { readonly verdict: 'edit'; readonly value: FieldValue };
export type Choices = Readonly<Partial<Record<Field, Choice>>>;

export type Command =
  | { readonly type: 'receive'; readonly content: SubmissionContent }
  | { readonly type: 'confirm' }
  /** Whoever has the address says that they did not send this. */
  | { readonly type: 'cancel' }
  /** The time to confirm the address is over. */
  | { readonly type: 'expire' }
  | {
      readonly type: 'approve';
      readonly by: string;
      readonly note: string | null;
      /** Only read when every change is declined, which is a rejection. */
      readonly reason: RejectionReason | null;
      readonly choices: Choices;
    }
  | {
      readonly type: 'reject';
      readonly by: string;
      readonly note: string | null;
      readonly reason: RejectionReason;
    };

/** What happened. The words of a note go into the submission, never into the stored event. */
export type SubmissionEvent =
  | { readonly type: 'received'; readonly at: string; readonly content: SubmissionContent }
  | { readonly type: 'confirmed' | 'cancelled' | 'expired'; readonly at: string }
  | {
      readonly type: 'approved';
      readonly at: string;
      readonly by: string;
      readonly note: string | null;
      readonly verdicts: Verdicts;
      /** What the manager wrote instead; content, like the note. */
      readonly edited: Edited;
      readonly recordVersion: number | null;
    }
  | {
      readonly type: 'rejected';
      readonly at: string;
      readonly by: string;
      readonly note: string | null;
      readonly reason: RejectionReason;
    };

/** What is known when a command arrives. */
export type State = { readonly submission: Submission | null; readonly record: CurrentRecord | null };

/** What a command comes to: an event, and the version of the record that it makes, if any; or why not. */
export type Outcome =
  | { readonly event: SubmissionEvent; readonly version: RecordVersion | null; readonly problems?: never }
  | { readonly problems: readonly Problem[] };

/** The statuses each command may start from; the table's conditions use the same list. */
export const startsFrom = {
  confirm: ['unconfirmed'],
  cancel: ['unconfirmed'],
  expire: ['unconfirmed'],
  approve: ['pending'],
  reject: ['pending'],
} as const satisfies Record<Exclude<Command['type'], 'receive'>, readonly Status[]>;

/** Decides on a command. Pure: the same command, state and time give the same outcome. */
export function decide(command: Command, state: State, now: Date): Outcome {
  const at = now.toISOString();
  if (command.type === 'receive') return receive(command.content, state.record, at);
  const { submission } = state;
  if (!submission) return refuse(problem([], 'not-waiting'));
  if (!(startsFrom[command.type] as readonly Status[]).includes(submission.status)) {
    return refuse(problem([], isDecided(submission) ? 'already-decided' : 'not-waiting'));
  }
  if (command.type === 'confirm') return { event: { type: 'confirmed', at }, version: null };
  if (command.type === 'cancel') return { event: { type: 'cancelled', at }, version: null };
  if (command.type === 'expire') return { event: { type: 'expired', at }, version: null };
  if (command.type === 'reject') return rejection(command.by, command.note, command.reason, at);
  if (!state.record) return refuse(problem([], 'no-such-record'));
  return approve(command, submission, state.record, at);
}

function refuse(...problems: readonly Problem[]): Outcome {
  return { problems };
}

function receive(content: SubmissionContent, record: CurrentRecord | null, at: string): Outcome {
  if (!record) return refuse(problem(['record'], 'no-such-record'));
  const problems = changeProblems(content.changes, record.content);
  return problems.length > 0 ? { problems } : { event: { type: 'received', at, content }, version: null };
}

/** What is wrong with changes that are valid one by one. */
export function changeProblems(changes: readonly Change[], content: Content): readonly Problem[] {
  if (changes.every((change) => sameJson(change.from, change.to)))
    return [problem(['changes'], 'nothing-changed')];
  const repeated = changes.findIndex(
    (change, index) => changes.findIndex((one) => one.field === change.field) < index,
  );
  if (repeated >= 0) return [problem(['changes', repeated, 'field'], 'changed-twice')];
  const wanted = Object.fromEntries(
    changes.map((change) => [change.field, diffField(change, content).merged]),
  );
  return wholeProblems({ ...content, ...wanted }).map(({ path: [field, ...inner], ...rest }) => {
    const named = changes.findIndex((change) => change.field === field);
    // The end date is told to be before the start, also where only the start changes.
    const index = named >= 0 ? named : changes.findIndex((change) => change.field === 'startDate');
    if (index < 0) return { path: ['changes'], ...rest };
    return { path: ['changes', index, 'to', ...(named >= 0 ? inner : [])], ...rest };
  });
}

function rejection(by: string, note: string | null, reason: RejectionReason, at: string): Outcome {
  return { event: { type: 'rejected', at, by, note, reason }, version: null };
}

function approve(
  command: Extract<Command, { type: 'approve' }>,
  submission: Submission,
  record: CurrentRecord,
  at: string,
): Outcome {
  const judged = submission.changes.map((change) =>
    judge(diffField(change, record.content), command.choices),
  );
  const verdicts: Verdicts = Object.fromEntries(judged.map(({ field, verdict }) => [field, verdict]));
  if (judged.every(({ verdict }) => verdict === 'declined')) {
    return rejection(command.by, command.note, command.reason ?? 'other', at);
  }
  const changed = judged.filter(({ verdict }) => verdict === 'accepted' || verdict === 'edited');
  const content: Content = {
    ...record.content,
    ...Object.fromEntries(changed.map(({ field, value }) => [field, value])),
  };
  const problems = wholeProblems(content);
  if (problems.length > 0) return { problems };
  const version = changed.length > 0 ? nextVersion(record, content, changed, submission, at) : null;
  const { by, note } = command;
  const edited: Edited = Object.fromEntries(
    judged.filter(({ verdict }) => verdict === 'edited').map(({ field, value }) => [field, value]),
  );
  return {
    event: { type: 'approved', at, by, note, verdicts, edited, recordVersion: version?.version ?? null },
    version,
  };
}

type Judged = { readonly field: Field; readonly verdict: Verdict; readonly value: FieldValue };

function judge(diff: FieldDiff, choices: Choices): Judged {
  const { field, merged, now } = diff;
  const choice = choices[field] ?? { verdict: diff.kind === 'conflict' ? 'decline' : 'accept' };
  if (choice.verdict === 'decline') return { field, verdict: 'declined', value: now };
  const value = choice.verdict === 'edit' ? choice.value : merged;
  if (sameJson(value, now)) return { field, verdict: 'unneeded', value: now };
  return { field, verdict: choice.verdict === 'edit' ? 'edited' : 'accepted', value };
}

function nextVersion(
  record: CurrentRecord,
  content: Content,
  changed: readonly Judged[],
  submission: Submission,
  at: string,
): RecordVersion {
  return {
    record: record.id,
    version: record.version + 1,
    content,
    publication: record.publication,
    aliases: record.aliases,
    changed: changed.map(({ field }) => field),
    submission: submission.reference,
    credit: submission.creditLine,
    at,
  };
}

/** What a manager's page was made of. A decision that carries another hash was made on something else. */
export function seenHash(submission: Submission, record: CurrentRecord | null, sha256: Sha256): string {
  const { reference, revision, status } = submission;
  return sha256(
    canonicalJson({
      reference,
      revision,
      status,
      record: record && [record.id, record.version, record.status],
    }),
  );
}
