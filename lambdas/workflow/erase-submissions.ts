import { isAboutTheRest, type WithdrawnWords } from '../domain/erased.ts';
import { afterRemoval } from '../domain/lapse.ts';
import type { Reference } from '../domain/names.ts';
import { erasedSubmission, isOpen, isWaiting, type Submission } from '../domain/submission.ts';
import { inParallel } from '../storage/in-parallel.ts';
import { listed } from '../storage/items/waiting.ts';
import { keys, prefixes } from '../storage/keys.ts';
import type { Purge } from '../storage/purges.ts';
import { loadRecord } from '../storage/records.ts';
import { loadSubmission } from '../storage/submissions.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import { traitsOf } from '../submissions/kinds.ts';
import type { Portion } from './purge.ts';
import { takeErasure } from './take-erasure.ts';
import type { Taking } from './take-steps.ts';

/** Submissions closed and emptied before other releases pass: sixteen transactions, some tenths of a second. */
export const SUBMISSIONS_PORTION = 250;

/**
 * Submissions in one transaction: each has six writes at most, the count of all is one more, and a transaction has a
 * hundred. That makes a thousand of them a matter of seconds.
 */
const AT_ONCE = 16;

/** Closes and empties a portion of the submissions about a record. */
export async function eraseSubmissions(
  taking: Taking,
  { record, erases, since, owedSince }: Purge,
  behind: string | null,
): Promise<Portion> {
  const { table } = taking;
  const words = erases === 'all' ? erases : erases.fields;
  // Where only somebody is not named any more, what was sent stays.
  if (words.length === 0) return { behind: null };
  const list = { prefix: prefixes.submissions, behind, limit: SUBMISSIONS_PORTION };
  const rows = await table.query(keys.record(record).pk, list);
  const references = rows.map((row) => listed.read(row).reference);
  const found = await inParallel(references, (reference) => loadSubmission(table, reference));
  const withdrawn = { erases: words, since, owedSince };
  const concerned = found.filter((one) => one !== null).filter((one) => isToErase(one, withdrawn));
  // What holds the record moves it, which each does alone.
  const holding = withdrawn.erases === 'all' ? [] : concerned.filter(mayHold);
  for (const { reference } of holding) await eraseAlone(taking, reference, withdrawn);
  const others = concerned.filter((one) => !holding.includes(one));
  for (let start = 0; start < others.length; start += AT_ONCE) {
    const some = others.slice(start, start + AT_ONCE);
    if (await takeErasure(taking, some, { withdrawn })) continue;
    // Somebody moved one of them meanwhile.
    for (const { reference } of some) await eraseAlone(taking, reference, withdrawn);
  }
  return { behind: rows.length < SUBMISSIONS_PORTION ? null : (rows.at(-1)?.sk ?? null) };
}

function mayHold(submission: Submission): boolean {
  return traitsOf(submission).mayHold && isWaiting(submission);
}

function isToErase(submission: Submission, withdrawn: WithdrawnWords): boolean {
  const { erases, since } = withdrawn;
  if (isOpen(submission)) return afterRemoval(submission, erases, since) !== null;
  return !isAboutTheRest(submission, withdrawn) && erasedSubmission(submission, erases) !== null;
}

/** Tried again when somebody moved it meanwhile; a submission only goes one way, so that ends. */
async function eraseAlone(taking: Taking, reference: Reference, withdrawn: WithdrawnWords): Promise<void> {
  await untilUnmoved(Number.POSITIVE_INFINITY, async () => {
    const submission = await loadSubmission(taking.table, reference);
    if (!submission || !isToErase(submission, withdrawn)) return 'erased already';
    const held = mayHold(submission) ? submission.record : null;
    const record = held === null ? null : await loadRecord(taking.table, held);
    return (await takeErasure(taking, [submission], { withdrawn, record })) ? 'erased' : null;
  });
}
