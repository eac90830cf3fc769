import type { Person } from '../config/people.ts';
import { partiesOf } from '../domain/host-warnings.ts';
import { diffField } from '../domain/merge.ts';
import type { OwedMail, SubmissionMailKind } from '../domain/owed.ts';
import { emptyContent } from '../domain/record.ts';
import { recordPath } from '../domain/record-path.ts';
import {
  type DecidedSubmission,
  isDecided,
  isOpen,
  isWaiting,
  leadOf,
  type Submission,
} from '../domain/submission.ts';
import { accuracyMail } from '../mail/accuracy.ts';
import { bundleReviewMail } from '../mail/bundle-review.ts';
import { closedMail, lapsedMail } from '../mail/closed.ts';
import { confirmAddressMail } from '../mail/confirm-address.ts';
import type { MailContext, Message } from '../mail/message.ts';
import { outcomeMail } from '../mail/outcome.ts';
import { questionMail } from '../mail/question.ts';
import { reviewRequestMail } from '../mail/review-request.ts';
import { statusLinkMail } from '../mail/status-link.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadRecord, loadVersion } from '../storage/records.ts';
import { loadRivals } from '../storage/rivals.ts';
import { loadContact } from '../storage/submissions.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { loadAsked } from '../workflow/accuracy.ts';
import { loadBundle } from '../workflow/bundles.ts';
import { duplicatesOf } from './duplicates.ts';
import { mailContext } from './mail-context.ts';
import { manyWaiting, waitsItsTurn } from './many-waiting.ts';
import { mintLink } from './mint-link.ts';

type Owed = OwedMail & { readonly kind: SubmissionMailKind };

/** The mail about a submission that is owed; null when what it would say is no longer so. */
export async function submissionMail(
  dependencies: Dependencies,
  owed: Owed,
  submission: Submission,
): Promise<Message | null> {
  const context = mailContext(dependencies, owed, submission.language);
  switch (owed.kind) {
    case 'confirm-address':
      return confirmation(dependencies, owed, await bundleOf(dependencies, submission), context);
    case 'review-request':
      return (await waitsItsTurn(dependencies, owed))
        ? null
        : reviewRequest(dependencies, owed, await bundleOf(dependencies, submission), context);
    case 'many-waiting':
      return manyWaiting(dependencies, owed, context);
    case 'question': {
      const question = submission.status === 'awaiting-reply' ? submission.questions?.at(-1) : undefined;
      if (!question) return null;
      const { url } = await mintLink(dependencies, owed, 'status');
      return questionMail({ submission, question: question.question, link: url }, context);
    }
    case 'outcome':
      return isDecided(submission) ? outcome(dependencies, owed, submission, context) : null;
    case 'closed': {
      if (submission.status !== 'closed') return null;
      return closedMail(submission, recordUrlOf(dependencies, submission), context);
    }
    case 'lapsed': {
      if (!isOpen(submission)) return null;
      const { url } = await mintLink(dependencies, owed, 'status');
      return lapsedMail(submission, url, context);
    }
    case 'status-link':
      return statusLinkMail(submission, (await mintLink(dependencies, owed, 'status')).url, context);
    case 'accurate':
      return question(dependencies, owed, submission, context);
    default:
      return owed.kind satisfies never;
  }
}

function recordUrlOf({ publicUrl }: Dependencies, { record }: Submission): string | null {
  return record === null ? null : publicUrl + recordPath(record);
}

/** With what was published, as the record's version says it that was made of it; else what the record says now. */
async function outcome(
  dependencies: Dependencies,
  owed: Owed,
  submission: DecidedSubmission,
  context: MailContext,
): Promise<Message> {
  const { table, publicUrl } = dependencies;
  const { record, status, decision } = submission;
  const current = record === null ? null : await loadRecord(table, record);
  const made = status === 'approved' ? decision.recordVersion : null;
  const version = current && made !== null ? await loadVersion(table, current.id, made) : null;
  const { url } = await mintLink(dependencies, owed, 'status');
  const pageOf = (id: string) => publicUrl + recordPath(id);
  const duplicate = status === 'rejected' ? (decision.duplicateOf ?? null) : null;
  return outcomeMail(
    {
      submission,
      statusUrl: url,
      recordUrl: current && pageOf(current.id),
      duplicateUrl: duplicate && pageOf(duplicate),
      content: version?.content ?? current?.content ?? null,
    },
    context,
  );
}

async function bundleOf({ table }: Dependencies, submission: Submission): Promise<readonly Submission[]> {
  return (await loadBundle(table, submission.reference)) ?? [submission];
}

/** Null when it was answered meanwhile, or the record is gone. */
async function question(
  dependencies: Dependencies,
  owed: Owed,
  { reference, record }: Submission,
  context: MailContext,
): Promise<Message | null> {
  const { table } = dependencies;
  const asked = record === null ? null : await loadAsked(table, record, reference);
  const current = record === null ? null : await loadRecord(table, record);
  if (!asked || asked.askedAt === null || !current) return null;
  const { url } = await mintLink(dependencies, owed, 'accurate');
  const { title } = current.content;
  return accuracyMail({ name: reference, title, since: asked.since, why: 'wished', link: url }, context);
}

/** It may reach somebody who asked for nothing: the title of a proposed project is the sender's, and stays out. */
async function confirmation(
  dependencies: Dependencies,
  owed: Owed,
  bundle: readonly Submission[],
  context: MailContext,
): Promise<Message | null> {
  const unconfirmed = bundle.filter(({ status }) => status === 'unconfirmed');
  if (unconfirmed.length === 0) return null;
  const { url, validUntil } = await mintLink(dependencies, owed, 'confirm');
  const named = unconfirmed.map(({ kind, title }) => ({
    kind,
    title: traitsOf({ kind }).proposesRecord ? null : title,
  }));
  const mail = { reference: owed.reference, submissions: named, link: url, validUntil };
  return confirmAddressMail(mail, context);
}

async function reviewRequest(
  dependencies: Dependencies,
  owed: Owed,
  bundle: readonly Submission[],
  context: MailContext,
): Promise<Message | null> {
  const { table, settings } = dependencies;
  const person: Person | undefined = settings.people.find(({ id }) => id === owed.recipient);
  if (!person) return null;
  const pending = bundle.filter(({ status }) => status === 'pending');
  // Who asked something, and asks for the link again, may decide without an answer.
  const waiting = pending.length > 0 ? pending : bundle.filter(isWaiting);
  const compared = await Promise.all(waiting.map((one) => comparedTo(dependencies, one)));
  const submissions = compared.filter((one) => one !== null);
  const [first] = submissions;
  if (!first) return null;
  const { url } = await mintLink(dependencies, owed, 'review');
  const contact = await loadContact(table, leadOf(first.submission));
  const request = { contact, link: url, person };
  return bundle.length === 1
    ? reviewRequestMail({ ...first, ...request }, context)
    : bundleReviewMail({ reference: owed.reference, submissions, ...request }, context);
}

/** Held against the record as it is now, and beside what is much like it; null when the record is gone. */
async function comparedTo({ table, publicUrl }: Dependencies, submission: Submission) {
  const { record, changes } = submission;
  const duplicates = await duplicatesOf(table, submission);
  const published = duplicates.map(({ id, title }) => ({ title, url: publicUrl + recordPath(id) }));
  // An addition is held against an empty record.
  const content = record === null ? emptyContent : (await loadRecord(table, record))?.content;
  if (!content) return null;
  const diffs = changes.map((change) => diffField(change, content));
  const rivals = await loadRivals(table, submission);
  return { submission, diffs, rivals, published, parties: partiesOf(content) };
}
