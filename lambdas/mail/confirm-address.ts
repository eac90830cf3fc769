import type { Kind } from '../domain/submission.ts';
import { formatInstant } from '../i18n/format.ts';
import { facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type ConfirmAddress = {
  readonly kind: Kind;
  readonly reference: string;
  /** The title the inventory gives the record; null for a project that it does not have. */
  readonly title: string | null;
  readonly link: string;
  readonly validUntil: string;
};

/**
 * Asks for the confirmation of an address. It may reach somebody who asked for nothing, so it holds no text of the
 * submitter: no name, no value, no comment.
 */
export function confirmAddressMail(mail: ConfirmAddress, context: MailContext): Message {
  const { mails } = context.messages;
  const { confirm } = mails;
  const blocks = [
    paragraph(confirm.lead[mail.kind]),
    ...facts([
      [mails.project, mail.title === null ? [] : [mail.title]],
      [mails.reference, [mail.reference]],
    ]),
    { kind: 'link', text: confirm.button, href: mail.link } as const,
    paragraph(confirm.until(formatInstant(mail.validUntil, context.language))),
    paragraph(confirm.ignore),
  ];
  return message(
    subjectLine(mail.reference, mail.title ?? mails.newProject, confirm.what, context),
    blocks,
    context,
  );
}
