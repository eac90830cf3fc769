import type { Submission } from '../domain/submission.ts';
import { formatList } from '../i18n/format.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { type Block, facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

/**
 * Tells that nobody will decide any more: the record left the inventory, or the fields that it was about. Nothing of what was
 * sent is in it.
 */
export function closedMail(submission: Submission, recordUrl: string | null, context: MailContext): Message {
  const { closed } = context.messages.mails;
  const fieldsGone = submission.status === 'closed' && submission.why === 'fields-gone';
  const lead = fieldsGone ? closed.fieldsLead(namesOf(submission, context)) : closed.lead;
  const link: readonly Block[] =
    fieldsGone && recordUrl
      ? [{ kind: 'link', text: context.messages.mails.outcome.record, href: recordUrl }]
      : [];
  return about(
    submission,
    closed.what,
    [paragraph(lead), ...reference(submission, context), ...link],
    context,
  );
}

/** Tells that some fields left the record which a submission is about, and that the rest of it waits as before. */
export function lapsedMail(submission: Submission, statusUrl: string, context: MailContext): Message {
  const { closed, outcome } = context.messages.mails;
  const blocks: readonly Block[] = [
    paragraph(closed.lapsedLead(namesOf(submission, context))),
    ...(keepsItsWords(submission) ? [] : [paragraph(closed.lapsedWords)]),
    ...reference(submission, context),
    { kind: 'link', text: outcome.status, href: statusUrl },
  ];
  return about(submission, closed.lapsed, blocks, context);
}

/** What is consented or objected to goes on with what was said of it. */
function keepsItsWords(submission: Submission): boolean {
  return !traitsOf(submission).changesFields;
}

function about(
  { reference, title }: Submission,
  what: string,
  blocks: readonly Block[],
  context: MailContext,
): Message {
  return message(subjectLine(reference, title, what, context), blocks, context);
}

function reference({ reference }: Submission, { messages }: MailContext): readonly Block[] {
  return facts([[messages.mails.reference, [reference]]]);
}

function namesOf({ lapsed = [] }: Submission, { messages, language }: MailContext): string {
  return formatList(
    lapsed.map((field) => messages.fields[field]),
    language,
  );
}
