import { inputId } from '../form-problem.ts';
import { described, type FormState } from './form-state.ts';
import { HintAndError } from './question.tsx';
import { Tick } from './tick.tsx';

type Props = { readonly form: FormState; readonly label: string; readonly hint: string };

/** The declaration that makes a consent: a box that nobody ticks but the person, apart from the button. */
export function Authority({ form, label, hint }: Props) {
  const { consent } = form.words.messages;
  const wrong = form.problems.some(({ name }) => name === 'authority');
  return (
    <fieldset
      class={wrong ? 'question wrong' : 'question'}
      {...described('authority', hint, wrong ? '' : null)}
    >
      <legend>{consent.declaration}</legend>
      <HintAndError form={form} name="authority" hint={hint} />
      <Tick
        type="checkbox"
        id={inputId('authority')}
        name="authority"
        value="yes"
        label={label}
        checked={form.entries.get('authority') === 'yes'}
      />
    </fieldset>
  );
}
