import type { Submission } from '../domain/submission.ts';
import { facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

/** Tells that nobody will decide any more: the record left the inventory. Nothing of what was sent is in it. */
export function closedMail({ reference, title }: Submission, context: MailContext): Message {
  const { mails } = context.messages;
  const blocks = [paragraph(mails.closed.lead), ...facts([[mails.reference, [reference]]])];
  return message(subjectLine(reference, title, mails.closed.what, context), blocks, context);
}
