import type { SubmissionEvent } from './decide.ts';
import type { Submission } from './submission.ts';

export type MailKind = 'confirm-address' | 'review-request' | 'outcome';

/** A mail that an event makes owed. The recipient is the contributor, or the id of a person who decides. */
export type OwedMail = { readonly kind: MailKind; readonly reference: string; readonly recipient: string };

/** The recipient of mails to whoever sent the submission. */
export const CONTRIBUTOR = 'contributor';

/**
 * The mails owed after an event.
 * @param people ids of those who decide
 */
export function owedMails(
  event: SubmissionEvent,
  submission: Submission,
  people: readonly string[],
): readonly OwedMail[] {
  const { reference } = submission;
  switch (event.type) {
    case 'received':
      return submission.status === 'unconfirmed'
        ? [{ kind: 'confirm-address', reference, recipient: CONTRIBUTOR }]
        : reviewRequests(reference, people);
    case 'confirmed':
      return reviewRequests(reference, people);
    case 'cancelled':
    case 'expired':
      return [];
    case 'approved':
    case 'rejected':
      return submission.reachable ? [{ kind: 'outcome', reference, recipient: CONTRIBUTOR }] : [];
    default:
      return event satisfies never;
  }
}

function reviewRequests(reference: string, people: readonly string[]): readonly OwedMail[] {
  return people.map((recipient) => ({ kind: 'review-request', reference, recipient }));
}
