import type { Submission } from '../domain/submission.ts';
import { closedText } from './components/closed.tsx';
import type { PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

/** For those who decide: a submission that nobody has to decide on, and why. */
export function endedPage(submission: Submission, context: PageContext): string {
  const { review, labels, kinds } = context.messages;
  return renderPage({
    title: review.ended,
    index: false,
    context,
    children: (
      <>
        <h1>{review.ended}</h1>
        <p class="lead">{kinds[submission.kind].named(submission.reference)}</p>
        <p class={`standing ${submission.status}`}>
          <strong>{labels.status[submission.status]}</strong>
        </p>
        {submission.status === 'closed' ? <p>{closedText(submission, context)}</p> : null}
      </>
    ),
  });
}
