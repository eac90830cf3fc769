import type { Problem } from './refusals.ts';

/**
 * A value, or the rules that stand against it: somebody must be told, in one sentence each. The two are told apart by `problems`.
 * A fault is thrown instead, and what is not there is null.
 */
export type Result<Value, Refusal = Problem> =
  | { readonly value: Value; readonly problems?: never }
  | { readonly value?: never; readonly problems: readonly Refusal[] };
