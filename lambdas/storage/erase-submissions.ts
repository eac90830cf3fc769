import { isAboutTheRest, type WithdrawnWords } from '../domain/gone.ts';
import type { Deciders } from '../domain/owed.ts';
import { erasedSubmission, isOpen, type Submission } from '../domain/submission.ts';
import { inParallel } from './in-parallel.ts';
import { keys, prefixes } from './keys.ts';
import type { Portion } from './purge.ts';
import type { Purge } from './purges.ts';
import { loadSubmission } from './submissions.ts';
import type { Table } from './table.ts';
import { takeErasure } from './take-step.ts';

/** Submissions closed and emptied before other releases pass: sixteen transactions, some tenths of a second. */
export const SUBMISSIONS_PORTION = 250;

/**
 * Submissions in one transaction: each has six writes at most, the count of all is one more, and a transaction has a
 * hundred. That makes a thousand of them a matter of seconds.
 */
const AT_ONCE = 16;

/** Closes and empties a portion of the submissions about a record. */
export async function eraseSubmissions(
  table: Table,
  { record, erases, owedSince }: Purge,
  behind: string | null,
  deciders: Deciders,
  now: Date,
): Promise<Portion> {
  const words = erases === 'all' ? erases : erases.fields;
  // Where only somebody is not named any more, what was sent stays.
  if (words.length === 0) return { behind: null };
  const list = { prefix: prefixes.submissions, behind, limit: SUBMISSIONS_PORTION };
  const rows = await table.query(keys.record(record).pk, list);
  const references = rows.map(({ reference }) => String(reference));
  const found = await inParallel(references, (reference) => loadSubmission(table, reference));
  const withdrawn = { erases: words, owedSince };
  const concerned = found.filter((one) => one !== null).filter((one) => isToErase(one, withdrawn));
  for (let start = 0; start < concerned.length; start += AT_ONCE) {
    const some = concerned.slice(start, start + AT_ONCE);
    if (await takeErasure(table, some, words, deciders, now)) continue;
    // Somebody moved one of them meanwhile.
    for (const { reference } of some) await eraseAlone(table, reference, withdrawn, deciders, now);
  }
  return { behind: rows.length < SUBMISSIONS_PORTION ? null : (rows.at(-1)?.sk ?? null) };
}

function isToErase(submission: Submission, withdrawn: WithdrawnWords): boolean {
  if (isAboutTheRest(submission, withdrawn)) return false;
  return isOpen(submission) || erasedSubmission(submission, withdrawn.erases) !== null;
}

/** Tried again when somebody moved it meanwhile; a submission only goes one way, so that ends. */
async function eraseAlone(
  table: Table,
  reference: string,
  withdrawn: WithdrawnWords,
  deciders: Deciders,
  now: Date,
): Promise<void> {
  for (;;) {
    const submission = await loadSubmission(table, reference);
    if (!submission || !isToErase(submission, withdrawn)) return;
    if (await takeErasure(table, [submission], withdrawn.erases, deciders, now)) return;
  }
}
