import { closedMail } from '../../mail/closed.ts';
import type { ComposeOfSubmission } from './compose.ts';
import { recordUrlOf } from './record-url.ts';

export const closed: ComposeOfSubmission = async (dependencies, _owed, submission, context) =>
  submission.status === 'closed'
    ? closedMail(submission, recordUrlOf(dependencies, submission), context)
    : null;
