import type { Name } from '../domain/names.ts';
import type { Field } from '../domain/record.ts';
import type { Language, Messages } from '../i18n/messages.ts';
import { type Block, paragraph } from './blocks.ts';
import { renderHtml } from './render-html.tsx';
import { renderText } from './render-text.ts';

/** What a mail says, as text and as HTML, with the same words, and what comes with it. */
export type Message = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
};

/** A file that comes with a mail; its name is ours. */
export type Attachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
};

export type MailContext = {
  readonly messages: Messages;
  readonly language: Language;
  readonly portal: { readonly name: string };
};

/** A mail of these blocks, between the greeting and who it is from. */
export function message(subject: string, blocks: readonly Block[], context: MailContext): Message {
  const { mails } = context.messages;
  const all = [paragraph(mails.greeting), ...blocks, paragraph(mails.automatic(context.portal.name))];
  return { subject, text: renderText(all), html: renderHtml(all, context.language) };
}

/** The most characters of a record's title in a subject: what follows must stay in view. */
const TITLE_LIMIT = 80;

/** `[COR-7F3K-9Q2M] Cybercrime@Octopus: end date`; on one line, whatever the title. */
export function subjectLine(reference: Name, title: string, what: string, { messages }: MailContext): string {
  return messages.mails.subject(reference, shortened(withoutAddresses(oneLine(title))), oneLine(what));
}

/** The subject of a mail that answers what its reader wrote. */
export function replyLine(...subject: Parameters<typeof subjectLine>): string {
  return `Re: ${subjectLine(...subject)}`;
}

/** What changes, for a subject: the field, or how many there are. */
export function whatChanges(fields: readonly Field[], { messages }: MailContext): string {
  const [only] = fields;
  if (only !== undefined && fields.length === 1) return messages.fields[only].toLowerCase();
  return messages.mails.changes(fields.length);
}

/** No link of somebody else stands in front of ours: a title in a subject leaves its addresses out. */
function withoutAddresses(text: string): string {
  return text.replace(/(?:\p{L}[\p{L}\d+.-]*:\/\/|www\.)\S*/giu, '…');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= TITLE_LIMIT
    ? text
    : `${characters
        .slice(0, TITLE_LIMIT - 1)
        .join('')
        .trim()}…`;
}
