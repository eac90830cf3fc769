import type { Submission } from '../../domain/submission.ts';
import type { PageContext } from '../context.ts';
import { Changes } from './changes.tsx';
import { Facts, webLinks } from './facts.tsx';

type Props = { readonly submission: Submission; readonly context: PageContext };

/** What was sent: the changes, with what became of each, and what came with them. */
export function Sent({ submission, context }: Props) {
  const { status } = context.messages;
  const { kind, changes, evidence, comment } = submission;
  if (submission.erased && changes.length === 0) return null;
  const { verdicts = {}, edited = {} } = submission.status === 'approved' ? submission.decision : {};
  return (
    <section>
      <h2>{status.sent}</h2>
      <Changes
        changes={changes}
        verdicts={verdicts}
        edited={edited}
        proposed={kind === 'addition'}
        words={context}
        heading="h3"
      />
      <Facts
        rows={[
          [status.evidence, webLinks(evidence)],
          [status.comment, comment === null ? null : <p class="text">{comment}</p>],
        ]}
      />
    </section>
  );
}
