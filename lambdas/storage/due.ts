import type { Name } from '../domain/names.ts';
import { inPortions } from './in-portions.ts';
import { dueNames } from './items/waiting.ts';
import { type DueTask, type Key, keys, lists } from './keys.ts';
import type { StoredItem } from './stored.ts';
import type { Table, Write } from './table.ts';

/** Something to look at, now that its time has come. */
export type Due = Key & { readonly reference: Name };

/** Read at a time. */
const PORTION = 100;

/** What is due by now, portion by portion. */
export async function* loadDue(table: Table, now: Date): AsyncGenerator<readonly Due[]> {
  for await (const items of inPortions(table, lists.due, { before: now.toISOString() }, PORTION)) {
    yield items.map(dueNames.row);
  }
}

export function dueItem(at: string, task: DueTask, reference: Name): StoredItem {
  return dueNames.item(keys.due(at, task, reference), { reference });
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
