import type { Submission } from '../domain/submission.ts';
import { facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

/** A fresh link to the page of a submission, for its contributor. */
export function statusLinkMail(
  { reference, title }: Submission,
  link: string,
  context: MailContext,
): Message {
  const { mails, links } = context.messages;
  const blocks = [
    paragraph(links.mail.lead(title)),
    ...facts([[mails.reference, [reference]]]),
    { kind: 'link', text: links.mail.button, href: link } as const,
    paragraph(links.mail.ignore),
  ];
  return message(subjectLine(reference, title, links.mail.what, context), blocks, context);
}
