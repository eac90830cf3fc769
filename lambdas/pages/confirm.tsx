import type { Submission } from '../domain/submission.ts';
import { Changes } from './components/changes.tsx';
import { ErrorSummary } from './components/error-summary.tsx';
import { RadioQuestion } from './components/question.tsx';
import { Sent } from './components/sent.tsx';
import { Standing } from './components/standing.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';

export type ConfirmProps = { readonly submission: Submission; readonly problems: readonly FormProblem[] };

/** Asks whoever opened a confirmation mail whether the submission is theirs; opening it confirms nothing. */
export function confirmPage({ submission, problems }: ConfirmProps, context: PageContext): string {
  const { confirm } = context.messages;
  const form = { entries: new Map<string, string>(), problems, words: context };
  return renderPage({
    title: confirm.title[submission.kind],
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision']} messages={context.messages} />
        <h1>{confirm.title[submission.kind]}</h1>
        <p class="lead">{confirm.lead(submission.reference, submission.title)}</p>
        <Changes changes={submission.changes} words={context} heading="h2" />
        <form method="post" noValidate>
          <RadioQuestion
            form={form}
            name="decision"
            label={confirm.question}
            hint={confirm.ignore}
            options={[
              ['confirm', confirm.yes],
              ['cancel', confirm.no],
            ]}
          />
          <button type="submit">{confirm.button}</button>
        </form>
      </>
    ),
  });
}

export type ConfirmedProps = {
  readonly submission: Submission;
  /** Whether this answers the confirmation itself, not a link used again. */
  readonly justConfirmed: boolean;
};

/** After the confirmation, and for every later visit of its link: where the submission stands. */
export function confirmedPage({ submission, justConfirmed }: ConfirmedProps, context: PageContext): string {
  const { confirm, status } = context.messages;
  const title = justConfirmed ? confirm.doneTitle : status.title[submission.kind](submission.reference);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        <h1>{title}</h1>
        <Standing submission={submission} context={context} confirmationMailed />
        <Sent submission={submission} context={context} />
      </>
    ),
  });
}
