import type { ComponentChildren } from 'preact';
import type { QuestionProps } from '../fields/view.ts';
import { inputId } from '../form-problem.ts';
import { described, errorOf } from './form-state.ts';
import { ListRows } from './list-rows.tsx';
import { HintAndError } from './question.tsx';

type Props = QuestionProps & { readonly children: ComponentChildren };

/** A list carries an empty input of its own name too: a list of which nothing is left is empty, not absent. */
export function ListQuestion({ form, field, base, children }: Props) {
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
      {children}
    </fieldset>
  );
}

/** Asks for a list whose items have rows of boxes. @param lines how many lines the one box of a row shows */
export function rowsField(lines?: number) {
  return (props: QuestionProps) => (
    <ListQuestion {...props}>
      <ListRows {...props} {...(lines === undefined ? {} : { lines })} />
    </ListQuestion>
  );
}
