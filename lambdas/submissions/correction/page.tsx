import { formEntries, inputName } from '../../domain/form.ts';
import { type Content, type Field, kindOf } from '../../domain/record.ts';
import { AboutYou, aboutYou } from '../../pages/components/about-you.tsx';
import { CommentQuestion } from '../../pages/components/comment-question.tsx';
import { DefaultButton } from '../../pages/components/default-button.tsx';
import { ErrorSummary } from '../../pages/components/error-summary.tsx';
import { FieldQuestion } from '../../pages/components/field-question.tsx';
import type { FormState } from '../../pages/components/form-state.ts';
import { HiddenInputs } from '../../pages/components/hidden-inputs.tsx';
import { Answered } from '../../pages/components/offers.tsx';
import { PlainValue } from '../../pages/components/old-and-new.tsx';
import { TextQuestion } from '../../pages/components/question.tsx';
import { RobotTrap, TRAP } from '../../pages/components/robot-trap.tsx';
import { localHref, type PageContext } from '../../pages/context.ts';
import { type FilledForm, togetherQuery } from '../../pages/form.ts';
import { renderPage } from '../../pages/layout.tsx';
import { placeNames } from '../../pages/places.ts';
import { inputNames } from '../../pages/rows.ts';

export type CorrectionProps = FilledForm & {
  readonly id: string;
  readonly title: string;
  /** The version of the record the form was made from. */
  readonly version: number;
  readonly shown: readonly Field[];
  /** Whether the form asks for every field, not for one alone. */
  readonly all: boolean;
  readonly current: Content;
};

/** The names of the questions that are not about the record. */
const answers = ['evidence[0]', 'comment', ...aboutYou, TRAP] as const;

/** The form to correct a record, or one field of it. */
export function correctionPage(props: CorrectionProps, context: PageContext): string {
  const { messages } = context;
  const entries = filledEntries(props);
  const isShort = props.shown.length === 1;
  const short = { placeNames: () => placeNames(context.language) };
  const form: FormState = {
    entries,
    problems: props.problems,
    words: context,
    ...(isShort ? { short } : {}),
  };
  const names = [...props.shown.flatMap((field) => inputNames(inputName(field), field, entries)), ...answers];
  const title = pageTitle(props, context);
  return renderPage({
    title,
    index: false,
    refused: props.problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={props.problems} names={names} messages={messages} />
        <h1>{title}</h1>
        {isShort ? <Current asked={props} context={context} /> : <p class="lead">{messages.correct.lead}</p>}
        <form method="post" action={localHref(`/correct/${props.id}`, context.language)} noValidate>
          <DefaultButton step="check" />
          <Hidden asked={props} context={context} />
          {props.shown.map((field) => (
            <FieldQuestion key={field} form={form} field={field} base={inputName(field)} />
          ))}
          <MoreFields asked={props} context={context} />
          <Reasons form={form} />
          <AboutYou form={form} together={props.together} />
          <Answered form={form} />
          <RobotTrap form={form} stamp={props.stamp} />
          <button type="submit" name="step" value="check">
            {messages.correct.check}
          </button>
        </form>
      </>
    ),
  });
}

/** What was typed, and what the inventory says of fields that the form did not come with. */
function filledEntries({ shown, current, typed }: CorrectionProps): ReadonlyMap<string, string> {
  const names = [...typed.keys()];
  const came = (field: Field) =>
    names.some((name) => name === inputName(field) || name.startsWith(`${inputName(field)}[`));
  const rest = shown.filter((field) => !came(field));
  return new Map([...rest.flatMap((field) => formEntries(field, current[field])), ...typed]);
}

function pageTitle({ all, shown, title }: CorrectionProps, { messages }: PageContext): string {
  const [field, ...others] = shown;
  return all || field === undefined || others.length > 0
    ? messages.correct.title(title)
    : messages.correct.oneField(messages.fields[field], title);
}

type PartProps = { readonly asked: CorrectionProps; readonly context: PageContext };

/** What the inventory says of the field asked for; a form that asks for more has it in its boxes. */
function Current({ asked, context }: PartProps) {
  return (
    <>
      {asked.shown.map((field) => (
        <div key={field} class="current">
          <p class="hint">{context.messages.correct.current}</p>
          <div class={isLongText(field) ? 'text' : 'value'}>
            <PlainValue field={field} value={asked.current[field]} words={context} />
          </div>
        </div>
      ))}
    </>
  );
}

/** Paragraphs, and not a list of them. */
function isLongText(field: Field): boolean {
  const { sort, list } = kindOf(field);
  return sort === 'prose' && list === null;
}

function Hidden({ asked, context }: PartProps) {
  const { version, key, all, shown } = asked;
  return (
    <>
      <HiddenInputs values={{ version, key, language: context.language }} />
      {all ? null : shown.map((field) => <input key={field} type="hidden" name="field" value={field} />)}
    </>
  );
}

function MoreFields({ asked, context }: PartProps) {
  if (asked.all) return null;
  return (
    <p>
      <a href={localHref(`/correct/${asked.id}${togetherQuery(asked.together)}`, context.language)}>
        {context.messages.correct.moreFields}
      </a>
    </p>
  );
}

function Reasons({ form }: { readonly form: FormState }) {
  const { correct } = form.words.messages;
  return (
    <section>
      <h2>{correct.how}</h2>
      <TextQuestion
        form={form}
        name="evidence[0]"
        label={correct.evidence}
        hint={correct.evidenceHint}
        type="url"
        optional
      />
      <CommentQuestion form={form} />
    </section>
  );
}
