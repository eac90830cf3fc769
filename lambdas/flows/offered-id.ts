import { describedByChanges } from '../domain/duplicates.ts';
import { recordId } from '../domain/record-id.ts';
import { slugOf } from '../domain/slug.ts';
import type { Submission } from '../domain/submission.ts';
import { slug } from '../domain/values.ts';
import { loadLatin } from '../runtime/latin.ts';
import { freeId } from '../storage/free-id.ts';
import type { Table } from '../storage/table.ts';
import { traitsOf } from '../submissions/kinds.ts';

/**
 * The id that the page of a new project offers: what was typed, if nothing has it, else what follows from the title; free at
 * this moment, so that approving with it is not refused. Null where there is nothing to give an id to, or where what was
 * typed is no id.
 */
export async function offeredId(
  table: Table,
  { kind, title, changes, reference }: Submission,
  typed: string | null,
): Promise<string | null> {
  if (!traitsOf({ kind }).proposesRecord || (typed && !slug.safeParse(typed).success)) return null;
  const { code } = describedByChanges(title, changes);
  const wished = typed || recordId(title, code, await loadLatin());
  return freeId(table, wished, slugOf(reference));
}
