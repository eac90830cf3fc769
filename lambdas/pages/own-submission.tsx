import { isCredited, isOpen, type Submission } from '../domain/submission.ts';
import { ErrorSummary } from './components/error-summary.tsx';
import { type Option, RadioQuestion, TextQuestion } from './components/question.tsx';
import { Sent } from './components/sent.tsx';
import { Standing } from './components/standing.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';

export type OwnSubmissionProps = {
  readonly submission: Submission;
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
};

/** What whoever sent a submission may still do with it; once it is decided, only to be named no more. */
export function ownSubmissionPage(props: OwnSubmissionProps, context: PageContext): string {
  const { own, status } = context.messages;
  const { submission, problems } = props;
  const asked = submission.status === 'awaiting-reply';
  const title = !isOpen(submission)
    ? status.title[submission.kind](submission.reference)
    : asked
      ? own.answerTitle
      : own.title;
  return renderPage({
    title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision', 'answer']} messages={context.messages} />
        <h1>{title}</h1>
        {isOpen(submission) ? (
          <Wishes {...props} context={context} />
        ) : (
          <Standing submission={submission} context={context} confirmationMailed />
        )}
        {isCredited(submission) ? <Uncredit {...props} context={context} /> : null}
        <Sent submission={submission} context={context} />
      </>
    ),
  });
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
