import type { ShownNotice } from '../../domain/notice.ts';
import type { Content, Field } from '../../domain/record.ts';
import { formatList } from '../../i18n/format.ts';
import { AboutYou, aboutYou } from '../../pages/components/about-you.tsx';
import { Authority } from '../../pages/components/authority.tsx';
import { CommentQuestion } from '../../pages/components/comment-question.tsx';
import { ErrorSummary } from '../../pages/components/error-summary.tsx';
import { type Fact, Facts } from '../../pages/components/facts.tsx';
import type { FormState } from '../../pages/components/form-state.ts';
import { HiddenInputs } from '../../pages/components/hidden-inputs.tsx';
import { namedFields } from '../../pages/components/named-fields.ts';
import { Notice } from '../../pages/components/notice.tsx';
import { PlainValue } from '../../pages/components/old-and-new.tsx';
import { RobotTrap, TRAP } from '../../pages/components/robot-trap.tsx';
import { localHref, type PageContext } from '../../pages/context.ts';
import type { FilledForm } from '../../pages/form.ts';
import { renderPage } from '../../pages/layout.tsx';

export type ConsentProps = FilledForm & {
  readonly id: string;
  readonly title: string;
  /** The version that is consented to. */
  readonly version: number;
  /** What it says; null where it is not public yet. */
  readonly content: Content | null;
  /** The fields the consent covers. */
  readonly covered: readonly Field[];
  readonly notice: ShownNotice;
};

/** Everything somebody must know to consent to the publication of a project, and the box to tick. */
export function consentPage(props: ConsentProps, context: PageContext): string {
  const { consent } = context.messages;
  const form: FormState = { entries: props.typed, problems: props.problems, words: context };
  const title = consent.title(props.title);
  const { id, version, key, notice, stamp } = props;
  return renderPage({
    title,
    index: false,
    refused: props.problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary
          problems={props.problems}
          names={['authority', ...aboutYou, 'comment', TRAP]}
          messages={context.messages}
        />
        <h1>{title}</h1>
        <p class="lead">{consent.lead}</p>
        <Covered {...props} context={context} />
        <Notice notice={notice} context={context} heading="h2" />
        <form method="post" action={localHref(`/consent/${id}`, context.language)} noValidate>
          <HiddenInputs values={{ version, key, language: context.language, notice: notice.version }} />
          <Authority form={form} label={consent.agree} hint={consent.authorityHint} />
          <AboutYou
            form={form}
            together={props.together}
            needed
            organisationHint={consent.organisationHint}
            credited={false}
          />
          <CommentQuestion form={form} />
          <RobotTrap form={form} stamp={stamp} />
          <button type="submit">{context.messages.kinds.consent.send}</button>
        </form>
      </>
    ),
  });
}

/** The fields by name for everybody to see, and what they say for people who want to read it here. */
function Covered({ content, covered, version, context }: ConsentProps & { readonly context: PageContext }) {
  const { messages, language } = context;
  const names = covered.map((field) => messages.fields[field]);
  return (
    <section>
      <h2>{messages.consent.published}</h2>
      <p>{messages.consent.covered(formatList(names, language), version)}</p>
      {content === null ? null : (
        <details>
          <summary>{messages.consent.values}</summary>
          <Facts
            rows={covered.map((field) => [
              messages.fields[field],
              <PlainValue key={field} field={field} value={content[field]} words={context} />,
            ])}
          />
        </details>
      )}
    </section>
  );
}

/** What is consented to, and the declaration that is made. */
export function consentFacts(covered: readonly Field[], context: PageContext): readonly Fact[] {
  const { review, consent } = context.messages;
  return [
    [review.consentCovers, namedFields(covered, context)],
    [consent.declaration, consent.agree],
  ];
}
