import { type Erased, joined } from '../domain/erased.ts';
import type { FieldTimes } from '../domain/lapse.ts';
import { present } from './conditions.ts';
import { type Key, keys, outboxes, prefixes } from './keys.ts';
import type { OwedRelease } from './releases.ts';
import type { Table, Write } from './table.ts';

/** What was withdrawn with a release, and has to disappear from everything older. */
export type Purge = Key & {
  readonly record: string;
  /** The release it went with. */
  readonly sequence: number;
  /** Whatever releases before this one said of it is erased. */
  readonly before: number;
  readonly erases: Erased;
  /** When each of the fields left that it erases: what was sent since may be about what is said since. */
  readonly since: FieldTimes;
  /** The submissions and receipts it comes from. */
  readonly by: readonly string[];
  readonly owedSince: string;
};

/**
 * What a purge does, in this order. What readers are given goes first. Versions go before submissions: nobody can send
 * anything about them from then on, so that the list of submissions is whole.
 */
export const purgeSteps = ['operations', 'versions', 'submissions', 'proof'] as const;

/** Up to where a purge has come: all of its step's list up to and with this sort key is done. */
export type Progress = { readonly step: (typeof purgeSteps)[number]; readonly behind: string | null };

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
    (rows as unknown as readonly Purge[]).map(async (purge) => {
      const item = await table.get(keys.purgeProgress(purge.sk));
      const { step = 'operations', behind = null } = (item ?? {}) as Partial<Progress>;
      return { purge, progress: { step, behind } };
    }),
  );
}

/** Remembers how far a purge has come; nothing to remember where another publisher has ended it. */
export async function storeProgress(table: Table, { purge, progress }: PurgeUnderWay): Promise<void> {
  const { pk, sk } = purge;
  await table.transact([
    { check: { pk, sk }, when: present },
    { put: { ...keys.purgeProgress(sk), ...progress } },
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
  return [...purges.values()].map((put) => ({ put }));
}

function timesOf(erases: Erased, at: string): FieldTimes {
  return erases === 'all' ? {} : Object.fromEntries(erases.fields.map((field) => [field, at]));
}
