import type { DecidedSubmission } from '../domain/submission.ts';
import { formatInstant } from '../i18n/format.ts';
import { Sent } from './components/sent.tsx';
import { DecisionFacts } from './components/standing.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type OutcomeProps = {
  readonly submission: DecidedSubmission;
  /** The name of the person who decided. */
  readonly decidedBy: string;
  /** Whether it was decided before this request. */
  readonly repeat: boolean;
};

/** What was decided, for those who decide. */
export function outcomePage({ submission, decidedBy, repeat }: OutcomeProps, context: PageContext): string {
  const { messages, language } = context;
  const { outcome, status } = messages;
  const approved = submission.status === 'approved';
  const title = (approved ? outcome.approved : outcome.rejected)[submission.kind](submission.title);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        <h1>{title}</h1>
        {repeat ? <p class="notice">{outcome.repeat}</p> : null}
        <p class="lead">{outcome.by(decidedBy, formatInstant(submission.decision.at, language))}</p>
        <DecisionFacts submission={submission} context={context} />
        <p>
          {(approved ? outcome.published : outcome.unchanged)[submission.kind]}{' '}
          {submission.reachable ? outcome.told : outcome.notTold}
        </p>
        {submission.record === null ? null : (
          <p>
            <a href={localHref(`/projects/${submission.record}`, language)}>{status.seeRecord}</a>
          </p>
        )}
        <Sent submission={submission} context={context} />
      </>
    ),
  });
}
