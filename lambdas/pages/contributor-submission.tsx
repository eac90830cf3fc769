import { isCredited, isOpen, type Submission } from '../domain/submission.ts';
import { ErrorSummary } from './components/error-summary.tsx';
import { type Option, RadioQuestion, TextQuestion } from './components/question.tsx';
import { Questions } from './components/questions.tsx';
import { SentSubmission } from './components/sent-content.tsx';
import { SubmissionStatus } from './components/submission-status.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';

export type OwnSubmissionProps = {
  readonly submission: Submission;
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
  /** Whether this answers an answer that was just sent. */
  readonly justAnswered: boolean;
};

/** What the contributor of a submission may still do with it; once it is decided, only to be named no more. */
export function ownSubmissionPage(props: OwnSubmissionProps, context: PageContext): string {
  const { own } = context.messages;
  const { submission, problems, justAnswered } = props;
  const title = titleOf(props, context);
  return renderPage({
    title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision', 'answer']} messages={context.messages} />
        <h1>{title}</h1>
        {justAnswered || !isOpen(submission) ? (
          <>
            <SubmissionStatus submission={submission} context={context} confirmationMailed />
            <Questions submission={submission} context={context} reader="status" />
          </>
        ) : null}
        {justAnswered ? <h2>{own.title}</h2> : null}
        {isOpen(submission) ? <Wishes {...props} context={context} /> : null}
        {isCredited(submission) ? <Uncredit {...props} context={context} /> : null}
        <SentSubmission submission={submission} context={context} />
      </>
    ),
  });
}

function titleOf(
  { submission, justAnswered }: OwnSubmissionProps,
  { messages: { own, kinds } }: PageContext,
): string {
  if (justAnswered) return own.answeredTitle;
  if (submission.status === 'awaiting-reply') return own.answerTitle;
  if (submission.status === 'cancelled') return own.cancelledTitle;
  return isOpen(submission) ? own.title : kinds[submission.kind].named(submission.reference);
}

/** Names who is named in public, and takes that back. */
function Uncredit({
  submission: { creditLine },
  typed,
  problems,
  context,
}: OwnSubmissionProps & { readonly context: PageContext }) {
  const { own } = context.messages;
  return (
    <form method="post" noValidate>
      <p>{own.credited(creditLine ?? '')}</p>
      <RadioQuestion
        form={{ entries: typed, problems, words: context }}
        name="decision"
        label={own.question}
        hint={own.uncreditHint}
        options={[['uncredit', own.uncredit]]}
      />
      <button type="submit">{own.button}</button>
    </form>
  );
}

function Wishes({
  submission,
  typed,
  problems,
  context,
}: OwnSubmissionProps & { readonly context: PageContext }) {
  const { own } = context.messages;
  const form = { entries: typed, problems, words: context };
  const question = submission.status === 'awaiting-reply' ? submission.questions?.at(-1) : undefined;
  const options: readonly Option[] = [
    ...(question ? [['answer', own.sendAnswer] as const] : []),
    ['cancel', own.cancel],
  ];
  return (
    <form method="post" noValidate>
      {question === undefined ? null : (
        <>
          <blockquote class="notice text">{question.question}</blockquote>
          <TextQuestion form={form} name="answer" label={own.answer} rows={5} />
        </>
      )}
      <RadioQuestion
        form={form}
        name="decision"
        label={own.question}
        hint={own.cancelHint}
        options={options}
      />
      <button type="submit">{own.button}</button>
    </form>
  );
}
