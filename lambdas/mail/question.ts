import type { Submission } from '../domain/submission.ts';
import { facts, link as linkBlock, paragraph, quoted } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type QuestionMail = {
  readonly submission: Submission;
  readonly question: string;
  readonly link: string;
};

/** Passes a question of those who decide on to who sent the submission. */
export function questionMail({ submission, question, link }: QuestionMail, context: MailContext): Message {
  const { mails } = context.messages;
  const { reference, title } = submission;
  const blocks = [
    paragraph(mails.question.lead),
    linkBlock(mails.question.button, link),
    paragraph(mails.question.next),
    ...quoted([[mails.question.question, [question]]]),
    ...facts([[mails.reference, [reference]]]),
    ...quoted([[mails.record, [title]]]),
  ];
  return message(subjectLine(reference, title, mails.question.what, context), blocks, context);
}
