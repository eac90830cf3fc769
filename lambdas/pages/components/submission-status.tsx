import { recordPath } from '../../domain/record-path.ts';
import { isDecided, isWaiting, type Submission } from '../../domain/submission.ts';
import { formatDuration, formatInstant } from '../../i18n/format.ts';
import { formPathOf, traitsOf } from '../../submissions/kinds.ts';
import { localHref, type PageContext } from '../context.ts';
import { closedText, Lapsed } from './closed.tsx';
import { Facts } from './facts.tsx';

type Props = { readonly submission: Submission; readonly context: PageContext };

type SubmissionStatusProps = Props & {
  /** Whether the confirmation mail has left; until then it is said to be on its way. */
  readonly confirmationMailed: boolean;
  /** How long a decision usually takes, in seconds; null where nobody can say. */
  readonly usualWait?: number | null;
};

/** Where a submission stands, what was decided and why, and what happens next. */
export function SubmissionStatus({
  submission,
  context,
  confirmationMailed,
  usualWait = null,
}: SubmissionStatusProps) {
  const { messages, language } = context;
  const { status, labels } = messages;
  return (
    <section>
      <h2>{status.now}</h2>
      <p class={`standing ${submission.status}`}>
        <strong>{labels.status[submission.status]}</strong>
      </p>
      <p class="quiet">
        {status.received(formatInstant(submission.receivedAt, language))}
        {isDecided(submission) ? ` ${status.decided(formatInstant(submission.decision.at, language))}` : null}
      </p>
      <DecisionFacts submission={submission} context={context} />
      <Lapsed submission={submission} context={context} />
      <WaitFacts submission={submission} usualWait={usualWait} context={context} />
      <h2>{status.next}</h2>
      <Next submission={submission} context={context} confirmationMailed={confirmationMailed} />
    </section>
  );
}

/** The reason of a rejection and the note of a decision; nothing before there is one. */
export function DecisionFacts({ submission, context: { messages, language } }: Props) {
  if (!isDecided(submission)) return null;
  const { status, labels } = messages;
  const { decision } = submission;
  const note = decision.note === null ? null : <p class="text">{decision.note}</p>;
  const { reason, duplicateOf = null } =
    submission.status === 'rejected' ? submission.decision : { reason: null };
  return (
    <Facts
      rows={[
        [status.reason, reason === null ? null : labels.reason[reason]],
        [
          status.duplicate,
          duplicateOf === null ? null : (
            <a href={localHref(recordPath(duplicateOf), language)}>{status.seeDuplicate}</a>
          ),
        ],
        [status.note, note],
      ]}
    />
  );
}

/** Who has what is undecided, and how long that usually takes. */
function WaitFacts({ submission, usualWait, context }: Props & { readonly usualWait: number | null }) {
  const { status } = context.messages;
  if (submission.status !== 'unconfirmed' && !isWaiting(submission)) return null;
  const wait = usualWait === null ? null : status.waitOf(formatDuration(usualWait, context.language));
  return (
    <Facts
      rows={[
        [status.who, status.whoHas[submission.status]],
        [status.usualWait, wait],
      ]}
    />
  );
}

function Next({ submission, context, confirmationMailed }: SubmissionStatusProps) {
  const { kinds, status } = context.messages;
  switch (submission.status) {
    case 'unconfirmed':
      return (
        <>
          <p>{confirmationMailed ? status.mailed : status.mailing}</p>
          <p>{status.unconfirmed}</p>
        </>
      );
    case 'pending':
      return (
        <p>
          {submission.questions?.at(-1)?.answer ? status.pendingAnswered : kinds[submission.kind].pending}{' '}
          {submission.reachable ? status.pendingReachable : status.pendingUnreachable}
        </p>
      );
    case 'awaiting-reply':
      return <p>{status.awaitingReply}</p>;
    case 'approved':
      return (
        <p>
          {kinds[submission.kind].approvedNext}{' '}
          {traitsOf(submission).mayRemove || submission.record === null ? null : (
            <a href={localHref(recordPath(submission.record), context.language)}>{status.seeRecord}</a>
          )}
        </p>
      );
    case 'rejected':
      return (
        <p>
          {status.rejected}{' '}
          {submission.record === null ? null : (
            <a href={localHref(recordPath(submission.record), context.language)}>{status.seeRecord}</a>
          )}
        </p>
      );
    case 'closed':
      return <p>{closedText(submission, context)}</p>;
    case 'cancelled':
    case 'expired':
      return (
        <p>
          {status[submission.status]}{' '}
          <a href={localHref(formPathOf(submission), context.language)}>{status.sendAgain}</a>
        </p>
      );
  }
}
