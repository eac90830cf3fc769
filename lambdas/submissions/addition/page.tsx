import { inputName } from '../../domain/form.ts';
import type { ShownNotice } from '../../domain/notice.ts';
import { definitionOf, type Field, fields } from '../../domain/record.ts';
import { AboutYou, aboutYou } from '../../pages/components/about-you.tsx';
import { Authority } from '../../pages/components/authority.tsx';
import { CommentQuestion } from '../../pages/components/comment-question.tsx';
import { DefaultButton } from '../../pages/components/default-button.tsx';
import { ErrorSummary } from '../../pages/components/error-summary.tsx';
import { FieldQuestion } from '../../pages/components/field-question.tsx';
import type { FormState } from '../../pages/components/form-state.ts';
import { HiddenInputs } from '../../pages/components/hidden-inputs.tsx';
import { Notice } from '../../pages/components/notice.tsx';
import { Answered } from '../../pages/components/offers.tsx';
import { type Option, RadioQuestion, TextQuestion } from '../../pages/components/question.tsx';
import { RobotTrap, TRAP } from '../../pages/components/robot-trap.tsx';
import { localHref, type PageContext } from '../../pages/context.ts';
import type { FilledForm } from '../../pages/form.ts';
import { renderPage } from '../../pages/layout.tsx';
import { inputNames } from '../../pages/rows.ts';

export type AdditionProps = FilledForm & { readonly notice: ShownNotice };

/** What is asked of everybody, and what only those have who know the project well. */
const first = fields.filter((field) => definitionOf(field).askFirst);
const more = fields.filter((field) => !definitionOf(field).askFirst);
const SOURCES = ['sources[0]', 'sources[1]', 'sources[2]'] as const;

/** The form that proposes a project, with the reason why it may be public. */
export function additionPage(props: AdditionProps, context: PageContext): string {
  const { addition, correct } = context.messages;
  const form: FormState = { entries: props.typed, problems: props.problems, words: context };
  const names = [...first, ...more].flatMap((field) => inputNames(inputName(field), field, form.entries));
  const { key, notice, stamp, problems } = props;
  return renderPage({
    title: addition.title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary
          problems={problems}
          names={[...names, 'basis', ...SOURCES, 'authority', 'comment', ...aboutYou, TRAP]}
          messages={context.messages}
        />
        <h1>{addition.title}</h1>
        <p class="lead">{addition.lead}</p>
        <form method="post" action={localHref('/add', context.language)} noValidate>
          <DefaultButton step="check" />
          <HiddenInputs values={{ key, language: context.language, notice: notice.version }} />
          <Fields form={form} fields={first} />
          <details open={more.some((field) => isAnswered(form, field))}>
            <summary>{addition.more}</summary>
            <Fields form={form} fields={more} />
          </details>
          <Basis form={form} notice={notice} context={context} />
          <CommentQuestion form={form} />
          <AboutYou form={form} together={props.together} organisationHint={addition.organisationHint} />
          <Answered form={form} />
          <RobotTrap form={form} stamp={stamp} />
          <button type="submit" name="step" value="check">
            {correct.check}
          </button>
        </form>
      </>
    ),
  });
}

function Fields({ form, fields: asked }: { readonly form: FormState; readonly fields: readonly Field[] }) {
  return (
    <>
      {asked.map((field) => (
        <FieldQuestion key={field} form={form} field={field} base={inputName(field)} />
      ))}
    </>
  );
}

/** Whether a question holds an answer, or what is wrong with one: then it must be in sight. */
function isAnswered(form: FormState, field: Field): boolean {
  const own = (name: string) => name === inputName(field) || name.startsWith(`${inputName(field)}[`);
  const typed = [...form.entries].some(([name, text]) => own(name) && text.trim() !== '');
  return typed || form.problems.some(({ name }) => own(name));
}

type BasisProps = {
  readonly form: FormState;
  readonly notice: ShownNotice;
  readonly context: PageContext;
};

function Basis({ form, notice, context }: BasisProps) {
  const { addition, consent } = context.messages;
  const options: readonly Option[] = [
    ['public', addition.isPublic],
    ['consent', addition.byConsent],
  ];
  return (
    <section>
      <h2>{addition.basisTitle}</h2>
      <RadioQuestion
        form={form}
        name="basis"
        label={addition.basis}
        hint={addition.basisHint}
        options={options}
      />
      {SOURCES.map((name, index) => (
        <TextQuestion
          key={name}
          form={form}
          name={name}
          label={context.messages.item(addition.sources, index + 1)}
          type="url"
          optional={index > 0}
        />
      ))}
      <details open={form.entries.get('basis') === 'consent'}>
        <summary>{addition.noticeSummary}</summary>
        <Notice notice={notice} context={context} heading="h3" />
        <Authority form={form} label={consent.agree} hint={consent.authorityHint} />
      </details>
    </section>
  );
}
