import type { Settings } from '../config/settings.ts';
import type { Rule } from '../domain/refusals.ts';
import { countAgainst, DAY, HOUR, type Limit } from './limits.ts';
import { countConfirmation } from './mail-limits.ts';
import type { Table } from './table.ts';

/** Who sends a submission; null where nothing tells. */
export type Sender = {
  readonly network: string | null;
  readonly email: string | null;
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
  { network, email, proven, count }: Sender,
  now: Date,
): Promise<Excess | null> {
  const perHour = (name: string, most: number): Limit => ({ name, most, seconds: HOUR });
  const counted = [
    { limit: perHour('submissions', limits.submissionsPerHour), who: network, rule: 'too-often' },
    { limit: perHour('unproven', limits.unprovenPerHour), who: proven ? null : network, rule: 'too-quickly' },
  ] as const;
  for (const { limit, who, rule } of counted) {
    const seconds = who === null ? null : await countAgainst(table, limit, who, now, count);
    if (seconds !== null) return { rule, seconds };
  }
  const seconds = email === null ? null : await countConfirmation(table, limits, email, now);
  return seconds === null ? null : { rule: 'too-often', seconds };
}

/**
 * Counts one more fresh link that somebody who may be a stranger asked for, apart from what the person sends.
 * @returns null while it is within the limit of the address, else the seconds until it may be tried again
 */
export function countFreshLink(
  table: Table,
  { mailsPerAddress }: Settings['limits'],
  address: string,
  now: Date,
): Promise<number | null> {
  const limit = { name: 'fresh-links', most: mailsPerAddress, seconds: DAY };
  return countAgainst(table, limit, address.toLowerCase(), now);
}
