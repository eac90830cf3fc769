import { type Progress, purgeSteps } from '../storage/items/releases.ts';
import type { PurgeUnderWay } from '../storage/purges.ts';
import { eraseBrought } from '../storage/sources.ts';
import type { Table } from '../storage/table.ts';
import { eraseOperations } from './erase-operations.ts';
import { eraseSubmissions } from './erase-submissions.ts';
import { eraseVersions } from './erase-versions.ts';
import type { Taking } from './take-steps.ts';

/** A portion of a list is done up to a sort key; null when that was the end of it. */
export type Portion = { readonly behind: string | null };

/** What releases said of it is erased from the table: of the releases named here the files say something else now. */
export type ErasedPortion = Portion & { readonly purged: readonly number[] };

/** A portion of what releases say of it: from then on no file is made of it any more. */
export async function purgeOperations(
  table: Table,
  { purge, progress }: PurgeUnderWay,
): Promise<ErasedPortion> {
  return eraseOperations(table, purge, progress.behind);
}

/**
 * A portion of what the table says of it otherwise: the versions that said it, and the submissions about it. Each may be
 * done again.
 */
export async function purgeTable(taking: Taking, { purge, progress }: PurgeUnderWay): Promise<Portion> {
  if (progress.step !== 'versions') return eraseSubmissions(taking, purge, progress.behind);
  const portion = await eraseVersions(taking.table, purge, progress.behind);
  if (portion.behind === null) await eraseBrought(taking.table, purge.record, purge.erases);
  return portion;
}

/** The purge after a portion: further in its list, or at the beginning of the next one. */
export function advanced({ purge, progress }: PurgeUnderWay, { behind }: Portion): PurgeUnderWay {
  const next = purgeSteps[purgeSteps.indexOf(progress.step) + 1];
  const following: Progress =
    next && behind === null ? { step: next, behind: null } : { ...progress, behind };
  return { purge, progress: following };
}
