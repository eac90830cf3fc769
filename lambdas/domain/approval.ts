import type { Approve } from './commands.ts';
import type { ConsentChange } from './consent.ts';
import type { RecordEffect } from './record-state.ts';
import { problem } from './refusals.ts';
import type { Result } from './result.ts';
import type { Edited, RejectionReason, Verdicts } from './submission.ts';

/** What an approval comes to, besides who said so and when. */
export type Approval = {
  readonly record: string;
  readonly verdicts: Verdicts;
  readonly edited: Edited;
  readonly effect: RecordEffect | null;
  readonly consents: readonly ConsentChange[];
};

/** Nothing was left to approve: it is rejected, for a reason. */
type Declined = { readonly declined: { readonly reason: RejectionReason } };

export type Approved = Result<Approval | Declined>;

/** Who declines all of it rejects it, and says why. */
export function declinedFor({ reason, duplicateOf = null }: Approve): Approved {
  if (reason === null) return { problems: [problem(['reason'], 'reason-missing')] };
  return { value: { declined: { reason, ...duplicate(duplicateOf) } } };
}

/** What a rejection says of the record that has it already, where one is named. */
export function duplicate(record: string | null): { readonly duplicateOf?: string } {
  return record === null ? {} : { duplicateOf: record };
}

/** Of what is approved or not as a whole. */
export const nothingJudged = { verdicts: {}, edited: {} };
