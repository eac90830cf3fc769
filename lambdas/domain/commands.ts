import type { Unheld } from './holds.ts';
import type { ReceiptId, Reference } from './names.ts';
import type { Field, FieldValue } from './record.ts';
import type {
  Edited,
  ObjectorHashes,
  RejectionReason,
  Status,
  SubmissionContent,
  Verdicts,
} from './submission.ts';

/** What the manager says of one change. Without a choice a change is accepted if clean; a conflict needs one. */
export type Choice =
  | { readonly verdict: 'accept' | 'decline' }
  | { readonly verdict: 'edit'; readonly value: FieldValue };
export type Choices = Readonly<Partial<Record<Field, Choice>>>;

export type Approve = {
  readonly type: 'approve';
  readonly by: string;
  readonly note: string | null;
  /** Only read when every change is declined, which is a rejection. */
  readonly reason: RejectionReason | null;
  /** Likewise. */
  readonly duplicateOf?: string | null;
  readonly choices: Choices;
  /** The id an added project gets; null for other kinds. */
  readonly id: string | null;
  /** The public id of the consent record, should the approval make one. */
  readonly receipt: ReceiptId;
};

export type Command =
  /** `proven`: it joins a bundle whose address is confirmed. */
  | { readonly type: 'receive'; readonly content: SubmissionContent; readonly proven?: boolean }
  /** One more of the same contributor comes into the bundle that this one leads. */
  | { readonly type: 'join'; readonly member: Reference }
  /** `holds`: an objection comes from a domain that has a say in the record, and may hold it; `unheld` says why not. */
  | ({ readonly type: 'confirm'; readonly holds: boolean } & Objected)
  /** An objection is confirmed whose sender has one waiting to the same record: it becomes part of that. */
  | { readonly type: 'unite'; readonly with: Reference }
  /** The same person objects to more of the record, or says more. */
  | {
      readonly type: 'widen';
      readonly by: Reference;
      readonly fields: readonly Field[];
      readonly comment: string | null;
    }
  /** The owner of the address says that they did not send this, or takes it back. */
  | { readonly type: 'cancel' }
  /** The time to confirm the address is over. */
  | { readonly type: 'expire' }
  /** The contributor who was credited in public is not to be named any more. */
  | { readonly type: 'uncredit' }
  /** The record is gone for good, or all of the fields that it is about. */
  | { readonly type: 'close'; readonly lapsed?: readonly Field[] }
  /** Some of the fields that it is about are gone for good. */
  | { readonly type: 'lapse'; readonly fields: readonly Field[] }
  | { readonly type: 'ask'; readonly by: string; readonly question: string }
  | { readonly type: 'answer'; readonly answer: string }
  | Approve
  | {
      readonly type: 'reject';
      readonly by: string;
      readonly note: string | null;
      readonly reason: RejectionReason;
      /** The record that says it already, where the manager names one. */
      readonly duplicateOf?: string | null;
    };

/** What a person who decides says. */
export type Decision = Extract<Command, { type: 'approve' | 'reject' | 'ask' }>;

/** What is known of who objects. */
type Objected = { readonly unheld?: Unheld; readonly objector?: ObjectorHashes };

/** What happened. The words of a note go into the submission, never into the stored event. */
export type SubmissionEvent =
  | {
      readonly type: 'received';
      readonly at: string;
      readonly content: SubmissionContent;
      readonly proven?: boolean;
    }
  | { readonly type: 'joined'; readonly at: string; readonly member: Reference }
  | ({ readonly type: 'confirmed'; readonly at: string } & Objected)
  | { readonly type: 'cancelled' | 'expired' | 'uncredited'; readonly at: string }
  | { readonly type: 'closed'; readonly at: string; readonly lapsed?: readonly Field[] }
  | { readonly type: 'lapsed'; readonly at: string; readonly fields: readonly Field[] }
  | { readonly type: 'united'; readonly at: string; readonly with: Reference }
  | {
      readonly type: 'widened';
      readonly at: string;
      readonly by: Reference;
      readonly fields: readonly Field[];
      readonly comment: string | null;
    }
  | { readonly type: 'asked'; readonly at: string; readonly by: string; readonly question: string }
  | { readonly type: 'answered'; readonly at: string; readonly answer: string }
  | {
      readonly type: 'approved';
      readonly at: string;
      readonly by: string;
      readonly note: string | null;
      readonly verdicts: Verdicts;
      /** What the manager wrote instead; content, like the note. */
      readonly edited: Edited;
      /** The record it is about, which an addition gets with this. */
      readonly record: string;
      readonly recordVersion: number | null;
      /** The consent record it made. */
      readonly receipt?: ReceiptId;
    }
  | {
      readonly type: 'rejected';
      readonly at: string;
      readonly by: string;
      readonly note: string | null;
      readonly reason: RejectionReason;
      readonly duplicateOf?: string;
    };

const undecided = ['pending', 'awaiting-reply'] as const;
export const open = ['unconfirmed', ...undecided] as const;

/** The statuses each command may start from; the table's conditions use the same list. */
export const startsFrom = {
  join: open,
  confirm: ['unconfirmed'],
  unite: ['unconfirmed'],
  widen: undecided,
  cancel: open,
  expire: ['unconfirmed'],
  uncredit: ['approved'],
  close: open,
  lapse: open,
  ask: ['pending'],
  answer: ['awaiting-reply'],
  approve: undecided,
  reject: undecided,
} as const satisfies Record<Exclude<Command['type'], 'receive'>, readonly Status[]>;
