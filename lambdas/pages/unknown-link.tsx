import { ErrorSummary } from './components/error-summary.tsx';
import { RadioQuestion, TextQuestion } from './components/question.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';
import { messagePage } from './message.tsx';

export type UnknownLinkProps = {
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
  /** Where the form goes, where not to the page's own address. */
  readonly action?: string | undefined;
};

/** A mailed link that cannot be mended: offers a fresh one, which goes to an address on file only. */
export function unknownLinkPage({ typed, problems, action }: UnknownLinkProps, context: PageContext): string {
  const { unknown } = context.messages.links;
  const form = { entries: typed, problems, words: context };
  const labels = { email: unknown.email, reference: unknown.reference };
  return renderPage({
    title: unknown.title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary
          problems={problems}
          names={['email', 'reference', 'decision']}
          messages={context.messages}
          labels={labels}
        />
        <h1>{unknown.title}</h1>
        <p class="lead">{unknown.lead}</p>
        <form method="post" action={action} noValidate>
          <TextQuestion
            form={form}
            name="email"
            label={unknown.email}
            hint={unknown.emailHint}
            type="email"
            autocomplete="email"
          />
          <TextQuestion
            form={form}
            name="reference"
            label={unknown.reference}
            hint={unknown.referenceHint}
            autocomplete="off"
            optional
          />
          <RadioQuestion
            form={form}
            name="decision"
            label={unknown.question}
            options={[['send', unknown.send]]}
          />
          <button type="submit">{unknown.button}</button>
        </form>
      </>
    ),
  });
}

/** The same, whether or not a mail is on its way. */
export function perhapsOnItsWayPage(context: PageContext): string {
  const { unknown } = context.messages.links;
  return messagePage({ title: unknown.sentTitle, paragraphs: [unknown.sent], links: [] }, context);
}
