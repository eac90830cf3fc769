import type { Settings } from '../config/settings.ts';
import { countAgainst, DAY } from './limits.ts';
import type { Table } from './table.ts';

/**
 * Counts one more confirmation mail against what its address, and all of its domain, may get in a day: anybody can have
 * them sent to anybody.
 * @returns null while it is within the limits, else the seconds until it may be tried again
 */
export async function countConfirmation(
  table: Table,
  { mailsPerAddress, mailsPerDomain }: Settings['limits'],
  email: string,
  now: Date,
): Promise<number | null> {
  const address = email.toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const perAddress = { name: 'address', most: mailsPerAddress, seconds: DAY };
  const perDomain = { name: 'domain', most: mailsPerDomain, seconds: DAY };
  return (
    (await countAgainst(table, perAddress, address, now)) ??
    (await countAgainst(table, perDomain, domain, now))
  );
}
