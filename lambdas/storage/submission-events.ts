import type { SubmissionEvent } from '../domain/commands.ts';
import type { Submission } from '../domain/submission.ts';
import { submissionEvents } from './items/waiting.ts';
import { keys } from './keys.ts';
import type { StoredItem } from './stored.ts';

/** The item of an event, which has its content no more. */
export function eventItem(submission: Submission, event: SubmissionEvent): StoredItem {
  const key = keys.event(submission.reference, submission.revision);
  return submissionEvents.item(key, factOf(submission, event));
}

/** The fact without its content: who, what and when, never the words. */
function factOf(
  submission: Submission,
  event: SubmissionEvent,
): Readonly<Record<string, unknown>> & { readonly type: string; readonly at: string } {
  switch (event.type) {
    case 'received':
      return { type: event.type, at: event.at, status: submission.status, record: submission.record };
    case 'confirmed': {
      const { objector, ...fact } = event;
      return fact;
    }
    case 'widened': {
      const { comment, ...fact } = event;
      return fact;
    }
    case 'joined':
    case 'united':
    case 'lapsed':
    case 'cancelled':
    case 'expired':
    case 'closed':
    case 'uncredited':
      return event;
    case 'asked': {
      const { question, ...fact } = event;
      return fact;
    }
    case 'answered': {
      const { answer, ...fact } = event;
      return fact;
    }
    case 'approved': {
      const { note, edited, ...fact } = event;
      return fact;
    }
    case 'rejected': {
      const { note, ...fact } = event;
      return fact;
    }
    default:
      return event satisfies never;
  }
}
