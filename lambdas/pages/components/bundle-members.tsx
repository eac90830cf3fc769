import type { ComponentChildren } from 'preact';
import { recordPath } from '../../domain/record-path.ts';
import type { Submission } from '../../domain/submission.ts';
import { localHref, type PageContext } from '../context.ts';
import { closedText, Lapsed } from './closed.tsx';
import { SentContent } from './sent-content.tsx';
import { DecisionFacts } from './submission-status.tsx';

type BundleMembersProps = {
  readonly submissions: readonly Submission[];
  readonly context: PageContext;
  /** What one may do with each; nothing where it says nothing. */
  readonly ways?: (submission: Submission) => ComponentChildren;
};

/** Several submissions: what each is about, where it stands, and what it changes. */
export function BundleMembers({ submissions, context, ways }: BundleMembersProps) {
  return (
    <>
      {submissions.map((submission, index) => (
        <section key={submission.reference} class="member">
          <h2>{context.messages.bundles.number(index + 1, submission.title)}</h2>
          <Member submission={submission} context={context} />
          {ways?.(submission)}
        </section>
      ))}
    </>
  );
}

function Member({ submission, context }: { readonly submission: Submission; readonly context: PageContext }) {
  const { messages, language } = context;
  const { kind, reference, record, status } = submission;
  return (
    <>
      <p class={`standing ${status}`}>
        <strong>{messages.labels.status[status]}</strong>
      </p>
      <p class="quiet">
        {messages.kinds[kind].named(reference)}
        {record === null ? null : (
          <>
            {' – '}
            <a href={localHref(recordPath(record), language)}>{messages.status.seeRecord}</a>
          </>
        )}
      </p>
      <DecisionFacts submission={submission} context={context} />
      {submission.status === 'closed' ? <p>{closedText(submission, context)}</p> : null}
      <Lapsed submission={submission} context={context} />
      <SentContent submission={submission} context={context} heading="h3" />
    </>
  );
}
