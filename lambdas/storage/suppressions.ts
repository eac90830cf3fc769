import { YEAR_SECONDS } from '../domain/durations.ts';
import { suppressions } from './items/mails.ts';
import { keys } from './keys.ts';
import { sha256 } from './secrets.ts';
import type { Table } from './table.ts';

/** Why no mail goes to an address any more. */
export type SuppressionReason = 'bounced' | 'complained';

/** An address may be somebody else's after a year, and its mailbox may have room again. */
const KEPT_SECONDS = YEAR_SECONDS;

/** Addresses are kept as hashes: the table must not become a list of people who complained. */
function hashOf(address: string): string {
  return sha256(address.trim().toLowerCase());
}

export async function suppress(
  table: Table,
  address: string,
  reason: SuppressionReason,
  now: Date,
): Promise<void> {
  const expires = Math.floor(now.getTime() / 1000) + KEPT_SECONDS;
  const suppression = { reason, at: now.toISOString(), expires };
  await table.put(suppressions.item(keys.suppression(hashOf(address)), suppression));
}

export async function isSuppressed(table: Table, address: string, now: Date): Promise<boolean> {
  const item = await table.get(keys.suppression(hashOf(address)));
  return item !== null && suppressions.read(item).expires > now.getTime() / 1000;
}
