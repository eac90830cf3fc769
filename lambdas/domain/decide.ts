import { traitsOf } from '../submissions/kinds.ts';
import { rulesOf } from '../submissions/rules.ts';
import { duplicate } from './approval.ts';
import { type Approve, type Command, type SubmissionEvent, startsFrom } from './commands.ts';
import type { ConsentChange, ConsentRecord } from './consent.ts';
import { type CurrentRecord, nextVersion, type RecordEffect } from './record-state.ts';
import { type Problem, problem } from './refusals.ts';
import type { Result } from './result.ts';
import { isDecided, isWaiting, type Status, type Submission, type WaitingSubmission } from './submission.ts';

/** What is known when a command arrives. */
export type State = {
  readonly submission: Submission | null;
  /** The record it is about; of an addition, whatever stands under the id it would get. */
  readonly record: CurrentRecord | null;
  /** The consent records of that record; only objections look at them. */
  readonly consents?: readonly ConsentRecord[];
  /** Whether the id an addition would get is or was another record's. */
  readonly idInUse?: boolean;
};

/** What a command comes to: an event, what it does to the record, and which consents it gives or ends. */
export type Happening = {
  readonly event: SubmissionEvent;
  readonly effect: RecordEffect | null;
  readonly consents: readonly ConsentChange[];
};
type Outcome = Result<Happening>;

/** Decides on a command. Pure: the same command, state and time give the same outcome. */
export function decide(command: Command, state: State, now: Date): Outcome {
  const at = now.toISOString();
  if (command.type === 'receive') return receive(command, state.record, at);
  const { submission } = state;
  if (!submission) return refuse(problem([], 'not-waiting'));
  if (!(startsFrom[command.type] as readonly Status[]).includes(submission.status)) {
    return refuse(problem([], isDecided(submission) ? 'already-decided' : 'not-waiting'));
  }
  return step(command, submission, state, at);
}

function step(
  command: Exclude<Command, { type: 'receive' }>,
  submission: Submission,
  state: State,
  at: string,
): Outcome {
  switch (command.type) {
    case 'join':
      return happens({ type: 'joined', at, member: command.member });
    case 'confirm': {
      const { type, holds, ...objected } = command;
      return happens({ type: 'confirmed', at, ...objected }, holds ? held(submission, state.record) : null);
    }
    case 'unite':
      return happens({ type: 'united', at, with: command.with });
    case 'widen': {
      const { by, fields, comment } = command;
      return happens({ type: 'widened', at, by, fields, comment });
    }
    case 'cancel':
      return happens({ type: 'cancelled', at }, lifted(submission, state.record));
    case 'uncredit':
      if (submission.creditLine === null) return refuse(problem([], 'not-credited'));
      return happens({ type: 'uncredited', at }, unnamed(submission, state.record, at));
    case 'expire':
      return happens({ type: 'expired', at });
    case 'close': {
      const { lapsed } = command;
      return happens({ type: 'closed', at, ...(lapsed && { lapsed }) }, lifted(submission, state.record));
    }
    case 'lapse':
      return happens({ type: 'lapsed', at, fields: command.fields });
    case 'ask':
      if (!submission.reachable) return refuse(problem([], 'nobody-to-ask'));
      return happens({ type: 'asked', at, by: command.by, question: command.question });
    case 'answer':
      return happens({ type: 'answered', at, answer: command.answer });
    case 'reject': {
      const { by, note, reason, duplicateOf = null } = command;
      return happens(
        { type: 'rejected', at, by, note, reason, ...duplicate(duplicateOf) },
        lifted(submission, state.record),
      );
    }
    case 'approve':
      return isWaiting(submission)
        ? approve(command, submission, state, at)
        : refuse(problem([], 'not-waiting'));
    default:
      return command satisfies never;
  }
}

function happens(
  event: SubmissionEvent,
  effect: RecordEffect | null = null,
  consents: readonly ConsentChange[] = [],
): Outcome {
  return { value: { event, effect, consents } };
}

function refuse(...problems: readonly Problem[]): Outcome {
  return { problems };
}

function receive(
  { content, proven = false }: Extract<Command, { type: 'receive' }>,
  record: CurrentRecord | null,
  at: string,
): Outcome {
  const problems = rulesOf(content).receiveProblems(content, record);
  return problems.length > 0 ? { problems } : happens({ type: 'received', at, content, proven });
}

/** An objection from a domain that has a say takes the record out until a person decides. */
function held(submission: Submission, record: CurrentRecord | null): RecordEffect | null {
  if (!traitsOf(submission).mayHold || !record) return null;
  return { type: 'hold', holds: [...record.holds, submission.reference] };
}

/** What an objection held is let go when the objection comes to nothing. */
function lifted(submission: Submission, record: CurrentRecord | null): RecordEffect | null {
  if (!record?.holds.includes(submission.reference)) return null;
  return { type: 'lift', holds: record.holds.filter((one) => one !== submission.reference) };
}

/** A version of the record that says the same, and names somebody less. Of a record that is gone nobody is named. */
function unnamed({ reference }: Submission, record: CurrentRecord | null, at: string): RecordEffect | null {
  if (!record) return null;
  const version = nextVersion(record, { changed: [], submission: null, credit: null, at });
  return { type: 'revise', version, erases: [], unnames: { credits: [reference], consents: [] } };
}

function approve(command: Approve, submission: WaitingSubmission, state: State, at: string): Outcome {
  const { record: about, consents: given = [], idInUse = false } = state;
  const deciding = { record: about, consents: given, idInUse, at };
  const approved = rulesOf(submission).approve(command, submission, deciding);
  if (approved.problems) return approved;
  if ('declined' in approved.value) {
    const { by, note } = command;
    return happens({ type: 'rejected', at, by, note, ...approved.value.declined });
  }
  const { record, verdicts, edited, effect, consents } = approved.value;
  const recordVersion = effect && 'version' in effect ? effect.version.version : null;
  const receipt = consents.find(({ event }) => event.type === 'given')?.consent.receipt;
  const { by, note } = command;
  const event = { type: 'approved', at, by, note, verdicts, edited, record, recordVersion } as const;
  return happens({ ...event, ...(receipt ? { receipt } : {}) }, effect, consents);
}
