import type { FormProblem } from './form-problem.ts';

/** What every form by which somebody sends a submission is filled with. */
export type FilledForm = {
  /** Random; what is sent twice with the same key is one submission. */
  readonly key: string;
  /** When the form was made, signed; null where nobody could sign it. */
  readonly stamp: string | null;
  /** What came with the form before, by input name; empty the first time. */
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
};
