import { absentOrAtMost } from './conditions.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** How many records the newest release publishes; nothing before the first. */
export async function loadInventorySize(table: Table): Promise<number> {
  return Number((await table.get(keys.inventorySize))?.['records'] ?? 0);
}

/** Remembers how many records a release publishes, unless a later one is remembered. */
export async function storeInventorySize(table: Table, records: number, sequence: number): Promise<void> {
  await table.put({ ...keys.inventorySize, records, sequence }, absentOrAtMost('sequence', sequence));
}
