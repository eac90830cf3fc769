import { keys, lists } from './keys.ts';
import type { Item, Table } from './table.ts';

/** Something to look at, now that its time has come. */
export type Due = Item & { readonly reference: string };

/** Seen to in one sweep; the next one goes on. */
const BATCH = 100;

export async function loadDue(table: Table, now: Date): Promise<readonly Due[]> {
  return (await table.query(lists.due, { before: now.toISOString(), limit: BATCH })) as readonly Due[];
}

/** Looked at: nothing more to do, or to look at again at a time. */
export async function settleDue(table: Table, due: Due, again: Date | null): Promise<void> {
  const { pk, sk, reference } = due;
  const next = again ? [{ put: { ...keys.due(again.toISOString(), 'expire', reference), reference } }] : [];
  await table.transact([{ remove: { pk, sk } }, ...next]);
}
