import {
  type SESClient,
  type SESClientConfig,
  SESServiceException,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import { MailNotTaken, troubleOf } from './trouble.ts';

/**
 * Hands a composed mail over for delivery.
 * @throws {MailNotTaken} when it was not taken, or nobody knows
 */
export type SendMail = (mail: {
  readonly raw: Uint8Array;
  readonly from: string;
  readonly to: string;
}) => Promise<void>;

const CONNECT_MS = 2000;
const ANSWER_MS = 5000;
const ATTEMPTS = 2;

/** The client waits no longer than this for one mail: attempts, and a moment between them. */
export const LONGEST_SEND_MS = ATTEMPTS * (CONNECT_MS + ANSWER_MS) + 2000;

/** Without time-outs, a service that does not answer takes the whole time of the function. */
export const sesPatience: SESClientConfig = {
  maxAttempts: ATTEMPTS,
  requestHandler: {
    connectionTimeout: CONNECT_MS,
    requestTimeout: ANSWER_MS,
    // Otherwise the client only warns of it.
    throwOnRequestTimeout: true,
  },
};

/**
 * Sends through Amazon SES.
 * @param configurationSet under which SES counts the mails and reports their bounces; null for none
 */
export function sesMailer(client: SESClient, configurationSet: string | null): SendMail {
  return async ({ raw, from, to }) => {
    const command = new SendRawEmailCommand({
      Source: from,
      Destinations: [to],
      RawMessage: { Data: raw },
      ...(configurationSet ? { ConfigurationSetName: configurationSet } : {}),
    });
    try {
      await client.send(command);
    } catch (error) {
      throw notTaken(error);
    }
  };
}

/** Keeps what an error means, and leaves its text behind. */
function notTaken(error: unknown): MailNotTaken {
  const { name: code, message } = error instanceof Error ? error : new Error(String(error));
  const status = error instanceof SESServiceException ? (error.$metadata.httpStatusCode ?? null) : null;
  return new MailNotTaken(code, troubleOf({ code, message, status }));
}
