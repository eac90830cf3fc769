import { touches } from '../domain/erased.ts';
import { inParallel } from '../storage/in-parallel.ts';
import type { Purge } from '../storage/purges.ts';
import {
  loadHead,
  OPERATIONS_PORTION,
  operationsBehind,
  purgeOperation,
  type RecordOperation,
} from '../storage/releases.ts';
import type { Table } from '../storage/table.ts';
import type { ErasedPortion } from './purge.ts';

/** Takes the content out of a portion of what releases did to a record, and away what attempts left that came to nothing. */
export async function eraseOperations(
  table: Table,
  purge: Purge,
  behind: string | null,
): Promise<ErasedPortion> {
  // Read first: what is of a later release may still become one, and was planned on a state without what is withdrawn.
  const { sequence: newest } = await loadHead(table);
  const operations = await operationsBehind(table, purge.record, behind);
  const purged = await inParallel(
    operations.filter((one) => one.sequence < purge.before || (!one.published && one.sequence <= newest)),
    (one) => eraseOperation(table, purge, one),
  );
  const last = operations.length < OPERATIONS_PORTION ? undefined : operations.at(-1);
  return { behind: last?.key.sk ?? null, purged: purged.flatMap((sequence) => sequence ?? []) };
}

/** @returns the release that says less than it did; null where none does */
async function eraseOperation(table: Table, { erases }: Purge, one: RecordOperation): Promise<number | null> {
  const { operation, sequence } = one;
  if (!one.published) {
    await table.transact([{ remove: one.key }]);
    return null;
  }
  if ('purged' in operation) return sequence;
  if (operation.op === 'remove' || !touches(erases, operation.record)) return null;
  await purgeOperation(table, one);
  return sequence;
}
