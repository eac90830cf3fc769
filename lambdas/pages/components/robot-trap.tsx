import { inputId } from '../form-problem.ts';
import { errorOf, type FormState } from './form-state.ts';
import { TextQuestion } from './question.tsx';

/** The name of the input that people leave empty: no browser fills it by itself, and no field of a record has it. */
export const TRAP = 'subject';
/** The name of the input that says when the form was made. */
export const STAMP = 'stamp';

type Props = {
  readonly form: FormState;
  /** When the form was made, signed; null where nobody could sign it. */
  readonly stamp: string | null;
};

/**
 * What tells a robot from a person, without asking the person anything: a box that only robots see, and when the form was
 * made. Where a person's browser filled the box all the same, it comes back in sight, to be cleared.
 */
export function RobotTrap({ form, stamp }: Props) {
  const { leaveEmpty } = form.words.messages;
  return (
    <>
      {stamp === null ? null : <input type="hidden" name={STAMP} value={stamp} />}
      {errorOf(form, TRAP) === null ? (
        <div class="unseen">
          <label for={inputId(TRAP)}>{leaveEmpty}</label>
          <input
            id={inputId(TRAP)}
            name={TRAP}
            type="text"
            value={form.entries.get(TRAP) ?? ''}
            tabIndex={-1}
            autocomplete="off"
          />
        </div>
      ) : (
        <TextQuestion form={form} name={TRAP} label={leaveEmpty} autocomplete="off" />
      )}
    </>
  );
}
