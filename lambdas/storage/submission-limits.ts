import type { Settings } from '../config/settings.ts';
import type { Rule } from '../domain/refusals.ts';
import { countAgainst, DAY, HOUR, type Limit } from './limits.ts';
import type { Table } from './table.ts';

/** Who sends a submission; null where nothing tells. */
export type Sender = {
  readonly network: string | null;
  readonly email: string | null;
  /** Whether it took as long as a person takes to fill in a form; the API asks nobody. */
  readonly proven: boolean;
};

/** The limit that is exceeded, and the seconds to wait. */
export type Excess = { readonly rule: Rule; readonly seconds: number };

/** Counts a submission against every limit it comes under; null while it is within all of them. */
export async function countSubmission(
  table: Table,
  limits: Settings['limits'],
  { network, email, proven }: Sender,
  now: Date,
): Promise<Excess | null> {
  const address = email?.toLowerCase() ?? null;
  const domain = address?.split('@')[1] ?? null;
  const counted: readonly { readonly limit: Limit; readonly who: string | null; readonly rule: Rule }[] = [
    { limit: of('submissions', limits.submissionsPerHour, HOUR), who: network, rule: 'too-often' },
    {
      limit: of('unproven', limits.unprovenPerHour, HOUR),
      who: proven ? null : network,
      rule: 'too-quickly',
    },
    { limit: of('address', limits.mailsPerAddress, DAY), who: address, rule: 'too-often' },
    { limit: of('domain', limits.mailsPerDomain, DAY), who: domain, rule: 'too-often' },
  ];
  for (const { limit, who, rule } of counted) {
    const seconds = who === null ? null : await countAgainst(table, limit, who, now);
    if (seconds !== null) return { rule, seconds };
  }
  return null;
}

function of(name: string, most: number, seconds: number): Limit {
  return { name, most, seconds };
}
