import { ErrorSummary } from './components/error-summary.tsx';
import { RadioQuestion, TextQuestion } from './components/question.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';
import { messagePage } from './message.tsx';

export type WithdrawalProps = {
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
};

/** Asks for the address that consented, to mail it the link that withdraws. */
export function withdrawalPage({ typed, problems }: WithdrawalProps, context: PageContext): string {
  const { withdrawal } = context.messages;
  const form = { entries: typed, problems, words: context };
  return renderPage({
    title: withdrawal.title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary
          problems={problems}
          names={['email', 'decision']}
          messages={context.messages}
          labels={{ email: withdrawal.email }}
        />
        <h1>{withdrawal.title}</h1>
        <p class="lead">{withdrawal.lead}</p>
        <form method="post" noValidate>
          <TextQuestion
            form={form}
            name="email"
            label={withdrawal.email}
            hint={withdrawal.emailHint}
            type="email"
            autocomplete="email"
          />
          <RadioQuestion
            form={form}
            name="decision"
            label={withdrawal.question}
            options={[['send', withdrawal.sendLink]]}
          />
          <button type="submit">{withdrawal.button}</button>
        </form>
      </>
    ),
  });
}

/** The same, whether or not the address consented. */
export function linkOnItsWayPage(context: PageContext): string {
  const { withdrawal } = context.messages;
  return messagePage({ title: withdrawal.sentTitle, paragraphs: [withdrawal.sent], links: [] }, context);
}
