import type { Settings } from '../config/settings.ts';
import { HOUR_SECONDS } from '../domain/durations.ts';
import type { Rule } from '../domain/refusals.ts';
import { countAgainst, type Limit } from './limits.ts';
import type { Table } from './table.ts';

/** Who sends a submission; null where nothing tells. */
export type Sender = {
  readonly network: string | null;
  /** Whether it took as long as a person takes to fill in a form; the API asks nobody. */
  readonly proven: boolean;
  /** How many are sent in one go. */
  readonly count: number;
};

/** The limit that is exceeded, and the seconds to wait. */
export type Excess = { readonly rule: Rule; readonly seconds: number };

/** Counts submissions against every limit it comes under; null while it is within all of them. */
export async function countSubmission(
  table: Table,
  limits: Settings['limits'],
  { network, proven, count }: Sender,
  now: Date,
): Promise<Excess | null> {
  const counted = [
    { limit: perHour('submissions', limits.submissionsPerHour), who: network, rule: 'too-often' },
    { limit: perHour('unproven', limits.unprovenPerHour), who: proven ? null : network, rule: 'too-quickly' },
  ] as const;
  for (const { limit, who, rule } of counted) {
    const seconds = who === null ? null : await countAgainst(table, limit, who, now, count);
    if (seconds !== null) return { rule, seconds };
  }
  return null;
}

/** Counts one more request for a link by mail; null while its network is within the limit. */
export async function countAsking(
  table: Table,
  { asksPerHour }: Settings['limits'],
  network: string | null,
  now: Date,
): Promise<Excess | null> {
  const seconds =
    network === null ? null : await countAgainst(table, perHour('asks', asksPerHour), network, now);
  return seconds === null ? null : { rule: 'too-often', seconds };
}

function perHour(name: string, most: number): Limit {
  return { name, most, seconds: HOUR_SECONDS };
}
