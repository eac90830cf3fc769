import { fields as fieldNames } from '../domain/record.ts';
import type { DecidedSubmission } from '../domain/submission.ts';
import { type Block, facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';

export type Outcome = {
  readonly submission: DecidedSubmission;
  readonly statusUrl: string;
  /** Null where there is none to see. */
  readonly recordUrl: string | null;
};

/** Tells the contributor what was decided of each change, and why. */
export function outcomeMail({ submission, statusUrl, recordUrl }: Outcome, context: MailContext): Message {
  const { outcome, project, reference } = context.messages.mails;
  const approved = submission.status === 'approved';
  const blocks = [
    paragraph(approved ? outcome.approvedLead[submission.kind] : outcome.rejectedLead[submission.kind]),
    ...facts([
      [project, [submission.title]],
      [reference, [submission.reference]],
    ]),
    ...decisionFacts(submission, context),
    ...(approved ? [] : [paragraph(outcome.again)]),
    ...(approved && recordUrl !== null
      ? [{ kind: 'link', text: outcome.record, href: recordUrl } as const]
      : []),
    { kind: 'link', text: outcome.status, href: statusUrl } as const,
  ];
  const what = approved ? outcome.approved : outcome.rejected;
  return message(subjectLine(submission.reference, submission.title, what, context), blocks, context);
}

function decisionFacts(submission: DecidedSubmission, { messages }: MailContext): readonly Block[] {
  const { mails, labels, fields } = messages;
  const note = submission.decision.note;
  const noteRow = [mails.outcome.note, note === null ? [] : [note]] as const;
  if (submission.status === 'rejected') {
    return facts([[mails.outcome.reason, [labels.reason[submission.decision.reason]]], noteRow]);
  }
  const { verdicts } = submission.decision;
  const rows = submission.changes.map(({ field }) => {
    const verdict = verdicts[field];
    return [fields[field], verdict === undefined ? [] : [labels.verdict[verdict]]] as const;
  });
  const sent = submission.changes.map(({ field }) => field);
  const added = fieldNames.filter((field) => verdicts[field] !== undefined && !sent.includes(field));
  const addedRows = added.map((field) => [fields[field], [labels.addedByManager]] as const);
  return facts([...rows, ...addedRows, noteRow]);
}
