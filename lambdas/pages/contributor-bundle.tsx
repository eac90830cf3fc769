import type { Bundle } from '../domain/bundle.ts';
import type { Reference } from '../domain/names.ts';
import { isOpen } from '../domain/submission.ts';
import { BundleMembers } from './components/bundle-members.tsx';
import { ErrorSummary } from './components/error-summary.tsx';
import { NextAction } from './components/next-action.tsx';
import { RadioQuestion } from './components/question.tsx';
import type { PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';

export type OwnBundleProps = {
  readonly bundle: Bundle;
  readonly problems: readonly FormProblem[];
  /** Where one of it can be taken back, and questions answered. */
  readonly manageOne: (reference: Reference) => string;
};

/** Asks the contributor of a bundle whether to take back all of it; or leads to one of it. */
export function ownBundlePage({ bundle, problems, manageOne }: OwnBundleProps, context: PageContext): string {
  const { own, bundles } = context.messages;
  const form = { entries: new Map<string, string>(), problems, words: context };
  const takenBack = bundle.every(({ status }) => status === 'cancelled');
  const ended = takenBack ? bundles.own.done : bundles.own.nothing;
  const title = bundle.some(isOpen) ? bundles.own.title : ended;
  return renderPage({
    title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision']} messages={context.messages} />
        <h1>{title}</h1>
        {bundle.some(isOpen) ? (
          <form method="post" noValidate>
            <RadioQuestion
              form={form}
              name="decision"
              label={bundles.own.question}
              hint={bundles.own.hint}
              options={[['cancel', bundles.own.cancel]]}
            />
            <button type="submit">{own.button}</button>
          </form>
        ) : null}
        <BundleMembers
          submissions={bundle}
          context={context}
          ways={(one) => <NextAction submission={one} href={manageOne(one.reference)} context={context} />}
        />
      </>
    ),
  });
}
