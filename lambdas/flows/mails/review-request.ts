import type { Person } from '../../config/people.ts';
import { partiesOf } from '../../domain/host-warnings.ts';
import { diffField } from '../../domain/merge.ts';
import { emptyContent } from '../../domain/record.ts';
import { recordPath } from '../../domain/record-path.ts';
import { isWaiting, leadOf, type Submission } from '../../domain/submission.ts';
import { bundleReviewMail } from '../../mail/bundle-review.ts';
import { reviewRequestMail } from '../../mail/review-request.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';
import { loadRecord } from '../../storage/records.ts';
import { loadRivals } from '../../storage/rivals.ts';
import { loadContact } from '../../storage/submissions.ts';
import { bundleOf } from '../../workflow/bundles.ts';
import { duplicatesOf } from '../duplicates.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';
import { waitsItsTurn } from './many-waiting.ts';

export const reviewRequest: ComposeOfSubmission = async (dependencies, owed, submission, context) => {
  if (await waitsItsTurn(dependencies, owed)) return null;
  const bundle = await bundleOf(dependencies.table, submission);
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
};

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
