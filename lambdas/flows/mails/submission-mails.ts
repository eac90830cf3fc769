import type { OwedMail, SubmissionMailKind } from '../../domain/owed.ts';
import type { Submission } from '../../domain/submission.ts';
import type { Message } from '../../mail/message.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';
import { mailContext } from '../mail-context.ts';
import { accurate } from './accurate.ts';
import { closed } from './closed.ts';
import type { ComposeOfSubmission } from './compose.ts';
import { confirmAddress } from './confirm-address.ts';
import { lapsed } from './lapsed.ts';
import { manyWaiting } from './many-waiting.ts';
import { outcome } from './outcome.ts';
import { question } from './question.ts';
import { reviewRequest } from './review-request.ts';
import { statusLink } from './status-link.ts';

const mails: Readonly<Record<SubmissionMailKind, ComposeOfSubmission>> = {
  'confirm-address': confirmAddress,
  'review-request': reviewRequest,
  'many-waiting': manyWaiting,
  question,
  outcome,
  closed,
  lapsed,
  accurate,
  'status-link': statusLink,
};

/** The mail about a submission that is owed; null when what it would say is no longer so. */
export function submissionMail(
  dependencies: Dependencies,
  owed: OwedMail & { readonly kind: SubmissionMailKind },
  submission: Submission,
): Promise<Message | null> {
  return mails[owed.kind](
    dependencies,
    owed,
    submission,
    mailContext(dependencies, owed, submission.language),
  );
}
