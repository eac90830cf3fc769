import type { Bundle } from '../domain/bundle.ts';
import type { Submission } from '../domain/submission.ts';
import { BundleMembers } from './components/bundle-members.tsx';
import { ErrorSummary } from './components/error-summary.tsx';
import { HiddenInputs } from './components/hidden-inputs.tsx';
import { RadioQuestion } from './components/question.tsx';
import { SentContent, SentSubmission } from './components/sent-content.tsx';
import { SubmissionStatus } from './components/submission-status.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';

export type ConfirmProps = {
  /** What waits for the answer; of a bundle it may be several. */
  readonly submissions: readonly Submission[];
  readonly problems: readonly FormProblem[];
  /** Whether something was added or taken back while the page was read. */
  readonly moved: boolean;
};

/** What an answer is about, to hold it against what waits when the answer comes. */
export function namesOf(submissions: readonly Submission[]): string {
  return submissions.map(({ reference }) => reference).join(' ');
}

/** Asks the reader of a confirmation mail whether it is theirs; opening it confirms nothing. */
export function confirmPage({ submissions, problems, moved }: ConfirmProps, context: PageContext): string {
  const { confirm, kinds, bundles } = context.messages;
  const form = { entries: new Map<string, string>(), problems, words: context };
  const [first, ...others] = submissions;
  const only = others.length === 0 ? first : undefined;
  const title = only ? kinds[only.kind].confirm : bundles.confirm.title;
  const words = only ? confirm : bundles.confirm;
  return renderPage({
    title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision']} messages={context.messages} />
        {moved ? (
          <p class="notice" role="alert">
            {bundles.confirm.moved}
          </p>
        ) : null}
        <h1>{title}</h1>
        {only ? (
          <>
            <p class="lead">{confirm.lead(only.reference, only.title)}</p>
            <SentContent submission={only} context={context} heading="h2" />
          </>
        ) : (
          <>
            <p class="lead">{bundles.confirm.lead(submissions.length)}</p>
            <BundleMembers submissions={submissions} context={context} />
          </>
        )}
        <form method="post" noValidate>
          <HiddenInputs values={{ seen: namesOf(submissions) }} />
          <RadioQuestion
            form={form}
            name="decision"
            label={words.question}
            hint={confirm.ignore}
            options={[
              ['confirm', words.yes],
              ['cancel', words.no],
            ]}
          />
          <button type="submit">{confirm.button}</button>
        </form>
      </>
    ),
  });
}

export type ConfirmedProps = {
  readonly bundle: Bundle;
  /** Whether this answers the confirmation itself, not a link used again. */
  readonly justConfirmed: boolean;
};

/** After the confirmation, and for every later visit of its link: where it stands. */
export function confirmedPage({ bundle, justConfirmed }: ConfirmedProps, context: PageContext): string {
  const { confirm, kinds, bundles, own } = context.messages;
  const [submission, ...others] = bundle;
  const { kind, reference } = submission;
  const stood = others.length > 0 ? bundles.title(bundle.length, reference) : kinds[kind].named(reference);
  const takenBack = bundle.every((one) => one.status === 'cancelled');
  const title = justConfirmed ? confirm.doneTitle : takenBack ? own.cancelledTitle : stood;
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        <h1>{title}</h1>
        {others.length > 0 ? (
          <BundleMembers submissions={bundle} context={context} />
        ) : (
          <>
            <SubmissionStatus submission={submission} context={context} confirmationMailed />
            <SentSubmission submission={submission} context={context} />
          </>
        )}
      </>
    ),
  });
}
