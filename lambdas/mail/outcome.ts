import { isList } from '../domain/form.ts';
import { type Content, type Field, type FieldValue, fields as fieldNames } from '../domain/record.ts';
import type { DecidedSubmission, Verdict } from '../domain/submission.ts';
import { valueLines } from '../i18n/value-lines.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { type Block, type Fact, facts, link, paragraph, quoted } from './blocks.ts';
import { type MailContext, type Message, message, replyLine, subjectLine } from './message.ts';
import { answersTo, listFacts } from './review-request.ts';

export type Outcome = {
  readonly submission: DecidedSubmission;
  readonly statusUrl: string;
  /** Null where there is none to see. */
  readonly recordUrl: string | null;
  /** The record that says it already, where one was named. */
  readonly duplicateUrl: string | null;
  /** What the record says now, with what was published of this; null where there is none. */
  readonly content: Content | null;
};

/** Tells the contributor what was decided of each change, what was published, and why. */
export function outcomeMail(outcome: Outcome, context: MailContext): Message {
  const { submission, statusUrl, recordUrl, duplicateUrl } = outcome;
  const { outcome: words, record, reference } = context.messages.mails;
  const approved = submission.status === 'approved';
  const blocks = [
    paragraph(context.messages.kinds[submission.kind].mail[approved ? 'approved' : 'rejected']),
    ...(recordUrl === null ? [] : [link(words.record, recordUrl)]),
    ...(duplicateUrl === null ? [] : [link(words.duplicate, duplicateUrl)]),
    link(words.status, statusUrl),
    ...decisionFacts(submission, context),
    ...(approved ? [] : [paragraph(words.again)]),
    ...facts([[reference, [submission.reference]]]),
    ...quoted([[record, [submission.title]]]),
    ...changeBlocks(outcome, context),
  ];
  const what = approved ? words.approved : words.rejected;
  const subject = answersTo(submission) ? replyLine : subjectLine;
  return message(subject(submission.reference, submission.title, what, context), blocks, context);
}

function decisionFacts({ status, decision }: DecidedSubmission, { messages }: MailContext): readonly Block[] {
  const { mails, labels } = messages;
  const reason = status === 'rejected' ? [labels.reason[decision.reason]] : [];
  return [
    ...facts([[mails.outcome.reason, reason]]),
    ...quoted([[mails.outcome.note, decision.note === null ? [] : [decision.note]]]),
  ];
}

/** Each change with what was sent and what came of it, and what the manager added. */
function changeBlocks({ submission, content }: Outcome, context: MailContext): readonly Block[] {
  const { labels, fields } = context.messages;
  const verdicts = submission.status === 'approved' ? submission.decision.verdicts : {};
  const sent = submission.changes.map(({ field }) => field);
  const changes = submission.changes.map(({ field, from, to }): Block => {
    const verdict = verdicts[field];
    const values = [
      ...sentFacts({ field, from, to }, submission, context),
      ...resultFacts({ field, verdict }, submission, content, context),
    ];
    const remark = verdict === undefined ? null : labels.verdict[verdict];
    return { kind: 'change', field: fields[field], values, remark };
  });
  const added = fieldNames.filter((field) => verdicts[field] !== undefined && !sent.includes(field));
  const additions = added.map((field): Block => {
    const values = [publishedFact(field, editedValue(submission, field), context)];
    return { kind: 'change', field: fields[field], values, remark: labels.addedByManager };
  });
  return [...changes, ...additions];
}

type SentValue = { readonly field: Field; readonly from: FieldValue; readonly to: FieldValue };

/** Of a list that was known only what was to be removed and added. */
function sentFacts(
  { field, from, to }: SentValue,
  { kind }: DecidedSubmission,
  context: MailContext,
): readonly Fact[] {
  const { sent } = context.messages.mails.outcome;
  if (traitsOf({ kind }).proposesRecord || !isList(field)) return [valueFact(sent, field, to, context)];
  return listFacts({ field, from, to }, context).map((fact) => ({ ...fact, term: `${sent}: ${fact.term}` }));
}

type Result = { readonly field: Field; readonly verdict: Verdict | undefined };

/** What was published; else what the inventory says. */
function resultFacts(
  { field, verdict }: Result,
  submission: DecidedSubmission,
  content: Content | null,
  context: MailContext,
): readonly Fact[] {
  if (verdict === 'edited') return [publishedFact(field, editedValue(submission, field), context)];
  if (content === null) return [];
  const now = content[field];
  if (verdict === 'accepted') return [publishedFact(field, now, context)];
  return traitsOf(submission).proposesRecord
    ? []
    : [valueFact(context.messages.mails.outcome.stays, field, now, context)];
}

function editedValue({ status, decision }: DecidedSubmission, field: Field): FieldValue {
  return status === 'approved' ? (decision.edited[field] ?? null) : null;
}

function publishedFact(field: Field, value: FieldValue, context: MailContext): Fact {
  return valueFact(context.messages.mails.outcome.publishedValue, field, value, context);
}

function valueFact(term: string, field: Field, value: FieldValue, context: MailContext): Fact {
  const lines = value === null ? [] : valueLines(field, value, context);
  return { term, lines: lines.length === 0 ? [context.messages.unknown] : lines, quoted: true };
}
