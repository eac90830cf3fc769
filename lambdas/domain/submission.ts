import { type Matter, traitsOf } from '../submissions/kinds.ts';
import { sameJson } from './canonical.ts';
import type { Change, Contributor, Credit, Role } from './documents.ts';
import type { Unheld } from './holds.ts';
import type { ReceiptId, Reference } from './names.ts';
import type { Content, Field } from './record.ts';

export const rejectionReasons = ['duplicate', 'unverifiable', 'incorrect', 'out-of-scope', 'other'] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** How a submission can be reached; its own item in the table, so that it can be erased alone. */
export type Contact = Pick<Contributor, 'name' | 'email' | 'organisation'> & {
  /** Wants to be asked once a year whether what became of it is still accurate. */
  readonly remind?: boolean | undefined;
  /** What they want to be asked about no more, by the references of submissions. */
  readonly stopped?: readonly Reference[] | undefined;
};

/** What somebody read and agreed to who allows publication. */
export type Agreement = Pick<
  Extract<Matter, { kind: 'consent' }>,
  'notice' | 'noticeSha256' | 'organisation'
>;

/** What was sent, without the contact. */
export type SubmissionContent = Matter & {
  readonly reference: Reference;
  /** The first submission of the bundle it belongs to, which may be itself; absent where it came alone. */
  readonly bundle?: Reference;
  /** Of the first one: all of the bundle, in the order they came. */
  readonly members?: readonly Reference[];
  /** The record's title when this was sent, or the proposed one: what mails and pages call it. */
  readonly title: string;
  /** Of an addition against an empty record; none of a consent or an objection. */
  readonly changes: readonly Change[];
  readonly evidence: readonly string[];
  readonly comment: string | null;
  readonly language: string;
  readonly role: Role | null;
  readonly credit: Credit;
  /** How the contributor asked to be named in public; null for not at all. */
  readonly creditLine: string | null;
  /** Whether an address was given: mails can be owed. */
  readonly reachable: boolean;
  readonly receivedAt: string;
  /** What was withdrawn is gone from here, too. */
  readonly erased?: true;
  /** Fields that it was about, too, before they left the record for good. */
  readonly lapsed?: readonly Field[];
  /** Of an objection that is confirmed and holds nothing: why. */
  readonly unheld?: Unheld;
  /** Of an objection while it waits: whose it is, as hashes. */
  readonly objector?: ObjectorHashes;
};

/** By what an objector is known again: salted hashes of mailbox and domain. */
export type ObjectorHashes = { readonly mailbox: string; readonly domain: string };

/** What the manager made of one change. */
export type Verdict = 'accepted' | 'edited' | 'declined' | 'unneeded';
export type Verdicts = Readonly<Partial<Record<Field, Verdict>>>;
/** What the manager put in the place of what was sent. */
export type Edited = Partial<Content>;

/** Who decided what, when; `note` is the text to the contributor. */
type Decided = { readonly by: string; readonly at: string; readonly note: string | null };

/** What the manager wanted to know, and what the contributor said; `answer` is null until then. */
export type Question = {
  readonly by: string;
  readonly askedAt: string;
  readonly question: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
};

type Waiting = { readonly pendingSince: string; readonly questions?: readonly Question[] };

/** A submission by its status. `revision` counts its state changes and guards each of them. */
export type Submission = SubmissionContent & { readonly revision: number } & (
    | { readonly status: 'unconfirmed' }
    | (Waiting & { readonly status: 'pending' })
    /** The manager asked something, and decides when there is an answer. */
    | (Waiting & { readonly status: 'awaiting-reply' })
    | (Waiting & {
        readonly status: 'approved';
        readonly decision: Decided & {
          readonly verdicts: Verdicts;
          readonly edited: Edited;
          readonly recordVersion: number | null;
          /** The public id of the consent record that this made, if any. */
          readonly receipt?: ReceiptId;
        };
      })
    | (Waiting & {
        readonly status: 'rejected';
        readonly decision: Decided & {
          readonly reason: RejectionReason;
          /** The record that says it already, where the manager named one. */
          readonly duplicateOf?: string;
        };
      })
    /** `cancelled`: taken back before anybody decided. `expired`: nobody confirmed the address in time. */
    | (Ended & { readonly status: 'cancelled' | 'expired' })
    | Closed
  );

/** Before anybody decided; since when it had waited, where it had. */
type Ended = Partial<Waiting> & { readonly endedAt: string };

