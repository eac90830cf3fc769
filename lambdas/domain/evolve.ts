import { widened } from '../submissions/objection/widened.ts';
import type { SubmissionEvent } from './commands.ts';
import { withoutLapsed } from './lapse.ts';
import type { Reference } from './names.ts';
import {
  emptied,
  isWaiting,
  type Question,
  type Submission,
  type WaitingSubmission,
  withoutPerson,
} from './submission.ts';

/**
 * The submission after an event.
 * @throws {Error} when the event cannot follow the state: `decide` never makes such a pair
 */
export function evolve(submission: Submission | null, event: SubmissionEvent): Submission {
  if (event.type === 'received') return received(event);
  if (!submission) throw new Error(`Nothing was received that could be ${event.type}.`);
  return withoutObjector(next(submission, event));
}

/** Once nobody has to decide any more, nothing is left that tells whose an objection was. */
function withoutObjector(submission: Submission): Submission {
  if (submission.objector === undefined || isWaiting(submission)) return submission;
  const { objector, ...left } = submission;
  return left;
}

function next(submission: Submission, event: Exclude<SubmissionEvent, { type: 'received' }>): Submission {
  const revision = submission.revision + 1;
  switch (event.type) {
    case 'joined':
      return joined(submission, event.member, revision);
    case 'confirmed': {
      const { type, at, ...objected } = event;
      return { ...submission, ...objected, revision, status: 'pending', pendingSince: at };
    }
    case 'united':
      return {
        ...submission,
        revision,
        status: 'closed',
        endedAt: event.at,
        why: 'united',
        unitedWith: event.with,
      };
    case 'widened':
      return { ...widened(waiting(submission), event), revision };
    case 'lapsed':
      return { ...withoutLapsed(submission, event.fields), revision };
    case 'cancelled':
      return { ...emptied(submission), revision, status: event.type, endedAt: event.at };
    case 'expired':
      return {
        ...(withoutPerson(submission) ?? submission),
        revision,
        status: event.type,
        endedAt: event.at,
      };
    case 'uncredited':
      return { ...submission, revision, credit: 'none', creditLine: null };
    case 'closed': {
      const { at, lapsed } = event;
      const ended = { revision, status: event.type, endedAt: at } as const;
      return lapsed
        ? { ...withoutLapsed(submission, lapsed), ...ended, why: 'fields-gone' }
        : { ...submission, ...ended };
    }
    case 'asked':
      return {
        ...waiting(submission),
        revision,
        status: 'awaiting-reply',
        questions: asked(submission, event),
      };
    case 'answered':
      return { ...waiting(submission), revision, status: 'pending', questions: answered(submission, event) };
    case 'approved':
      return approved(waiting(submission), event, revision);
    case 'rejected': {
      const { type: status, ...decision } = event;
      return { ...waiting(submission), revision, status, decision };
    }
    default:
      return event satisfies never;
  }
}

function received({ content, proven, at }: Extract<SubmissionEvent, { type: 'received' }>): Submission {
  return content.reachable && !proven
    ? { ...content, revision: 1, status: 'unconfirmed' }
    : { ...content, revision: 1, status: 'pending', pendingSince: at };
}

function joined(lead: Submission, member: Reference, revision: number): Submission {
  const { reference, members = [reference] } = lead;
  return { ...lead, revision, bundle: reference, members: [...members, member] };
}

function waiting(submission: Submission): WaitingSubmission {
  if (!isWaiting(submission))
    throw new Error(`A submission that is ${submission.status} does not wait for anything.`);
  return submission;
}

function approved(
  submission: WaitingSubmission,
  event: Extract<SubmissionEvent, { type: 'approved' }>,
  revision: number,
): Submission {
  const { type, record, ...decision } = event;
  // What proposed a record is about the one that it became.
  return { ...submission, record, revision, status: 'approved', decision };
}

type Asked = Extract<SubmissionEvent, { type: 'asked' }>;

function asked(submission: Submission, { by, at, question }: Asked): readonly Question[] {
  const { questions = [] } = waiting(submission);
  return [...questions, { by, askedAt: at, question, answer: null, answeredAt: null }];
}

type Answered = Extract<SubmissionEvent, { type: 'answered' }>;

function answered(submission: Submission, { at, answer }: Answered): readonly Question[] {
  const { questions = [] } = waiting(submission);
  return questions.map((one) => (one.answer === null ? { ...one, answer, answeredAt: at } : one));
}
