import type { Brought } from '../domain/imported.ts';
import { broughts, sourceKeys } from './items/sources.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** What a source said last of a record. */
export async function loadBrought(table: Table, record: string, source: string): Promise<Brought> {
  const item = await table.get(keys.brought(record, source));
  return item ? broughts.read(item).values : {};
}

/** Remembers what a source says of a record now, besides what it said before of what it leaves out. */
export function broughtWrite(
  record: string,
  source: string,
  values: Brought,
  { name, at }: { readonly name: string; readonly at: string },
): Write {
  return { put: broughts.item(keys.brought(record, source), { values, import: name, at }) };
}

/** The record that a source's key stands for; null where it brought none by that key. */
export async function loadSourceKey(table: Table, source: string, hash: string): Promise<string | null> {
  const item = await table.get(keys.sourceKey(source, hash));
  return item && sourceKeys.read(item).record;
}

export function sourceKeyWrite(source: string, hash: string, record: string): Write {
  return { put: sourceKeys.item(keys.sourceKey(source, hash), { record }) };
}