/** What it was about left the inventory for good, or it became part of another one. */
type Closed = Ended & {
  readonly status: 'closed';
  /** Without a reason the record is gone. */
  readonly why?: 'fields-gone' | 'united';
  /** The same person's objection to the same record that it became part of. */
  readonly unitedWith?: Reference;
};

export type Status = Submission['status'];
export type InStatus<S extends Status> = Extract<Submission, { status: S }>;
export type DecidedSubmission = InStatus<'approved' | 'rejected'>;
export type WaitingSubmission = InStatus<'pending' | 'awaiting-reply'>;

export function isDecided(submission: Submission): submission is DecidedSubmission {
  return submission.status === 'approved' || submission.status === 'rejected';
}

export function isWaiting(submission: Submission): submission is WaitingSubmission {
  return submission.status === 'pending' || submission.status === 'awaiting-reply';
}

/** The first of the bundle it came in, which stands for all of it: the contact, the mails, the links. */
export function leadOf({ bundle, reference }: Pick<SubmissionContent, 'bundle' | 'reference'>): Reference {
  return bundle ?? reference;
}

/** Whether the contributor took it back, or never said that it was theirs: nothing is kept to reach them by. */
export function isForgotten({ status }: Submission): boolean {
  return status === 'cancelled' || status === 'expired';
}

/** Whether somebody is named in public for it. */
export function isCredited({ status, creditLine }: Submission): boolean {
  return status === 'approved' && creditLine !== null;
}

/** Whether anything can still become of it. */
export function isOpen(submission: Submission): boolean {
  return submission.status === 'unconfirmed' || isWaiting(submission);
}

/**
 * A submission without what was withdrawn: all that it says, or what it says of some fields.
 * @returns null when it says nothing of it
 */
export function erasedSubmission(
  submission: Submission,
  erases: 'all' | readonly Field[],
): Submission | null {
  const gone = (field: Field) => erases === 'all' || erases.includes(field);
  if (erases !== 'all' && !saidFields(submission).some(gone)) return null;
  const erased: Submission = withoutWords(
    {
      ...submission,
      title: erases === 'all' ? (submission.record ?? submission.reference) : submission.title,
      changes: submission.changes.filter(({ field }) => !gone(field)),
      comment: null,
      evidence: [],
      // What is not published any more names nobody.
      creditLine: erases === 'all' ? null : submission.creditLine,
      erased: true,
    },
    gone,
  );
  return sameJson(erased, submission) ? null : { ...erased, revision: submission.revision + 1 };
}

/** The fields that a submission has a value of: what was sent, and what the manager wrote. */
function saidFields(submission: Submission): readonly Field[] {
  const edited = submission.status === 'approved' ? Object.keys(submission.decision.edited) : [];
  return [...submission.changes.map(({ field }) => field), ...(edited as Field[])];
}

/**
 * A submission without what it says of who sent it, whose contact is forgotten: free text, and the name to be credited,
 * unless that is published. Nobody is reached any more.
 * @returns null when it says nothing of that
 */
export function withoutPerson(submission: Submission): Submission | null {
  const forgotten = withoutWords(
    {
      ...submission,
      comment: null,
      creditLine: submission.status === 'approved' ? submission.creditLine : null,
      reachable: false,
    },
    () => false,
  );
  return sameJson(forgotten, submission) ? null : { ...forgotten, revision: submission.revision + 1 };
}

/** What is left of a submission that was taken back: that there was one. */
export function emptied(submission: Submission): Submission {
  const { kind, title, reference } = submission;
  return {
    ...withoutWords(submission, () => true),
    title: traitsOf({ kind }).proposesRecord ? reference : title,
    changes: [],
    evidence: [],
    comment: null,
    creditLine: null,
    reachable: false,
    erased: true,
  };
}

/** Without the values that the manager wrote, and what was asked and answered. */
function withoutWords(submission: Submission, gone: (field: Field) => boolean): Submission {
  const said = 'questions' in submission ? { ...submission, questions: [] } : submission;
  if (said.status === 'rejected') return { ...said, decision: { ...said.decision, note: null } };
  if (said.status !== 'approved') return said;
  const kept = Object.entries(said.decision.edited).filter(([field]) => !gone(field as Field));
  return { ...said, decision: { ...said.decision, note: null, edited: Object.fromEntries(kept) } };
}
