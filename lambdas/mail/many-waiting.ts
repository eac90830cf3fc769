import type { Name } from '../domain/names.ts';
import type { Submission } from '../domain/submission.ts';
import { link as linkBlock, paragraph, quoted } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type ManyWaiting = {
  readonly reference: Name;
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly isMore: boolean;
  /** So many have mails of their own. */
  readonly few: number;
  readonly newest: readonly Submission[];
  /** Leads to what waits longest. */
  readonly link: string;
  /** Whose link this is. */
  readonly person: { readonly name: string };
};

/** Tells a person who decides how many wait, in the place of a mail about each. */
export function manyWaitingMail(waiting: ManyWaiting, context: MailContext): Message {
  const { reference, count, isMore, few, newest, link, person } = waiting;
  const { many, review } = context.messages.mails;
  const number = many.number(count, isMore);
  const blocks = [
    paragraph(many.lead(number)),
    linkBlock(many.button, link),
    paragraph(review.personal(person.name)),
    paragraph(many.next(few)),
    ...quoted([[many.newest, newest.map((one) => `${one.reference}: ${one.title}`)]]),
  ];
  return message(subjectLine(reference, number, many.what, context), blocks, context);
}
