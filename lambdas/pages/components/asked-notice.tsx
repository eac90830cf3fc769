import type { Submission } from '../../domain/submission.ts';
import { formatInstant } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';

type Props = { readonly submission: Submission; readonly context: PageContext };

/** That a question is on its way to the contributor, and what comes next. */
export function AskedNotice({ submission, context: { messages, language } }: Props) {
  const question = submission.status === 'awaiting-reply' ? submission.questions?.at(-1) : undefined;
  if (!question) return null;
  return (
    <p class="notice" role="status">
      {messages.review.askedNow(formatInstant(question.askedAt, language))}
    </p>
  );
}
