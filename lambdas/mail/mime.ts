import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from './message.ts';

export type MimeMail = Message & {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo: string;
  /** One made-up id per submission, as `<COR-7F3K-9Q2M@example.org>`: SES replaces Message-ID, so threads hang on this. */
  readonly thread: string;
};

/**
 * The raw MIME (RFC 5322) of a mail.
 * @throws {Error} when anything that becomes a header holds CR, LF, NUL or another control character
 */
export async function composeMime(mail: MimeMail): Promise<Uint8Array> {
  const { from, to, replyTo, subject, text, html, thread, attachments = [] } = mail;
  refuseControls({ sender: from.name, from: from.address, to, replyTo, subject, thread });
  for (const { filename, contentType } of attachments) refuseControls({ filename, contentType });
  const composer = new MailComposer({
    from,
    to: { name: '', address: to },
    replyTo: { name: '', address: replyTo },
    subject,
    text,
    html,
    attachments: attachments.map((one) => ({ ...one, contentDisposition: 'attachment' as const })),
    references: thread,
    inReplyTo: thread,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  });
  return composer.compile().build();
}

function refuseControls(headers: Readonly<Record<string, string>>): void {
  for (const [header, value] of Object.entries(headers)) {
    if (/\p{Cc}/u.test(value)) throw new Error(`A mail cannot have control characters in its ${header}.`);
  }
}
