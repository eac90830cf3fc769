import { facts } from '../../mail/blocks.ts';
import type { MailLines } from '../mail.ts';

export const objectionLines: MailLines<'objection'> = {
  matter: ({ fields }, { messages }) => {
    const { review } = messages.mails;
    const objected = fields.map((field) => messages.fields[field]);
    return facts([[review.objected, objected.length === 0 ? [review.wholeEntry] : objected]]);
  },
};
