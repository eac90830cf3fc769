import type { Submission } from '../domain/submission.ts';
import { facts, paragraph } from './blocks.ts';
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
    ...facts([
      [mails.project, [title]],
      [mails.reference, [reference]],
      [mails.question.question, [question]],
    ]),
    { kind: 'link', text: mails.question.button, href: link } as const,
  ];
  return message(subjectLine(reference, title, mails.question.what, context), blocks, context);
}
