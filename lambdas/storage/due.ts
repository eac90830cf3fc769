import { type DueTask, keys, lists } from './keys.ts';
import type { Item, Table, Write } from './table.ts';

/** Something to look at, now that its time has come. */
export type Due = Item & { readonly reference: string };

/** Seen to in one sweep; the next one goes on. */
const BATCH = 100;

export async function loadDue(table: Table, now: Date): Promise<readonly Due[]> {
  return (await table.query(lists.due, { before: now.toISOString(), limit: BATCH })) as readonly Due[];
}

export function dueItem(at: string, task: DueTask, reference: string): Item {
  return { ...keys.due(at, task, reference), reference };
}

/** What there may be to do, as the key says. */
export function taskOf({ sk }: Due): DueTask {
  return sk.split('#')[1] as DueTask;
}

/** Looked at: nothing more to do, or to look at again at a time, for the same or for something else. */
export async function settleDue(
  table: Table,
  due: Due,
  again: Date | null,
  task: DueTask = taskOf(due),
): Promise<void> {
  await table.transact(settled(due, again, task));
}

/** The writes of {@link settleDue}, for a transaction with what was done. */
export function settled(due: Due, again: Date | null, task: DueTask = taskOf(due)): readonly Write[] {
  const { pk, sk, reference } = due;
  const next = again ? [{ put: dueItem(again.toISOString(), task, reference) }] : [];
  return [{ remove: { pk, sk } }, ...next];
}
