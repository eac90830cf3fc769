import { absentOrAtMost } from './conditions.ts';
import { inventorySizes } from './items/releases.ts';
import { keys } from './keys.ts';
import { loadHead, loadUrgentReleases } from './releases.ts';
import type { Table } from './table.ts';

/**
 * How many records the share of what may be on hold is counted of: those the newest release publishes, and those that are out as
 * they are on hold. While a hold is on its way to the files it may be among both, and is counted with the published ones only.
 * @param held how many are on hold, read before this
 */
export async function countRecords(table: Table, held: number): Promise<number> {
  // In this order: what is no longer owed is in HEAD, and what HEAD tells of is counted as soon as its files are written.
  const underWay = (await loadUrgentReleases(table)).length > 0;
  const head = await loadHead(table);
  const published = await loadInventorySize(table);
  return underWay || head.projected < head.sequence ? published : published + held;
}

/** How many records the newest release publishes whose files are written. */
export async function loadInventorySize(table: Table): Promise<number> {
  const size = await table.get(keys.inventorySize);
  return size ? inventorySizes.read(size).records : 0;
}

/** Remembers how many records a release publishes, unless a later one is remembered. */
export async function storeInventorySize(table: Table, records: number, sequence: number): Promise<void> {
  const size = inventorySizes.item(keys.inventorySize, { records, sequence });
  await table.put(size, absentOrAtMost('sequence', sequence));
}
