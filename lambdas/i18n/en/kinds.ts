import type { Kind } from '../../submissions/kinds.ts';
import { a, One, one } from './nouns.ts';

/** What pages and mails say of one kind of submission. */
export type KindWords = {
  /** The button that sends it. */
  readonly send: string;
  /** The title once it is sent. */
  readonly sent: string;
  /** What it is called, with its reference. */
  readonly named: (reference: string) => string;
  /** What happens next while it waits for a decision. */
  readonly pending: string;
  /** What an approval came to, to its contributor. */
  readonly approvedNext: string;
  /** The title of the page that asks the address. */
  readonly confirm: string;
  /** The title of the page that is decided on. */
  readonly review: (title: string) => string;
  /** The choices of who decides. */
  readonly approve: string;
  readonly reject: string;
  /** The title once it is decided. */
  readonly approved: (title: string) => string;
  readonly rejected: (title: string) => string;
  /** What comes of it, to who decided. */
  readonly published: string;
  readonly unchanged: string;
  readonly mail: {
    /** Asks the address whether it was sent from there. */
    readonly confirm: string;
    /** Says to who decides that it waits. */
    readonly review: string;
    /** In a subject; null where what it changes says more. */
    readonly what: string | null;
    /** Says the outcome to its contributor. */
    readonly approved: string;
    readonly rejected: string;
  };
};

const correction: KindWords = {
  send: 'Send correction',
  sent: 'Correction sent',
  named: (reference) => `Correction ${reference}`,
  pending: 'The portal manager compares your correction with its sources and decides.',
  approvedNext: 'The accepted changes are in the published inventory within minutes.',
  confirm: 'Confirm your correction',
  review: (title) => `Review the correction of “${title}”`,
  approve: 'Approve: publish what is accepted above',
  reject: 'Reject the whole correction',
  approved: (title) => `Approved: the correction of “${title}”`,
  rejected: (title) => `Rejected: the correction of “${title}”`,
  published: 'The accepted changes are published within minutes.',
  unchanged: 'The inventory stays as it is.',
  mail: {
    confirm:
      'A correction to a public inventory was sent with this e-mail address. Please confirm that it was you.',
    review: 'A correction waits for your decision.',
    what: null,
    approved:
      'Thank you: your correction was approved. The accepted changes are in the published inventory within minutes.',
    rejected: 'Thank you for your correction. It was not accepted, and the inventory stays as it is.',
  },
};

const addition: KindWords = {
  send: `Send ${one}`,
  sent: `${One} sent`,
  named: (reference) => `New ${one} ${reference}`,
  pending: `The portal manager compares the ${one} with its sources and decides.`,
  approvedNext: `The ${one} is in the published inventory within minutes.`,
  confirm: `Confirm the ${one} you sent`,
  review: (title) => `Review a new ${one}: “${title}”`,
  approve: 'Approve: publish what is accepted above',
  reject: `Reject the ${one}`,
  approved: (title) => `Approved: the new ${one} “${title}”`,
  rejected: (title) => `Rejected: the new ${one} “${title}”`,
  published: `The ${one} is published within minutes.`,
  unchanged: 'The inventory stays as it is.',
  mail: {
    confirm: `A new ${one} for a public inventory was sent with this e-mail address. Please confirm that it was you.`,
    review: `A new ${one} waits for your decision.`,
    what: `new ${one}`,
    approved: `Thank you: the ${one} you sent was approved. It is in the published inventory within minutes.`,
    rejected: `Thank you for the ${one} you sent. It was not accepted.`,
  },
};

const consent: KindWords = {
  send: 'Send my consent',
  sent: 'Consent sent',
  named: (reference) => `Consent ${reference}`,
  pending: 'The portal manager looks at your consent and accepts it, or asks you something.',
  approvedNext: 'Your consent stands. We mailed you a receipt, with the link to withdraw it.',
  confirm: 'Confirm your consent',
  review: (title) => `Review the consent to publish “${title}”`,
  approve: 'Accept the consent',
  reject: 'Do not accept it',
  approved: (title) => `Accepted: the consent to publish “${title}”`,
  rejected: (title) => `Not accepted: the consent to publish “${title}”`,
  published: `The page of the ${one} says so within minutes. The sender gets a receipt.`,
  unchanged: 'The inventory stays as it is.',
  mail: {
    confirm: `Consent to the publication of ${a} was sent with this e-mail address. Please confirm that it was you: it counts only then.`,
    review: `Consent to the publication of ${a} waits for your decision.`,
    what: 'consent',
    approved: 'Thank you: your consent was accepted. It is in the published inventory within minutes.',
    rejected: 'Thank you for your consent. It was not accepted, and the inventory stays as it is.',
  },
};

const objection: KindWords = {
  send: 'Send my objection',
  sent: 'Objection sent',
  named: (reference) => `Objection ${reference}`,
  pending: 'Your objection is urgent: whoever decides looks at it first.',
  approvedNext: 'What you objected to has left the published inventory.',
  confirm: 'Confirm your objection',
  review: (title) => `Review the objection to “${title}”`,
  approve: 'Approve: remove what is objected to, for good',
  reject: 'Reject the objection',
  approved: (title) => `Approved: the objection to “${title}”`,
  rejected: (title) => `Rejected: the objection to “${title}”`,
  published: 'What was objected to leaves the inventory, and everything older, within minutes.',
  unchanged: 'The entry stays. If it was on hold, it is public again within minutes.',
  mail: {
    confirm:
      'An objection to an entry of a public inventory was sent with this e-mail address. Please confirm that it was you: it counts only then.',
    review: 'Urgent: somebody objects to an entry. It waits for your decision.',
    what: 'urgent objection',
    approved: 'Your objection was accepted. What you objected to leaves the published inventory at once.',
    rejected: 'Your objection was considered and not accepted. If the entry was on hold, it is public again.',
  },
};

/** Of each kind there is. */
export const kinds: Readonly<Record<Kind, KindWords>> = { correction, addition, consent, objection };
