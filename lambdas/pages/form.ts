import type { Rule } from '../domain/refusals.ts';
import type { FormProblem } from './form-problem.ts';
import { query } from './query.ts';

/** What a form is added to, with the secret of its status page; or why it is sent on its own after all. */
export type Together =
  | { readonly bundle: string; readonly token: string; readonly refused?: never }
  | { readonly refused: Rule };

/** What the address of another form says, so that it is added to the same. */
export function togetherQuery(together: Together | null): string {
  return !together || together.refused ? '' : query({ bundle: together.bundle, t: together.token });
}

/** What every form by which somebody sends a submission is filled with. */
export type FilledForm = {
  /** Random; what is sent twice with the same key is one submission. */
  readonly key: string;
  /** When the form was made, signed; null where nobody could sign it. */
  readonly stamp: string | null;
  /** What came with the form before, by input name; empty the first time. */
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
  /** Null where it is sent on its own. */
  readonly together: Together | null;
};
