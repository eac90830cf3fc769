import type { Name } from '../domain/names.ts';
import type { Contact } from '../domain/submission.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { alikeBlocks } from './alike.ts';
import { facts, link as linkBlock, paragraph, quoted } from './blocks.ts';
import { type MailContext, type Message, message, replyLine, subjectLine } from './message.ts';
import {
  answersTo,
  type Compared,
  conversation,
  matterBlocks,
  reasons,
  senderLine,
} from './review-request.ts';

export type BundleReview = {
  /** The first of the bundle. */
  readonly reference: Name;
  /** Those that wait for a decision. */
  readonly submissions: readonly Compared[];
  /** Null where none was left. */
  readonly contact: Contact | null;
  readonly link: string;
  /** Whose link this is. */
  readonly person: { readonly name: string };
};

/** Tells a person who decides of all that one contributor sent in one go, with one link to all of it. */
export function bundleReviewMail(request: BundleReview, context: MailContext): Message {
  const { reference, submissions, contact, link, person } = request;
  const { bundles, mails } = context.messages;
  const urgent = submissions.find(({ submission }) => traitsOf(submission).isUrgent)?.submission;
  const answered = submissions.some(({ submission }) => answersTo(submission));
  const blocks = [
    ...(urgent ? [paragraph(bundles.mail.urgent)] : []),
    paragraph(
      answered ? bundles.mail.answeredLead(submissions.length) : bundles.mail.reviewLead(submissions.length),
    ),
    linkBlock(mails.review.button, link),
    paragraph(mails.review.personal(person.name)),
    paragraph(mails.review.quoted),
    ...quoted([[mails.review.from, [senderLine(contact, context)]]]),
    ...submissions.flatMap(({ submission, diffs, parties = [], ...others }, index) => [
      paragraph(bundles.number(index + 1, context.messages.kinds[submission.kind].mail.review)),
      ...facts([[mails.reference, [submission.reference]]]),
      ...quoted([[mails.record, [submission.title]]]),
      ...conversation(submission, context),
      ...alikeBlocks(submission.kind, others, context),
      ...matterBlocks({ submission, diffs, parties, ...others }, context),
      ...quoted(reasons(submission, context)),
    ]),
  ];
  const title = submissions[0]?.submission.title ?? '';
  const waiting = answered ? mails.review.answeredWhat : bundles.mail.review(submissions.length);
  const urgentWhat = urgent && context.messages.kinds[urgent.kind].mail.what;
  const what = urgentWhat ? `${waiting}, ${urgentWhat}` : waiting;
  const subject = (answered ? replyLine : subjectLine)(reference, title, what, context);
  return message(subject, blocks, context);
}
