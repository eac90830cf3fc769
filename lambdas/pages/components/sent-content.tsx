import type { Submission } from '../../domain/submission.ts';
import { traitsOf } from '../../submissions/kinds.ts';
import { viewOf } from '../../submissions/views.ts';
import type { PageContext } from '../context.ts';
import { Changes } from './changes.tsx';
import { Facts, webLinks } from './facts.tsx';

type Props = { readonly submission: Submission; readonly context: PageContext };

/** What was sent: the changes, with what became of each, and what came with them. */
export function SentSubmission({ submission, context }: Props) {
  if (submission.erased && submission.changes.length === 0) return null;
  return (
    <section>
      <h2>{context.messages.status.sent}</h2>
      <SentContent submission={submission} context={context} heading="h3" />
    </section>
  );
}

/** The same of one or of each of several, wherever it is shown. */
export function SentContent({ submission, context, heading }: Props & { readonly heading: 'h2' | 'h3' }) {
  const { status } = context.messages;
  const { kind, changes, evidence, comment } = submission;
  const { verdicts = {}, edited = {} } = submission.status === 'approved' ? submission.decision : {};
  return (
    <>
      <Changes
        changes={changes}
        verdicts={verdicts}
        edited={edited}
        proposed={traitsOf({ kind }).proposesRecord}
        words={context}
        heading={heading}
      />
      <Facts
        rows={[
          ...viewOf(submission).rows(submission, context),
          [status.evidence, webLinks(evidence)],
          [status.comment, comment === null ? null : <p class="text">{comment}</p>],
        ]}
      />
    </>
  );
}
