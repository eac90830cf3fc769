import type { ComponentChildren } from 'preact';
import { inputId } from '../form-problem.ts';

type Props = {
  /** What it asks of the form: `more:links`, `remove:links[2]`. */
  readonly step: string;
  /** The name of what the form comes back at. */
  readonly target: string;
  readonly children: ComponentChildren;
};

/** Sends nothing, but brings the form back with a row more or less. */
export function StepButton({ step, target, children }: Props) {
  return (
    // biome-ignore lint/a11y/useButtonType: to submit is what it is for, and a form has many of these
    <button name="step" value={step} formAction={`#${inputId(target)}`}>
      {children}
    </button>
  );
}
