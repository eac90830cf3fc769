import { traitsOf } from '../submissions/kinds.ts';
import type { SubmissionEvent } from './commands.ts';
import type { Name } from './names.ts';
import { leadOf, type Submission } from './submission.ts';

/**
 * The classes of mails, in the order in which they go: none waits for one of a class behind it. What a withdrawal comes to;
 * what proves an address or opens something; what is urgent; all the rest.
 */
export const mailClasses = [1, 2, 3, 4] as const;

export type MailClass = (typeof mailClasses)[number];

type Classes = Readonly<Record<string, MailClass>>;

/**
 * Mails about a submission, each with its class; `reference` is the submission's, or the bundle's first where one mail is about
 * all of it. `status-link` is for who asked for it, `many-waiting` tells those who decide how many wait that have no mail of their
 * own.
 */
const submissionMails = {
  'confirm-address': 2,
  'review-request': 4,
  'many-waiting': 4,
  question: 4,
  outcome: 4,
  closed: 4,
  lapsed: 4,
  accurate: 4,
  'status-link': 2,
} satisfies Classes;
export type SubmissionMailKind = keyof typeof submissionMails;

/**
 * Mails about a consent; `reference` is its receipt. `withdrawal-link` is for who asked for it, `withdrawn` tells those
 * who decide, `gone` tells that nothing of it is published any more,
 * `still-accurate` asks whether the record is.
 */
const consentMails = {
  receipt: 2,
  'withdrawal-link': 1,
  withdrawn: 1,
  gone: 1,
  'still-accurate': 4,
} satisfies Classes;
export type ConsentMailKind = keyof typeof consentMails;

const classes = { ...submissionMails, ...consentMails } satisfies Classes;

export const mailKinds = Object.keys(classes) as (SubmissionMailKind | ConsentMailKind)[];

export function isConsentMail(kind: OwedMail['kind']): kind is ConsentMailKind {
  return Object.hasOwn(consentMails, kind);
}

/** A mail that is owed. The recipient is the contributor, the grantor, or the id of a person who decides. */
export type OwedMail = {
  readonly kind: SubmissionMailKind | ConsentMailKind;
  readonly reference: Name;
  readonly recipient: string;
  /** It is about something that must not wait for one person. */
  readonly urgent?: true;
  /** Nobody can be asked by whom it is: it is mailed of on its own only while few wait. */
  readonly ifFew?: true;
};

export function classOf({ kind, urgent }: OwedMail): MailClass {
  const own = classes[kind];
  return own === 4 && urgent ? 3 : own;
}

/** The person who asked for a mail waits for it: it is a link, whatever else it is. */
export function classOfAsked(mail: OwedMail): MailClass {
  return classOf(mail) === 1 ? 1 : 2;
}

/** The recipient of mails to the contributor. */
export const CONTRIBUTOR = 'contributor';

/** Ids of those who decide. */
export type Deciders = {
  readonly managers: readonly string[];
  /** The deputies, too: for what must not wait for one person. */
  readonly all: readonly string[];
  /**
   * So many submissions, those that wait longest, have mails of their own, no matter who sent them. What came without an address
   * and is behind them waits until it is among them: anybody can send as many as they like.
   */
  readonly few: number;
};

/** The mails owed after an event of a submission. */
export function owedMails(
  event: SubmissionEvent,
  submission: Submission,
  deciders: Deciders,
): readonly OwedMail[] {
  const toContributor = (kind: SubmissionMailKind, reference = submission.reference) =>
    submission.reachable ? [{ kind, reference, recipient: CONTRIBUTOR }] : [];
  switch (event.type) {
    case 'received':
      return submission.status === 'unconfirmed'
        ? toContributor('confirm-address', leadOf(submission))
        : reviewRequests(submission, deciders);
    case 'confirmed':
    case 'answered':
      return reviewRequests(submission, deciders);
    case 'asked':
      return toContributor('question');
    case 'joined':
    case 'cancelled':
    case 'expired':
    case 'uncredited':
      return [];
    case 'united':
    case 'widened':
      return [];
    case 'closed':
      return toContributor('closed');
    case 'lapsed':
      return toContributor('lapsed');
    case 'approved':
      return event.receipt
        ? [{ kind: 'receipt', reference: event.receipt, recipient: CONTRIBUTOR }]
        : toContributor('outcome');
    case 'rejected':
      return toContributor('outcome');
    default:
      return event satisfies never;
  }
}

/** An objection is urgent: the first of them who reads it decides. */
function reviewRequests(submission: Submission, { managers, all }: Deciders): readonly OwedMail[] {
  const reference = leadOf(submission);
  const urgent = traitsOf(submission).isUrgent;
  return (urgent ? all : managers).map((recipient) => ({
    kind: 'review-request',
    reference,
    recipient,
    ...(urgent ? { urgent } : {}),
    ...(submission.reachable ? {} : { ifFew: true as const }),
  }));
}

/** What several submissions owe, without doubles: of one bundle, one mail to each, as urgent as the most urgent of it. */
export function withoutDoubles(mails: readonly OwedMail[]): readonly OwedMail[] {
  const nameOf = ({ kind, reference, recipient }: OwedMail) => `${kind} ${reference} ${recipient}`;
  const urgentLast = [...mails].sort((a, b) => classOf(b) - classOf(a));
  return [...new Map(urgentLast.map((mail) => [nameOf(mail), mail])).values()];
}
