import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeXml } from '../bucket/xml.ts';

type Answer = (response: ServerResponse) => void;

/**
 * What SES may answer besides taking a mail, in the words of "Amazon SES email sending errors" in its developer guide and
 * of its API reference.
 */
export const troubles: Readonly<Record<string, Answer>> = {
  throttle: (response) => refuse(response, 'Throttling', 'Maximum sending rate exceeded.'),
  quota: (response) => refuse(response, 'Throttling', 'Daily message quota exceeded.'),
  sandbox: (response) =>
    refuse(
      response,
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region EU-WEST-1: somebody@example.org',
    ),
  paused: (response) =>
    refuse(response, 'AccountSendingPausedException', 'Email sending is disabled for this account.'),
  reject: (response) => refuse(response, 'MessageRejected', 'Address blacklisted: somebody@example.org'),
  fault: (response) => refuse(response, 'InternalFailure', 'The request processing has failed.', 500),
  /** The client that waits must give up by itself. */
  hang: () => {},
  down: (response) => response.destroy(),
};

/** Whether the laptop's SES takes mails, which it does until it is told otherwise. */
export class MailTrouble {
  #answer: Answer | null = null;
  #left = 0;
  /** A client that tries again by itself still sends one mail. */
  readonly #answered = new Map<string, Answer>();

  /** @returns false, and changes nothing, when there is no such answer or number */
  set(answer: string, mails: number): boolean {
    const known = answer === 'take' ? null : troubles[answer];
    const countable = mails === Number.POSITIVE_INFINITY || (Number.isInteger(mails) && mails > 0);
    if (known === undefined || !countable) return false;
    this.#answer = known;
    this.#left = mails;
    if (known === null) this.#answered.clear();
    return true;
  }

  /** False when the mail is to be taken. */
  answers(request: IncomingMessage, response: ServerResponse): boolean {
    const answer = this.#answerTo(`${request.headers['amz-sdk-invocation-id'] ?? randomUUID()}`);
    if (answer === null) return false;
    request.resume();
    answer(response);
    return true;
  }

  #answerTo(mail: string): Answer | null {
    const before = this.#answered.get(mail);
    if (before || this.#answer === null || this.#left === 0) return before ?? null;
    this.#left -= 1;
    this.#answered.set(mail, this.#answer);
    return this.#answer;
  }
}

export function refuse(response: ServerResponse, code: string, message: string, status = 400): void {
  const type = status < 500 ? 'Sender' : 'Receiver';
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  const body = `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
}
