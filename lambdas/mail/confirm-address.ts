import type { Name } from '../domain/names.ts';
import { formatInstant } from '../i18n/format.ts';
import type { Kind } from '../submissions/kinds.ts';
import { facts, link, paragraph, quoted } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type ConfirmAddress = {
  readonly reference: Name;
  /** What is to be confirmed: the title the inventory gives the record; null for a project that it does not have. */
  readonly submissions: readonly { readonly kind: Kind; readonly title: string | null }[];
  readonly link: string;
  readonly validUntil: string;
};

/**
 * Asks for the confirmation of an address. It may reach somebody who asked for nothing, so it holds no text of the
 * submitter: no name, no value, no comment.
 */
export function confirmAddressMail(mail: ConfirmAddress, context: MailContext): Message {
  const { mails, bundles } = context.messages;
  const { confirm } = mails;
  const [first, ...others] = mail.submissions;
  const titles = [...new Set(mail.submissions.flatMap(({ title }) => title ?? []))];
  const lead =
    first && others.length === 0 ? context.messages.kinds[first.kind].mail.confirm : bundles.mail.confirmLead;
  const blocks = [
    paragraph(lead),
    link(confirm.button, mail.link),
    paragraph(confirm.until(formatInstant(mail.validUntil, context.language))),
    paragraph(confirm.ignore),
    ...facts([[mails.reference, [mail.reference]]]),
    ...quoted([[mails.record, titles]]),
  ];
  return message(
    subjectLine(mail.reference, first?.title ?? mails.newProject, confirm.what, context),
    blocks,
    context,
  );
}
