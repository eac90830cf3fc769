import PostalMime from 'postal-mime';

/** A mail as its recipient reads it. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What it hangs on, for programs that show mails by thread. */
  readonly thread: { readonly references: string; readonly inReplyTo: string };
  /** Every address in the mail that begins with http(s), without doubles. */
  readonly links: readonly string[];
  readonly attachments: readonly {
    readonly filename: string;
    readonly type: string;
    readonly text: string;
  }[];
};

export async function readMail(raw: Uint8Array, to: string): Promise<Mail> {
  const parsed = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' });
  const { subject = '', text = '', html = '' } = parsed;
  const attachments = parsed.attachments.map(({ filename, mimeType, content }) => ({
    filename: filename ?? '',
    type: mimeType,
    text: String(content),
  }));
  return {
    to,
    subject,
    text,
    html,
    thread: { references: parsed.references ?? '', inReplyTo: parsed.inReplyTo ?? '' },
    links: [...new Set(text.match(/https?:\/\/[^\s>]+/g) ?? [])],
    attachments,
  };
}

/** The one link of its kind in a mail. */
export function linkIn(mail: Mail | undefined, kind: 'confirm' | 'review' | 'submissions'): string {
  const found = mail?.links.filter((link) => link.includes(`/${kind}/`)) ?? [];
  if (found.length !== 1 || !found[0])
    throw new Error(`The mail has ${found.length} ${kind} links, not one.`);
  return found[0];
}
