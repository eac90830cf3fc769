import { isDecided, type Submission } from '../../domain/submission.ts';
import { formatInstant } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';

/** A decision that was not recorded, as there was one already, or as nobody decides any more. */
export type Unrecorded = {
  readonly wanted: 'approve' | 'reject' | 'ask' | 'nothing';
  /** Whether the person who wanted it had decided before. */
  readonly own: boolean;
};

/** Whether somebody only sent again what they had decided. */
export function isRepeat({ wanted, own }: Unrecorded, { status }: Submission): boolean {
  return own && wanted === (status === 'approved' ? 'approve' : 'reject');
}

/** What became of a decision that came too late: a second click changes nothing, any other is not recorded. */
export function unrecordedText(
  late: Unrecorded,
  submission: Submission,
  decidedBy: string,
  { messages: { outcome, review }, language }: PageContext,
): string {
  const { wanted, own } = late;
  if (!isDecided(submission))
    return wanted === 'nothing' ? review.ended : `${outcome.notRecorded[wanted]} ${review.ended}`;
  if (wanted === 'nothing' || isRepeat(late, submission)) return outcome.repeat;
  const at = formatInstant(submission.decision.at, language);
  return `${outcome.notRecorded[wanted]} ${outcome.stands[submission.status](own ? null : decidedBy, at)}`;
}
