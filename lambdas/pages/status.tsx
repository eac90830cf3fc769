import { recordPath } from '../domain/record-path.ts';
import { isCredited, isOpen, type Submission } from '../domain/submission.ts';
import { BundleLinks, type TogetherProps } from './components/bundle-links.tsx';
import { Questions } from './components/questions.tsx';
import { SentSubmission } from './components/sent-content.tsx';
import { SubmissionStatus } from './components/submission-status.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type StatusProps = {
  readonly submission: Submission;
  /** Whether this page answers the form that sent it. */
  readonly justSent: boolean;
  /** Whether the confirmation mail has left. */
  readonly confirmationMailed: boolean;
  /** How long a decision usually takes, in seconds; null where nobody can say. */
  readonly usualWait: number | null;
  /** Where it can be taken back, and questions answered. */
  readonly manageUrl: string;
  readonly together: TogetherProps;
};

/** Where a submission stands, for a person who holds its link. */
export function statusPage(
  { submission, justSent, confirmationMailed, usualWait, manageUrl, together }: StatusProps,
  context: PageContext,
): string {
  const { kinds } = context.messages;
  const title = justSent ? kinds[submission.kind].sent : kinds[submission.kind].named(submission.reference);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        {justSent ? <SentPanel submission={submission} context={context} /> : <h1>{title}</h1>}
        <About submission={submission} context={context} />
        <SubmissionStatus
          submission={submission}
          context={context}
          confirmationMailed={confirmationMailed}
          usualWait={usualWait}
        />
        <Questions submission={submission} context={context} reader="status" />
        <Wishes submission={submission} manageUrl={manageUrl} context={context} />
        <BundleLinks {...together} context={context} />
        <SentSubmission submission={submission} context={context} />
      </>
    ),
  });
}

type PartProps = { readonly submission: Submission; readonly context: PageContext };

/** A project that the inventory does not have yet has no page to lead to. */
function About({ submission: { record, title }, context }: PartProps) {
  return (
    <p>
      {context.messages.status.about}:{' '}
      {record === null ? title : <a href={localHref(recordPath(record), context.language)}>{title}</a>}
    </p>
  );
}

function Wishes({ submission, manageUrl, context }: PartProps & { readonly manageUrl: string }) {
  const { status } = context.messages;
  if (!isOpen(submission) && !isCredited(submission)) return null;
  const asked = submission.status === 'awaiting-reply';
  const undecided = asked ? status.answer : status.change;
  return (
    <p>
      <a class={asked ? 'button' : undefined} href={localHref(manageUrl, context.language)}>
        {isOpen(submission) ? undecided : status.uncredit}
      </a>
    </p>
  );
}

function SentPanel({ submission: { kind, reference }, context }: PartProps) {
  const { kinds, status } = context.messages;
  return (
    <>
      <div class="panel">
        <h1>{kinds[kind].sent}</h1>
        <p>
          {status.reference}
          <strong class="reference">{reference}</strong>
        </p>
      </div>
      <p>{status.keep}</p>
    </>
  );
}
