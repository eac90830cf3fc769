import { formatDay } from '../i18n/format.ts';
import { facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type AccuracyMail = {
  /** The receipt or the reference. */
  readonly name: string;
  readonly title: string;
  readonly since: string;
  readonly why: 'consented' | 'wished';
  readonly link: string;
};

/** Asks whether a record is still accurate. */
export function accuracyMail({ name, title, since, why, link }: AccuracyMail, context: MailContext): Message {
  const { mails, accuracy } = context.messages;
  const { mail } = accuracy;
  const blocks = [
    paragraph(mail[why]),
    ...facts([
      [mails.project, [title]],
      [mail.since, [formatDay(since, context.language)]],
    ]),
    { kind: 'link', text: mail.button, href: link } as const,
    paragraph(mail.nothing),
  ];
  return message(subjectLine(name, title, mail.what, context), blocks, context);
}
