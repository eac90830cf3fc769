import { sameJson } from './canonical.ts';
import type { Field, InventoryRecord } from './record.ts';
import { emptyContent } from './record.ts';

/** What should be gone from the published files since a release: a record, or what some of its fields said before. */
export type Gone = {
  readonly id: string;
  readonly erases: 'all' | readonly Field[];
  readonly sequence: number;
};

type Operations = { readonly operations: readonly ({ readonly id: string } & object)[] };

/** Whether the file of a record shows nothing of what was withdrawn. */
export function isGoneFromProject(gone: Gone, file: Partial<InventoryRecord>): boolean {
  return file.id === gone.id && (!('title' in file) || isGoneFromRecord(gone, file));
}

/** Whether the inventory shows nothing of it. */
export function isGoneFromInventory(
  gone: Gone,
  { records }: { readonly records: readonly InventoryRecord[] },
): boolean {
  const record = records.find((one) => one.id === gone.id);
  return record === undefined || isGoneFromRecord(gone, record);
}

/** Whether the operations of a release that was purged say nothing of the record any more. */
export function isGoneFromChanges({ id }: Gone, { operations }: Operations): boolean {
  return operations.every((operation) => operation.id !== id || 'purged' in operation);
}

/** What is said in a field again may stay, if it was said with the withdrawal or since. */
function isGoneFromRecord({ erases, sequence }: Gone, record: Partial<InventoryRecord>): boolean {
  if (erases === 'all') return false;
  const isSaidSince = (field: Field) => (record.provenance?.[field]?.sequence ?? 0) >= sequence;
  return erases.every((field) => isSaidSince(field) || sameJson(record[field], emptyContent[field]));
}
