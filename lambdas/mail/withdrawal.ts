import type { ConsentRecord } from '../domain/consent.ts';
import { formatInstant } from '../i18n/format.ts';
import { facts, link, paragraph, quoted } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type GoneMail = {
  readonly consent: ConsentRecord;
  readonly gone: NonNullable<ConsentRecord['gone']>;
};

/** Tells who withdrew that readers were seen to be given nothing of it any more. It names the project by its id alone. */
export function goneMail({ consent, gone }: GoneMail, context: MailContext): Message {
  const { mails, receipt } = context.messages;
  const blocks = [
    paragraph(mails.gone.lead(formatInstant(gone.at, context.language), gone.sequence)),
    ...facts([
      [receipt.id, [consent.receipt]],
      [receipt.record, [consent.record]],
    ]),
    paragraph(mails.gone.copies),
  ];
  return message(subjectLine(consent.receipt, consent.record, mails.gone.what, context), blocks, context);
}

export type WithdrawnMail = {
  readonly consent: ConsentRecord;
  readonly title: string;
  readonly recordUrl: string;
};

/** Tells those who decide that a consent was withdrawn. There is nothing to decide. */
export function withdrawnMail({ consent, title, recordUrl }: WithdrawnMail, context: MailContext): Message {
  const { mails, receipt } = context.messages;
  const blocks = [
    paragraph(mails.withdrawn.lead),
    link(mails.withdrawn.button, recordUrl),
    ...facts([[receipt.id, [consent.receipt]]]),
    ...quoted([
      [receipt.record, [title]],
      [receipt.organisation, consent.organisation === null ? [] : [consent.organisation]],
    ]),
  ];
  return message(subjectLine(consent.receipt, title, mails.withdrawn.what, context), blocks, context);
}
