import { accuracyMail } from '../../mail/accuracy.ts';
import { loadRecord } from '../../storage/records.ts';
import { loadAsked } from '../../workflow/accuracy.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';

/** Null when it was answered meanwhile, or the record is gone. */
export const accurate: ComposeOfSubmission = async (dependencies, owed, submission, context) => {
  const { record, reference } = submission;
  const { table } = dependencies;
  const asked = record === null ? null : await loadAsked(table, record, reference);
  const current = record === null ? null : await loadRecord(table, record);
  if (!asked || asked.askedAt === null || !current) return null;
  const { url } = await mintLink(dependencies, owed, 'accurate');
  const { title } = current.content;
  return accuracyMail({ name: reference, title, since: asked.since, why: 'wished', link: url }, context);
};
