import type { Name } from '../domain/names.ts';
import { formatDay } from '../i18n/format.ts';
import { facts, link as linkBlock, paragraph, quoted } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type AccuracyMail = {
  /** The receipt or the reference. */
  readonly name: Name;
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
    linkBlock(mail.button, link),
    paragraph(mail.nothing),
    ...facts([[mail.since, [formatDay(since, context.language)]]]),
    ...quoted([[mails.record, [title]]]),
  ];
  return message(subjectLine(name, title, mail.what, context), blocks, context);
}
