import { type Erased, joined } from '../domain/erased.ts';
import type { FieldTimes } from '../domain/lapse.ts';
import { present } from './conditions.ts';
import {
  type OwedPurge,
  type OwedRelease,
  owedPurges,
  type Progress,
  purgesUnderWay,
} from './items/releases.ts';
import { type Key, keys, outboxes, prefixes } from './keys.ts';
import type { Table, Write } from './table.ts';

export type Purge = Key & OwedPurge;

export type PurgeUnderWay = { readonly purge: Purge; readonly progress: Progress };

/**
 * Purges that are owed, the oldest first, and how far they have come. How far stands outside of the outbox: what is
 * written there wakes the publisher.
 * @param passed only those behind this sort key
 */
export async function loadPurges(
  table: Table,
  passed: string | null,
  limit: number,
): Promise<readonly PurgeUnderWay[]> {
  const rows = await table.query(outboxes.publish, { prefix: prefixes.purges, behind: passed, limit });
  return Promise.all(
    rows.map(owedPurges.row).map(async (purge) => {
      const item = await table.get(keys.purgeProgress(purge.sk));
      const progress = item ? purgesUnderWay.read(item) : ({ step: 'operations', behind: null } as const);
      return { purge, progress };
    }),
  );
}

/** Remembers how far a purge has come; nothing to remember where another publisher has ended it. */
export async function storeProgress(table: Table, { purge, progress }: PurgeUnderWay): Promise<void> {
  const { pk, sk } = purge;
  await table.transact([
    { check: { pk, sk }, when: present },
    { put: purgesUnderWay.item(keys.purgeProgress(sk), progress) },
  ]);
}

/** The writes that end a purge, once. */
export function endOfPurge({ pk, sk }: Purge): readonly Write[] {
  return [{ remove: { pk, sk }, when: present }, { remove: keys.purgeProgress(sk) }];
}

/** One for each record: two withdrawals of one record in one release take all that either takes. */
export function purgeWrites(
  owed: readonly OwedRelease[],
  sequence: number,
  before: number,
): readonly Write[] {
  const purges = new Map<string, Purge>();
  for (const { record, erases, by, owedSince } of owed) {
    if (erases === null) continue;
    const known = purges.get(record);
    purges.set(record, {
      ...(known ?? { ...keys.purge(sequence, record, by), record, sequence, before }),
      erases: known ? joined(known.erases, erases) : erases,
      since: { ...known?.since, ...timesOf(erases, owedSince) },
      by: [...(known?.by ?? []), by],
      owedSince,
    });
  }
  return [...purges.values()].map((purge) => ({ put: owedPurges.item(purge, purge) }));
}

function timesOf(erases: Erased, at: string): FieldTimes {
  return erases === 'all' ? {} : Object.fromEntries(erases.fields.map((field) => [field, at]));
}
