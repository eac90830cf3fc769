import { questionMail } from '../../mail/question.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';

/** Null once it is answered. */
export const question: ComposeOfSubmission = async (dependencies, owed, submission, context) => {
  const asked = submission.status === 'awaiting-reply' ? submission.questions?.at(-1) : undefined;
  if (!asked) return null;
  const { url } = await mintLink(dependencies, owed, 'status');
  return questionMail({ submission, question: asked.question, link: url }, context);
};
