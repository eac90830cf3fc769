import { ErrorSummary } from './components/error-summary.tsx';
import { RadioQuestion } from './components/question.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';
import { messagePage } from './message.tsx';

export type ExpiredLinkProps = {
  readonly kind: 'confirm' | 'review';
  readonly problems: readonly FormProblem[];
};

/** Offers a fresh link, which goes to the address on file only. */
export function expiredLinkPage({ kind, problems }: ExpiredLinkProps, context: PageContext): string {
  const { expired } = context.messages;
  const form = { entries: new Map<string, string>(), problems, words: context };
  return renderPage({
    title: expired.title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision']} messages={context.messages} />
        <h1>{expired.title}</h1>
        <p class="lead">{expired[kind]}</p>
        <form method="post" noValidate>
          <RadioQuestion
            form={form}
            name="decision"
            label={expired.question}
            options={[['send', expired.send]]}
          />
          <button type="submit">{expired.button}</button>
        </form>
      </>
    ),
  });
}

/** After a fresh link was asked for. */
export function freshLinkPage(context: PageContext): string {
  const { expired } = context.messages;
  return messagePage({ title: expired.sentTitle, paragraphs: [expired.sent], links: [] }, context);
}
