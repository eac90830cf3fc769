import { describedByChanges, probableDuplicates } from '../domain/duplicates.ts';
import type { SearchEntry } from '../domain/search.ts';
import type { Submission } from '../domain/submission.ts';
import { loadSearchEntries } from '../storage/search.ts';
import type { Table } from '../storage/table.ts';
import { traitsOf } from '../submissions/kinds.ts';

/** The projects of the inventory that a proposed one may be already; none of what is about a record. */
export async function duplicatesOf(
  table: Table,
  { kind, title, changes }: Submission,
): Promise<readonly SearchEntry[]> {
  if (!traitsOf({ kind }).proposesRecord) return [];
  return probableDuplicates(describedByChanges(title, changes), await loadSearchEntries(table)).slice(
    0,
    MOST,
  );
}

/** The most that a page or a mail names. */
const MOST = 5;
