import type { SubmissionEvent } from './decide.ts';
import type { Submission } from './submission.ts';

/**
 * The submission after an event.
 * @throws {Error} when the event cannot follow the state: `decide` never makes such a pair
 */
export function evolve(submission: Submission | null, event: SubmissionEvent): Submission {
  if (event.type === 'received') return received(event);
  if (!submission) throw new Error(`Nothing was received that could be ${event.type}.`);
  const revision = submission.revision + 1;
  switch (event.type) {
    case 'confirmed':
      return { ...submission, revision, status: 'pending', pendingSince: event.at };
    case 'cancelled':
    case 'expired':
      return { ...submission, revision, status: event.type, endedAt: event.at };
    case 'approved': {
      const { by, at, note, verdicts, edited, recordVersion } = event;
      return {
        ...waiting(submission),
        revision,
        status: 'approved',
        decision: { by, at, note, verdicts, edited, recordVersion },
      };
    }
    case 'rejected': {
      const { by, at, note, reason } = event;
      return { ...waiting(submission), revision, status: 'rejected', decision: { by, at, note, reason } };
    }
    default:
      return event satisfies never;
  }
}

function received({ content, at }: Extract<SubmissionEvent, { type: 'received' }>): Submission {
  return content.reachable
    ? { ...content, revision: 1, status: 'unconfirmed' }
    : { ...content, revision: 1, status: 'pending', pendingSince: at };
}

function waiting(submission: Submission): Extract<Submission, { status: 'pending' }> {
  if (submission.status !== 'pending')
    throw new Error(`A submission that is ${submission.status} cannot be decided.`);
  return submission;
}
