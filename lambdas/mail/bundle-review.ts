import type { Contact } from '../domain/submission.ts';
import { facts, paragraph } from './blocks.ts';
import { type MailContext, type Message, message, subjectLine } from './message.ts';
import { type Compared, matterBlocks, reasons, senderLine } from './review-request.ts';

export type BundleReview = {
  /** The first of the bundle. */
  readonly reference: string;
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
  const urgent = submissions.some(({ submission }) => submission.kind === 'objection');
  const blocks = [
    ...(urgent ? [paragraph(bundles.mail.urgent)] : []),
    paragraph(bundles.mail.reviewLead(submissions.length)),
    ...facts([[mails.review.from, [senderLine(contact, context)]]]),
    ...submissions.flatMap(({ submission, diffs }, index) => [
      paragraph(bundles.number(index + 1, mails.review.lead[submission.kind](submission.title))),
      ...facts([[mails.reference, [submission.reference]]]),
      ...matterBlocks({ submission, diffs }, context),
      ...facts(reasons(submission, context)),
    ]),
    { kind: 'link', text: mails.review.button, href: link } as const,
    paragraph(mails.review.personal(person.name)),
  ];
  const title = submissions[0]?.submission.title ?? '';
  const what = bundles.mail.review(submissions.length);
  return message(
    subjectLine(reference, title, urgent ? `${what}, ${mails.review.what.objection}` : what, context),
    blocks,
    context,
  );
}
