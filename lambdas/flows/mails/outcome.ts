import { recordPath } from '../../domain/record-path.ts';
import { isDecided } from '../../domain/submission.ts';
import { outcomeMail } from '../../mail/outcome.ts';
import { loadRecord, loadVersion } from '../../storage/records.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';

/** With what was published, as the record's version says it that was made of it; else what the record says now. */
export const outcome: ComposeOfSubmission = async (dependencies, owed, submission, context) => {
  if (!isDecided(submission)) return null;
  const { table, publicUrl } = dependencies;
  const { record } = submission;
  const current = record === null ? null : await loadRecord(table, record);
  const made = submission.status === 'approved' ? submission.decision.recordVersion : null;
  const version = current && made !== null ? await loadVersion(table, current.id, made) : null;
  const { url } = await mintLink(dependencies, owed, 'status');
  const pageOf = (id: string) => publicUrl + recordPath(id);
  const duplicate = submission.status === 'rejected' ? (submission.decision.duplicateOf ?? null) : null;
  return outcomeMail(
    {
      submission,
      statusUrl: url,
      recordUrl: current && pageOf(current.id),
      duplicateUrl: duplicate && pageOf(duplicate),
      content: version?.content ?? current?.content ?? null,
    },
    context,
  );
};
