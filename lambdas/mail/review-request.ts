import { cautionsOf } from '../domain/cautions.ts';
import { isList } from '../domain/form.ts';
import { type FieldDiff, isOrdered } from '../domain/merge.ts';
import type { FieldValue } from '../domain/record.ts';
import type { Contact, Submission } from '../domain/submission.ts';
import { visible } from '../domain/visible.ts';
import type { Party } from '../fields/kind.ts';
import { cautionLines } from '../i18n/cautions.ts';
import { changedLines } from '../i18n/changed-lines.ts';
import { valueLines } from '../i18n/value-lines.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { linesOf } from '../submissions/mails.ts';
import { alikeBlocks, type Others } from './alike.ts';
import {
  type Block,
  type Fact,
  type FactRows,
  facts,
  link as linkBlock,
  paragraph,
  quoted,
} from './blocks.ts';
import { type MailContext, type Message, message, replyLine, subjectLine, whatChanges } from './message.ts';

export type ReviewRequest = Others & {
  readonly submission: Submission;
  /** Null where none was left. */
  readonly contact: Contact | null;
  readonly diffs: readonly FieldDiff[];
  /** Whom the record lists now. */
  readonly parties?: readonly Party[];
  readonly link: string;
  /** Whose link this is. */
  readonly person: { readonly name: string };
};

/**
 * Tells a person who decides what changes, with one link; deciding takes a page, so the mail holds no verdict. The link
 * comes before anything that somebody else wrote.
 */
export function reviewRequestMail(request: ReviewRequest, context: MailContext): Message {
  const { submission, diffs, parties = [], rivals, published, contact, link, person } = request;
  const { mails } = context.messages;
  const { review } = mails;
  const { kind, reference, title } = submission;
  const answered = answersTo(submission);
  const words = context.messages.kinds[kind].mail;
  const what =
    words.what ??
    whatChanges(
      diffs.map(({ field }) => field),
      context,
    );
  const blocks = [
    paragraph(answered ? review.answeredLead : words.review),
    linkBlock(review.button, link),
    paragraph(review.personal(person.name)),
    paragraph(review.quoted),
    ...facts([[mails.reference, [reference]]]),
    ...quoted([[mails.record, [title]]]),
    ...conversation(submission, context),
    ...alikeBlocks(kind, { rivals, published }, context),
    ...matterBlocks({ submission, diffs, parties, published }, context),
    ...senderBlocks(contact, submission, context),
  ];
  const subject = answered
    ? replyLine(reference, title, review.answeredWhat, context)
    : subjectLine(reference, title, what, context);
  return message(subject, blocks, context);
}

/** Whether the newest question was answered: then it is the answer that the mail is about. */
export function answersTo(submission: Submission): boolean {
  const last = 'questions' in submission ? submission.questions?.at(-1) : undefined;
  return typeof last?.answer === 'string';
}

/** What was asked, and what was answered. */
export function conversation(submission: Submission, { messages }: MailContext): readonly Block[] {
  const questions = 'questions' in submission ? (submission.questions ?? []) : [];
  const { asked, answered } = messages.review;
  return questions.flatMap(({ question, answer }) =>
    quoted([
      [asked, [question]],
      [answered, answer === null ? [] : [answer]],
    ]),
  );
}

/** Who sent it, and why somebody should believe it. */
function senderBlocks(
  contact: Contact | null,
  submission: Submission,
  context: MailContext,
): readonly Block[] {
  return quoted([
    [context.messages.mails.review.from, [senderLine(contact, context)]],
    ...reasons(submission, context),
  ]);
}

/** A submission, held against the record as it is now. */
export type Compared = Pick<ReviewRequest, 'submission' | 'diffs' | 'parties'> & Others;

/** What a submission is about, what it changes, and what to look at twice. */
export function matterBlocks(
  { submission, diffs, parties = [], published }: Omit<Compared, 'rivals'>,
  context: MailContext,
): readonly Block[] {
  const cautions = cautionLines(
    cautionsOf(
      submission,
      parties,
      published.map(({ title }) => title),
    ),
    context,
  );
  return [
    ...linesOf(submission).matter(submission, context),
    ...diffs.map((diff) => changeBlock(submission, diff, context)),
    ...quoted([[context.messages.cautions.title, [...new Set(cautions)]]]),
  ];
}

function changeBlock({ kind }: Submission, diff: FieldDiff, context: MailContext): Block {
  const { mails, fields } = context.messages;
  const remark =
    diff.kind === 'same' ? mails.review.same : diff.kind === 'conflict' ? mails.review.conflict : null;
  const values = isList(diff.field) ? listFacts(diff, context) : textFacts(diff, context);
  // Of a new project nothing was known before.
  const told = traitsOf({ kind }).proposesRecord ? values.slice(-1) : values;
  return { kind: 'change', field: fields[diff.field], values: told, remark };
}

function textFacts({ field, from, to, now, kind }: FieldDiff, context: MailContext): readonly Fact[] {
  const { mails, unknown } = context.messages;
  const fact = (term: string, value: FieldValue): Fact => {
    const lines = valueLines(field, value, context).map(visible);
    return { term, lines: lines.length === 0 ? [unknown] : lines, quoted: true };
  };
  const moved = kind === 'conflict' ? [fact(mails.now, now)] : [];
  return [fact(mails.old, from), ...moved, fact(mails.new, to)];
}

/** Lists can be long: only what is removed and added; or all of it in its new order, where that is all that changes. */
export function listFacts(
  { field, from, to }: Pick<FieldDiff, 'field' | 'from' | 'to'>,
  context: MailContext,
): readonly Fact[] {
  const { review } = context.messages;
  const [old, now] = [valueLines(field, from, context), valueLines(field, to, context)];
  const { removed, added, moved } = changedLines(old, now);
  return [
    { term: review.removed, lines: removed.map(visible), quoted: true },
    { term: review.added, lines: added.map(visible), quoted: true },
    { term: review.order, lines: isOrdered(field) && moved.length > 0 ? now : [], quoted: true },
  ].filter(({ lines }) => lines.length > 0);
}

export function senderLine(contact: Contact | null, { messages }: MailContext): string {
  const sender = [contact?.name, contact?.organisation, contact?.email].filter((part) => part);
  return sender.length === 0 ? messages.mails.review.anonymous : sender.join(', ');
}

/** Why somebody should believe it. */
export function reasons(submission: Submission, { messages }: MailContext): FactRows {
  const { mails, labels } = messages;
  const { role, evidence, comment } = submission;
  return [
    [mails.review.role, role === null ? [] : [labels.roleOf[role]]],
    [mails.review.evidence, evidence],
    [mails.review.comment, comment === null ? [] : [comment]],
  ];
}
