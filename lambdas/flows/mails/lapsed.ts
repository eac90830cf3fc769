import { isOpen } from '../../domain/submission.ts';
import { lapsedMail } from '../../mail/closed.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';

export const lapsed: ComposeOfSubmission = async (dependencies, owed, submission, context) => {
  if (!isOpen(submission)) return null;
  const { url } = await mintLink(dependencies, owed, 'status');
  return lapsedMail(submission, url, context);
};
