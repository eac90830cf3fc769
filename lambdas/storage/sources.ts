import type { Erased } from '../domain/erased.ts';
import type { Brought } from '../domain/imported.ts';
import type { Field } from '../domain/record.ts';
import { present } from './conditions.ts';
import { broughts, sourceKeys } from './items/sources.ts';
import { keys, prefixes } from './keys.ts';
import type { Item } from './stored.ts';
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

/** Takes what was withdrawn out of what sources said of a record. */
export async function eraseBrought(table: Table, record: string, erases: Erased): Promise<void> {
  const items = await table.query(keys.record(record).pk, { prefix: prefixes.sources, whole: 'sources' });
  for (const item of items) {
    const { pk, sk } = item;
    const { values, ...rest } = broughts.read(item);
    if (erases === 'all') {
      await table.transact([{ remove: { pk, sk } }]);
      continue;
    }
    const left = Object.fromEntries(
      Object.entries(values).filter(([field]) => !erases.fields.includes(field as Field)),
    );
    if (erases.fields.some((field) => Object.hasOwn(values, field)))
      await table.put(broughts.item({ pk, sk }, { ...rest, values: left as Brought }), present);
  }
}

/** What an item says that a source said last, and of which record; null where it is another item, or another source's. */
export function broughtIn(
  item: Item,
  source: string,
): { readonly record: string; readonly values: Brought } | null {
  const isBrought = item.pk.startsWith('RECORD#') && item.sk === `${prefixes.sources}${source}`;
  return isBrought ? { record: item.pk.slice('RECORD#'.length), values: broughts.read(item).values } : null;
}
