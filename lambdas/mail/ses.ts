import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';

/** Hands a composed mail over for delivery; rejects when it was not taken. */
export type SendMail = (mail: {
  readonly raw: Uint8Array;
  readonly from: string;
  readonly to: string;
}) => Promise<void>;

/** Sends through Amazon SES. */
export function sesMailer(client: SESClient): SendMail {
  return async ({ raw, from, to }) => {
    await client.send(
      new SendRawEmailCommand({ Source: from, Destinations: [to], RawMessage: { Data: raw } }),
    );
  };
}
