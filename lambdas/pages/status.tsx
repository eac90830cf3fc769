import type { Submission } from '../domain/submission.ts';
import { Sent } from './components/sent.tsx';
import { Standing } from './components/standing.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type StatusProps = {
  readonly submission: Submission;
  /** Whether this page answers the form that sent it. */
  readonly justSent: boolean;
  /** Whether the confirmation mail has left. */
  readonly confirmationMailed: boolean;
};

/** Where a submission stands, for whoever holds its link. */
export function statusPage(
  { submission, justSent, confirmationMailed }: StatusProps,
  context: PageContext,
): string {
  const { status } = context.messages;
  const title = justSent ? status.sentTitle : status.title(submission.reference);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        {justSent ? <SentPanel reference={submission.reference} context={context} /> : <h1>{title}</h1>}
        <p>
          {status.about}:{' '}
          <a href={localHref(`/projects/${submission.record}`, context.language)}>{submission.title}</a>
        </p>
        <Standing submission={submission} context={context} confirmationMailed={confirmationMailed} />
        <Sent submission={submission} context={context} />
      </>
    ),
  });
}

function SentPanel({ reference, context }: { readonly reference: string; readonly context: PageContext }) {
  const { status } = context.messages;
  return (
    <>
      <div class="panel">
        <h1>{status.sentTitle}</h1>
        <p>
          {status.reference}
          <strong class="reference">{reference}</strong>
        </p>
      </div>
      <p>{status.keep}</p>
    </>
  );
}
