import { cautionsOf } from '../domain/cautions.ts';
import { isList } from '../domain/form.ts';
import type { Party } from '../domain/host-warnings.ts';
import type { FieldDiff } from '../domain/merge.ts';
import type { FieldValue } from '../domain/record.ts';
import type { Contact, Submission } from '../domain/submission.ts';
import { visible } from '../domain/visible.ts';
import { cautionLines } from '../i18n/cautions.ts';
import { changedLines } from '../i18n/changed-lines.ts';
import { valueLines } from '../i18n/value-lines.ts';
import { type Block, type Fact, type FactRows, facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine, whatChanges } from './message.ts';

export type ReviewRequest = {
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

/** Tells a person who decides what changes, with one link; deciding takes a page, so the mail holds no verdict. */
export function reviewRequestMail(request: ReviewRequest, context: MailContext): Message {
  const { submission, diffs, parties, contact, link, person } = request;
  const { review } = context.messages.mails;
  const fields = diffs.map(({ field }) => field);
  const what = submission.kind === 'correction' ? whatChanges(fields, context) : review.what[submission.kind];
  const blocks = [
    paragraph(review.lead[submission.kind](submission.title)),
    ...matterBlocks({ submission, diffs, ...(parties ? { parties } : {}) }, context),
    ...facts([[review.from, [senderLine(contact, context)]], ...reasons(submission, context)]),
    { kind: 'link', text: review.button, href: link } as const,
    paragraph(review.personal(person.name)),
  ];
  return message(subjectLine(submission.reference, submission.title, what, context), blocks, context);
}

/** A submission, held against the record as it is now. */
export type Compared = Pick<ReviewRequest, 'submission' | 'diffs' | 'parties'>;

/** What a submission is about, and what it changes. */
export function matterBlocks(
  { submission, diffs, parties = [] }: Compared,
  context: MailContext,
): readonly Block[] {
  const cautions = cautionLines(cautionsOf(submission, parties), context);
  return [
    ...matterFacts(submission, context),
    ...diffs.map((diff) => changeBlock(diff, context)),
    ...facts([[context.messages.cautions.title, [...new Set(cautions)]]]),
  ];
}

/** What the changes do not say: to what somebody objects, or why a new project may be public. */
function matterFacts(submission: Submission, { messages }: MailContext): readonly Block[] {
  const { review } = messages.mails;
  if (submission.kind === 'objection') {
    const objected = submission.fields.map((field) => messages.fields[field]);
    return facts([[review.objected, objected.length === 0 ? [review.wholeEntry] : objected]]);
  }
  if (submission.kind !== 'addition') return [];
  const { basis } = submission;
  return facts([[review.basis, basis.basis === 'public' ? basis.sources : [review.byConsent]]]);
}

function changeBlock(diff: FieldDiff, context: MailContext): Block {
  const { mails, fields } = context.messages;
  const remark =
    diff.kind === 'same' ? mails.review.same : diff.kind === 'conflict' ? mails.review.conflict : null;
  const values = isList(diff.field) ? listFacts(diff, context) : textFacts(diff, context);
  return { kind: 'change', field: fields[diff.field], values, remark };
}

function textFacts({ field, from, to, now, kind }: FieldDiff, context: MailContext): readonly Fact[] {
  const { mails, unknown } = context.messages;
  const fact = (term: string, value: FieldValue): Fact => {
    const lines = valueLines(field, value, context).map(visible);
    return { term, lines: lines.length === 0 ? [unknown] : lines };
  };
  const moved = kind === 'conflict' ? [fact(mails.now, now)] : [];
  return [fact(mails.old, from), ...moved, fact(mails.new, to)];
}

/** Lists can be long: only what is removed and added. */
function listFacts({ field, from, to }: FieldDiff, context: MailContext): readonly Fact[] {
  const { review } = context.messages;
  const { removed, added } = changedLines(valueLines(field, from, context), valueLines(field, to, context));
  return [
    { term: review.removed, lines: removed.map(visible) },
    { term: review.added, lines: added.map(visible) },
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
