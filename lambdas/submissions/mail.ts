import type { Submission } from '../domain/submission.ts';
import type { Block } from '../mail/blocks.ts';
import type { MailContext } from '../mail/message.ts';
import type { Kind } from './kinds.ts';

type OfKind<K extends Kind> = Extract<Submission, { readonly kind: K }>;

/** How mails tell of one kind of submission. Methods take what they are given for a submission of their own kind. */
export type MailLines<K extends Kind = Kind> = {
  /** What its changes do not say: to what somebody consents or objects, or why a record may be public. */
  matter(submission: OfKind<K>, context: MailContext): readonly Block[];
};
