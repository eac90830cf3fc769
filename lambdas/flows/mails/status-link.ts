import { statusLinkMail } from '../../mail/status-link.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';

export const statusLink: ComposeOfSubmission = async (dependencies, owed, submission, context) =>
  statusLinkMail(submission, (await mintLink(dependencies, owed, 'status')).url, context);
