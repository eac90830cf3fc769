import type { Field } from '../../domain/record.ts';
import { AboutYou, aboutYou } from '../../pages/components/about-you.tsx';
import { ErrorSummary } from '../../pages/components/error-summary.tsx';
import type { Fact } from '../../pages/components/facts.tsx';
import type { FormState } from '../../pages/components/form-state.ts';
import { HiddenInputs } from '../../pages/components/hidden-inputs.tsx';
import { namedFields } from '../../pages/components/named-fields.ts';
import { HintAndError, TextQuestion } from '../../pages/components/question.tsx';
import { RobotTrap, TRAP } from '../../pages/components/robot-trap.tsx';
import { Tick } from '../../pages/components/tick.tsx';
import { localHref, type PageContext } from '../../pages/context.ts';
import type { FilledForm } from '../../pages/form.ts';
import { inputId } from '../../pages/form-problem.ts';
import { renderPage } from '../../pages/layout.tsx';

export type ObjectionProps = FilledForm & {
  readonly id: string;
  readonly title: string;
  /** The fields that say something. */
  readonly offered: readonly Field[];
};

/** Asks what should not be public, and why. */
export function objectionPage(props: ObjectionProps, context: PageContext): string {
  const { objection } = context.messages;
  const form: FormState = { entries: props.typed, problems: props.problems, words: context };
  const { id, key, stamp } = props;
  const title = objection.title(props.title);
  return renderPage({
    title,
    index: false,
    refused: props.problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary
          problems={props.problems}
          names={['email', 'comment', 'fields[0]', ...aboutYou, TRAP]}
          messages={context.messages}
          labels={{ comment: objection.why }}
        />
        <h1>{title}</h1>
        <p class="lead">{objection.lead}</p>
        <p>{objection.effect}</p>
        <form method="post" action={localHref(`/object/${id}`, context.language)} noValidate>
          <HiddenInputs values={{ key, language: context.language }} />
          <TextQuestion form={form} name="comment" label={objection.why} hint={objection.whyHint} rows={5} />
          <Fields {...props} form={form} />
          <AboutYou form={form} together={props.together} needed credited={false} />
          <RobotTrap form={form} stamp={stamp} />
          <button type="submit">{context.messages.kinds.objection.send}</button>
        </form>
      </>
    ),
  });
}

function Fields({ offered, form }: ObjectionProps & { readonly form: FormState }) {
  const { objection, fields } = form.words.messages;
  const ticked = [...form.entries].filter(([name]) => name.startsWith('fields[')).map(([, field]) => field);
  return (
    <fieldset class="question" aria-describedby={`${inputId('fields[0]')}-hint`}>
      <legend>{objection.fields}</legend>
      <HintAndError form={form} name="fields[0]" hint={objection.fieldsHint} />
      {offered.map((field, index) => (
        <Tick
          key={field}
          type="checkbox"
          {...(index === 0 ? { id: inputId('fields[0]') } : {})}
          name={`fields[${index}]`}
          value={field}
          label={fields[field]}
          checked={ticked.includes(field)}
        />
      ))}
    </fieldset>
  );
}

/** What is objected to. */
export function objectionFacts(fields: readonly Field[], context: PageContext): readonly Fact[] {
  const { objection } = context.messages;
  return [[objection.fields, fields.length === 0 ? objection.whole : namedFields(fields, context)]];
}
