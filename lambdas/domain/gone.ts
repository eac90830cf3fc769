import { sameJson } from './canonical.ts';
import type { Content, Field, InventoryRecord } from './record.ts';
import { emptyContent } from './record.ts';

/** What should be gone from the published files: a record, or some of its fields. */
export type Gone = { readonly id: string; readonly erases: 'all' | readonly Field[] };

type Operations = { readonly operations: readonly ({ readonly id: string } & object)[] };

/** Whether the file of a record shows nothing of what was withdrawn. */
export function isGoneFromProject({ id, erases }: Gone, file: Partial<InventoryRecord>): boolean {
  return file.id === id && (erases === 'all' ? !('title' in file) : lacks(file, erases));
}

/** Whether the inventory shows nothing of it. */
export function isGoneFromInventory(
  { id, erases }: Gone,
  { records }: { readonly records: readonly InventoryRecord[] },
): boolean {
  const record = records.find((one) => one.id === id);
  return record === undefined || (erases !== 'all' && lacks(record, erases));
}

/** Whether the operations of a release that was purged say nothing of the record any more. */
export function isGoneFromChanges({ id }: Gone, { operations }: Operations): boolean {
  return operations.every((operation) => operation.id !== id || 'purged' in operation);
}

function lacks(content: Partial<Content>, erases: readonly Field[]): boolean {
  return erases.every((field) => sameJson(content[field], emptyContent[field]));
}
