import type { Problem } from './refusals.ts';

/** Why something typed has no certain meaning, and what it may mean. */
export type Doubt = Pick<Problem, 'rule' | 'limit' | 'offers'>;

/** What something typed means; or why that is not certain. */
export type Reading<Value> =
  | { readonly value: Value; readonly doubt?: never }
  | { readonly doubt: Doubt; readonly value?: never };
