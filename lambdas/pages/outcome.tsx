import { recordPath } from '../domain/record-path.ts';
import type { DecidedSubmission } from '../domain/submission.ts';
import { formatInstant } from '../i18n/format.ts';
import { SentSubmission } from './components/sent-content.tsx';
import { DecisionFacts } from './components/submission-status.tsx';
import { type Unrecorded, unrecordedText } from './components/unrecorded.ts';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

/** Where to go on in a bundle: all of it, and the next that waits for a decision. */
export type Onwards = {
  readonly all: string;
  readonly next: { readonly title: string; readonly href: string } | null;
};

export type OutcomeProps = {
  readonly submission: DecidedSubmission;
  /** The name of the person who decided. */
  readonly decidedBy: string;
  /** What came too late; null where nothing did. */
  readonly late: Unrecorded | null;
  /** Null for a submission that came alone. */
  readonly onwards: Onwards | null;
};

/** What was decided, for those who decide. */
export function outcomePage(
  { submission, decidedBy, late, onwards }: OutcomeProps,
  context: PageContext,
): string {
  const { messages, language } = context;
  const { kinds, outcome, status } = messages;
  const approved = submission.status === 'approved';
  const title = kinds[submission.kind][approved ? 'approved' : 'rejected'](submission.title);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        {late === null ? null : (
          <p class="notice" role="alert">
            {unrecordedText(late, submission, decidedBy, context)}
          </p>
        )}
        <h1>{title}</h1>
        <p class="lead">{outcome.by(decidedBy, formatInstant(submission.decision.at, language))}</p>
        {onwards === null ? null : <GoOn {...onwards} context={context} />}
        <DecisionFacts submission={submission} context={context} />
        <p>
          {kinds[submission.kind][approved ? 'published' : 'unchanged']}{' '}
          {submission.reachable ? outcome.told : outcome.notTold}
        </p>
        {submission.record === null ? null : (
          <p>
            <a href={localHref(recordPath(submission.record), language)}>{status.seeRecord}</a>
          </p>
        )}
        <SentSubmission submission={submission} context={context} />
      </>
    ),
  });
}

function GoOn({ all, next, context }: Onwards & { readonly context: PageContext }) {
  const { review } = context.messages.bundles;
  return (
    <>
      {next === null ? null : (
        <p>
          <a class="button" href={localHref(next.href, context.language)}>
            {review.next(next.title)}
          </a>
        </p>
      )}
      <p>
        <a href={localHref(all, context.language)}>{review.back}</a>
      </p>
    </>
  );
}
