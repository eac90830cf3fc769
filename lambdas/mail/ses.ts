import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';

/** Hands a composed mail over for delivery; rejects when it was not taken. */
export type SendMail = (mail: {
  readonly raw: Uint8Array;
  readonly from: string;
  readonly to: string;
}) => Promise<void>;

/**
 * Sends through Amazon SES.
 * @param configurationSet under which SES counts the mails and reports their bounces; null for none
 */
export function sesMailer(client: SESClient, configurationSet: string | null): SendMail {
  return async ({ raw, from, to }) => {
    await client.send(
      new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: raw },
        ...(configurationSet ? { ConfigurationSetName: configurationSet } : {}),
      }),
    );
  };
}
