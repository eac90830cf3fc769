import type { Field, FieldValue } from './record.ts';
import type { Edited, RejectionReason, Status, SubmissionContent, Verdicts } from './submission.ts';

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
  readonly receipt: string;
};

export type Command =
  /** `proven`: it joins a bundle whose address is confirmed. */
  | { readonly type: 'receive'; readonly content: SubmissionContent; readonly proven?: boolean }
  /** One more of the same contributor comes into the bundle that this one leads. */
  | { readonly type: 'join'; readonly member: string }
  /** `holds`: an objection comes from a domain that has a say in the record. */
  | { readonly type: 'confirm'; readonly holds: boolean }
  /** Whoever has the address says that they did not send this, or takes it back. */
  | { readonly type: 'cancel' }
  /** The time to confirm the address is over. */
  | { readonly type: 'expire' }
  /** Whoever was credited in public is not to be named any more. */
  | { readonly type: 'uncredit' }
  /** The record is gone for good. */
  | { readonly type: 'close' }
  | { readonly type: 'ask'; readonly by: string; readonly question: string }
  | { readonly type: 'answer'; readonly answer: string }
  | Approve
  | {
      readonly type: 'reject';
      readonly by: string;
      readonly note: string | null;
      readonly reason: RejectionReason;
      /** The record that says it already, where whoever decides names one. */
      readonly duplicateOf?: string | null;
    };

/** What happened. The words of a note go into the submission, never into the stored event. */
export type SubmissionEvent =
  | {
      readonly type: 'received';
      readonly at: string;
      readonly content: SubmissionContent;
      readonly proven?: boolean;
    }
  | { readonly type: 'joined'; readonly at: string; readonly member: string }
  | { readonly type: 'confirmed' | 'cancelled' | 'expired' | 'closed' | 'uncredited'; readonly at: string }
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
      readonly receipt?: string;
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
  cancel: open,
  expire: ['unconfirmed'],
  uncredit: ['approved'],
  close: open,
  ask: ['pending'],
  answer: ['awaiting-reply'],
  approve: undecided,
  reject: undecided,
} as const satisfies Record<Exclude<Command['type'], 'receive'>, readonly Status[]>;
