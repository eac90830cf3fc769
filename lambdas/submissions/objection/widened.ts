import type { Field } from '../../domain/record.ts';
import type { WaitingSubmission } from '../../domain/submission.ts';

/** What one person says of a record with all their objections is bounded: what is beyond stands with the further one only. */
const WORDS_LIMIT = 10_000;

/** What a further objection of the same person adds. */
export type Further = { readonly fields: readonly Field[]; readonly comment: string | null };

/** A waiting objection, which is about what a further one of the same person is about, too, and says what that says. */
export function widened(submission: WaitingSubmission, { fields, comment }: Further): WaitingSubmission {
  if (submission.kind !== 'objection') throw new Error(`A ${submission.kind} is not widened.`);
  // No fields are the whole record.
  const whole = submission.fields.length === 0 || fields.length === 0;
  return {
    ...submission,
    fields: whole ? [] : [...new Set([...submission.fields, ...fields])],
    comment: joinedWords(submission.comment, comment),
  };
}

function joinedWords(said: string | null, more: string | null): string | null {
  if (said === null || more === null || said.includes(more)) return said ?? more;
  const both = `${said}\n\n${more}`;
  return both.length > WORDS_LIMIT ? said : both;
}
