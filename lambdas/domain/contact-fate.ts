import { remainingSubmissions } from './bundle.ts';
import type { SubmissionEvent } from './commands.ts';
import type { Reference } from './names.ts';
import { type Contact, isCredited, isForgotten, isOpen, leadOf, type Submission } from './submission.ts';

/** What happened to a submission, as far as that concerns who sent it. */
type Happened = {
  readonly before: Submission;
  readonly after: Submission;
  readonly event: Pick<SubmissionEvent, 'type'>;
  readonly contact: Contact | null;
};

/** What becomes of the contact of a bundle. */
export type ContactFate = {
  /** The submission whose contact is forgotten; null where somebody must still be reached, or nobody was. */
  readonly forgotten: Reference | null;
  /** The contact of a person who is named for nothing any more: to reach them the address is enough. */
  readonly unnamed: { readonly reference: Reference; readonly contact: Contact } | null;
  /** The other submissions that this hangs on. */
  readonly mustBeUnchanged: readonly Submission[];
};

const kept: ContactFate = { forgotten: null, unnamed: null, mustBeUnchanged: [] };

/**
 * What becomes of the contact when something happens to submissions of one bundle.
 * @param bundle all of it, those that something happens to among them
 */
export function contactAfter(happened: readonly Happened[], bundle: readonly Submission[]): ContactFate {
  const [first] = happened;
  if (!first) return kept;
  const moved = new Set(happened.map(({ before }) => before.reference));
  const others = bundle.filter(({ reference }) => !moved.has(reference));
  if (happened.every(({ after }) => isForgotten(after))) return forgetting(first, others);
  if (happened.every(({ event }) => event.type === 'uncredited')) return unnaming(first, others);
  return kept;
}

/** A person who stands by nothing of what they sent is forgotten; as long as they stand by something, it must be so. */
function forgetting({ before }: Happened, others: readonly Submission[]): ContactFate {
  const remaining = remainingSubmissions(others);
  return { ...kept, forgotten: remaining.length === 0 ? leadOf(before) : null, mustBeUnchanged: remaining };
}

/** A person who is named for nothing, and will not be, needs no name. */
function unnaming({ before, contact }: Happened, others: readonly Submission[]): ContactFate {
  const naming = others.filter((one) => isOpen(one) || isCredited(one));
  const nameless = contact !== null && naming.length === 0;
  return {
    ...kept,
    unnamed: nameless ? { reference: leadOf(before), contact } : null,
    mustBeUnchanged: naming,
  };
}
