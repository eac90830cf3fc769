import { STAMP, TRAP } from '../pages/components/robot-trap.tsx';
import type { FormProblem } from '../pages/form-problem.ts';

/** A box that people do not see was filled in: the person is asked to clear it, in case it was a browser. */
export function trapProblems(form: URLSearchParams): readonly FormProblem[] {
  return form.getAll(TRAP).every((text) => text.trim() === '')
    ? []
    : [{ name: TRAP, rule: 'left-for-robots' }];
}

/** When the form says it was made, signed. */
export function sentStamp(form: URLSearchParams): string | null {
  return form.get(STAMP);
}
