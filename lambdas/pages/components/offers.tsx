import { askedName, asTyped, isAnswer, reading } from '../../domain/asked.ts';
import { inputId } from '../form-problem.ts';
import type { FormState } from './form-state.ts';
import { Tick } from './tick.tsx';

/** Of a longer text only the beginning is offered in words; all of it is taken. */
const SHOWN = 200;

/** The readings of what was typed, to choose one of; or to keep it as it is, where it may be meant so. */
export function Offers({ form, name }: { readonly form: FormState; readonly name: string }) {
  const problem = form.problems.find((one) => one.name === name);
  if (!problem || (!problem.offers?.length && !problem.mayStay)) return null;
  const { asked } = form.words.messages;
  const id = inputId(askedName(name));
  return (
    <fieldset class="offers" aria-describedby={`${inputId(name)}-error`}>
      <legend>{asked.question}</legend>
      {(problem.offers ?? []).map((offer, index) => (
        <Tick
          key={offer}
          type="radio"
          {...(index === 0 ? { id } : {})}
          name={askedName(name)}
          value={reading(offer)}
          label={asked.use(shortened(offer))}
          checked={false}
        />
      ))}
      {problem.mayStay ? (
        <Tick
          type="radio"
          name={askedName(name)}
          value={asTyped(problem.rule)}
          label={asked.keep}
          checked={false}
        />
      ) : null}
    </fieldset>
  );
}

function shortened(text: string): string {
  const points = [...text];
  return points.length <= SHOWN ? text : `${points.slice(0, SHOWN).join('')}…`;
}

/** What was said of inputs that nothing is asked about any more, so that it need not be said again. */
export function Answered({ form }: { readonly form: FormState }) {
  const asked = new Set(form.problems.map(({ name }) => askedName(name)));
  return (
    <>
      {[...form.entries]
        .filter((entry) => isAnswer(entry) && !asked.has(entry[0]))
        .map(([name, text]) => (
          <input key={name} type="hidden" name={name} value={text} />
        ))}
    </>
  );
}
