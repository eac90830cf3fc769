import type { ComponentChild } from 'preact';
import type { CurrentRecord } from '../domain/record-state.ts';
import type { Submission } from '../domain/submission.ts';
import type { Fact } from '../pages/components/facts.tsx';
import type { PageContext } from '../pages/context.ts';
import type { Kind } from './kinds.ts';

type OfKind<K extends Kind> = Extract<Submission, { readonly kind: K }>;

/** What a submission is about now; null where there is none yet, or none any more. */
export type AboutNow = Pick<CurrentRecord, 'version' | 'holds'> | null;

/** How pages show one kind of submission. Methods take what they are given for a submission of their own kind. */
export type View<K extends Kind = Kind> = {
  /** What it says besides changes: to what, and for whom. */
  rows(submission: OfKind<K>, context: PageContext): readonly Fact[];
  /** The same to who decides, and what deciding on it does. */
  subject(submission: OfKind<K>, record: AboutNow, context: PageContext): ComponentChild;
};
