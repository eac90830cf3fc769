import { isList } from '../../domain/form.ts';
import { controls, type Field, statuses } from '../../domain/record.ts';
import { inputId } from '../form-problem.ts';
import { described, errorOf, type FormState } from './form-state.ts';
import { ListRows } from './list-rows.tsx';
import { PlaceRows } from './place-rows.tsx';
import { HintAndError, type Option, RadioQuestion, TextQuestion } from './question.tsx';
import { ThemeTicks } from './theme-ticks.tsx';

type Props = {
  readonly form: FormState;
  readonly field: Field;
  /** The name of its input, or what the names of its rows begin with. */
  readonly base: string;
};

/** Asks for the value of one field of a record. */
export function FieldQuestion(props: Props) {
  return isList(props.field) ? <ListQuestion {...props} /> : <ScalarQuestion {...props} />;
}

function ScalarQuestion({ form, field, base }: Props) {
  const { messages } = form.words;
  const hint = messages.hints[field] ?? undefined;
  const question = { form, name: base, label: messages.fields[field], hint };
  switch (controls[field]) {
    case 'status':
      return <RadioQuestion {...question} options={statusOptions(form)} />;
    case 'text':
      return <TextQuestion {...question} rows={8} />;
    case 'url':
      return <TextQuestion {...question} type="url" />;
    case 'date':
      return <TextQuestion {...question} narrow />;
    default:
      return <TextQuestion {...question} />;
  }
}

function statusOptions({ words: { messages } }: FormState): readonly Option[] {
  const known = statuses.map((status): Option => [status, messages.labels.projectStatus[status]]);
  return [...known, ['', messages.unknown]];
}

/** A list carries an empty input of its own name too: a list of which nothing is left is empty, not absent. */
function ListQuestion({ form, field, base }: Props) {
  const { messages } = form.words;
  const hint = messages.hints[field] ?? undefined;
  const error = errorOf(form, base);
  return (
    <fieldset
      class={error === null ? 'question' : 'question wrong'}
      id={inputId(base)}
      {...described(base, hint, error)}
    >
      <legend>{messages.fields[field]}</legend>
      <HintAndError form={form} name={base} hint={hint} />
      <input type="hidden" name={base} value="" />
      <Rows form={form} field={field} base={base} />
    </fieldset>
  );
}

function Rows({ form, field, base }: Props) {
  switch (controls[field]) {
    case 'themes':
      return <ThemeTicks form={form} base={base} />;
    case 'places':
      return <PlaceRows form={form} base={base} />;
    default:
      return <ListRows form={form} field={field} base={base} />;
  }
}
