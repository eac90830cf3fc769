import type { Asked } from '../domain/accuracy.ts';
import { filledFields } from '../domain/basis.ts';
import type { Content } from '../domain/record.ts';
import { recordPath } from '../domain/record-path.ts';
import { formatDay } from '../i18n/format.ts';
import { ErrorSummary } from './components/error-summary.tsx';
import { Facts } from './components/facts.tsx';
import { type Option, RadioQuestion } from './components/question.tsx';
import { Value } from './components/value.tsx';
import { localHref, type PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';
import { messagePage } from './message.tsx';

export type AccuracyProps = {
  readonly id: string;
  readonly content: Content;
  readonly asked: Asked;
  /** Whether being asked was a wish, and can be taken back. */
  readonly mayStop: boolean;
  readonly problems: readonly FormProblem[];
};

/** Shows what the inventory says, and asks whether that is still accurate. */
export function accuracyPage(props: AccuracyProps, context: PageContext): string {
  const { accuracy, fields } = context.messages;
  const { id, content, asked, problems } = props;
  const done = asked.askedAt === null;
  const title = done ? accuracy.doneTitle : accuracy.title;
  return renderPage({
    title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision']} messages={context.messages} />
        <h1>{title}</h1>
        <p class="lead">
          <a href={localHref(recordPath(id), context.language)}>{content.title}</a>
        </p>
        {done ? <p>{accuracy.done(formatDay(asked.since, context.language))}</p> : null}
        {done ? null : <Answer {...props} context={context} />}
        <h2>{accuracy.says}</h2>
        <Facts
          rows={filledFields(content).map((field) => [
            fields[field],
            <Value field={field} record={content} context={context} />,
          ])}
        />
      </>
    ),
  });
}

function Answer({ mayStop, problems, context }: AccuracyProps & { readonly context: PageContext }) {
  const { accuracy } = context.messages;
  const form = { entries: new Map<string, string>(), problems, words: context };
  const options: readonly Option[] = [
    ['accurate', accuracy.yes],
    ['correct', accuracy.no],
    ...(mayStop ? [['stop', accuracy.stop] as const] : []),
  ];
  return (
    <form method="post" noValidate>
      <RadioQuestion
        form={form}
        name="decision"
        label={accuracy.question}
        hint={accuracy.hint}
        options={options}
      />
      <button type="submit">{accuracy.button}</button>
    </form>
  );
}

/** Nothing to answer: the project is gone, or nobody is asked any more. */
export function notAskedPage(context: PageContext): string {
  const { accuracy, http } = context.messages;
  const links = [{ href: localHref('/', context.language), text: http.home }];
  return messagePage({ title: accuracy.overTitle, paragraphs: [accuracy.over], links }, context);
}
