/** Why a mail did not go, as far as it matters for what comes next. */
export type Trouble =
  /** Too many at once, or the day's quota is used up: mails are taken again by and by. */
  | 'busy'
  /** No mail is taken from this account, or none to addresses it has not verified: a person must see to that. */
  | 'closed'
  /** This mail is not taken, however often it is tried: its address or what it holds is not accepted. */
  | 'refused'
  /** No answer, or one of a service that has a fault: nobody knows whether the mail went. */
  | 'unreachable'
  /** Anything else. */
  | 'unclear';

/** A mail that was not taken. Its name is the error's code: the text of a mail server's error may quote an address. */
export class MailNotTaken extends Error {
  readonly trouble: Trouble;

  constructor(code: string, trouble: Trouble) {
    super(`The mail was not taken: ${code}.`);
    this.name = code;
    this.trouble = trouble;
  }
}

/** What an answer of SES, or the lack of one, comes down to. */
export type Refusal = {
  readonly code: string;
  readonly message: string;
  /** Of the answer; null without one. */
  readonly status: number | null;
};

const busy = ['Throttling', 'Throttled', 'LimitExceeded', 'TooManyRequests', 'RequestLimitExceeded'];
const closed = [
  'AccountSendingPaused',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetSendingPaused',
  'MailFromDomainNotVerified',
  'OptInRequired',
];
const refused = ['InvalidParameterValue', 'MessageRejected', 'ValidationError'];

/** What of a `MessageRejected` is about the account: sandbox and identities, pause, suspension. */
const ABOUT_ACCOUNT = /\bnot verified\b|\b(?:paused|suspended|shut down)\b/i;
const QUOTA = /\bsending rate exceeded\b|\bmessage quota exceeded\b/i;

/**
 * Tells SES's answers apart: SendRawEmail and "Common Errors" in its API reference, "Amazon SES email sending errors" and
 * "Errors related to the sending quotas" in its developer guide.
 */
export function troubleOf({ code, message, status }: Refusal): Trouble {
  // The API's name of an error ends so, its code on the wire does not always.
  const name = code.replace(/Exception$/, '');
  if (busy.includes(name) || QUOTA.test(message) || status === 429) return 'busy';
  if (closed.includes(name) || status === 403 || ABOUT_ACCOUNT.test(message)) return 'closed';
  if (refused.includes(name)) return 'refused';
  return status === null || status >= 500 ? 'unreachable' : 'unclear';
}
