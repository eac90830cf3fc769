import type { ConsentRecord } from '../domain/consent.ts';
import type { ShownNotice } from '../domain/notice.ts';
import { formatInstant } from '../i18n/format.ts';
import { type Block, facts, link as linkBlock, paragraph, quoted } from './blocks.ts';
import { type Attachment, type MailContext, type Message, message, subjectLine } from './message.ts';

export type ReceiptMail = {
  readonly consent: ConsentRecord;
  readonly title: string;
  /** Word for word as it was agreed to. */
  readonly notice: ShownNotice | null;
  /** The same for machines. */
  readonly attachment: Attachment;
  /** Shows what was agreed to, and withdraws. */
  readonly link: string;
};

/** Everything that was agreed to, and how to withdraw it: to be kept. */
export function receiptMail(
  { consent, title, notice, attachment, link }: ReceiptMail,
  context: MailContext,
): Message {
  const { mails } = context.messages;
  const blocks = [
    paragraph(mails.receipt.lead),
    linkBlock(mails.receipt.button, link),
    paragraph(mails.receipt.keep),
    paragraph(mails.receipt.attached),
    ...agreed(consent, title, context),
    ...(notice === null ? [] : noticeBlocks(notice)),
  ];
  const words = message(subjectLine(consent.receipt, title, mails.receipt.what, context), blocks, context);
  return { ...words, attachments: [attachment] };
}

function noticeBlocks({ parts }: ShownNotice): readonly Block[] {
  return parts.flatMap(({ title, paragraphs }) => facts([[title, paragraphs]]));
}

/** What a consent covers, for the person who gave it. */
function agreed(
  consent: ConsentRecord,
  title: string,
  { messages, language }: MailContext,
): readonly Block[] {
  const { receipt, fields, labels } = messages;
  return [
    ...facts([
      [receipt.id, [consent.receipt]],
      [receipt.version, [`${consent.version}`]],
      [receipt.fields, [consent.fields.map((field) => fields[field]).join(', ')]],
      [receipt.role, [labels.roleOf[consent.role]]],
      [receipt.events, [receipt.event.given(formatInstant(consent.givenAt, language))]],
      [receipt.hash, [consent.noticeSha256]],
    ]),
    ...quoted([
      [receipt.record, [title]],
      [receipt.organisation, consent.organisation === null ? [] : [consent.organisation]],
    ]),
  ];
}

export type WithdrawalLinkMail = {
  readonly consent: ConsentRecord;
  readonly title: string;
  readonly link: string;
};

/** For who asked for it: the link by which a consent is withdrawn. */
export function withdrawalLinkMail(
  { consent, title, link }: WithdrawalLinkMail,
  context: MailContext,
): Message {
  const { mails } = context.messages;
  const blocks = [
    paragraph(mails.withdrawalLink.lead),
    linkBlock(mails.withdrawalLink.button, link),
    paragraph(mails.withdrawalLink.ignore),
    ...agreed(consent, title, context),
  ];
  return message(subjectLine(consent.receipt, title, mails.withdrawalLink.what, context), blocks, context);
}
