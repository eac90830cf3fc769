import * as z from 'zod/mini';
import type { Key } from './keys.ts';

/** An item as the table has it, whichever version of this software wrote it. */
export type Item = Key & Readonly<Record<string, unknown>>;

/** An item that says by which schema it was written. Nothing else is put into the table. */
export type StoredItem = Item & { readonly schema: number };

/** What an item says, by its attributes. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Makes of what one schema wrote what the next would have written. */
export type Upgrade = (attributes: Attributes) => Attributes;

/** One type of item. */
export type ItemType<Value> = {
  /** As it is written today. */
  item(key: Key, value: Value): StoredItem;
  /** @throws {Error} when it is not what its schema says, which is a fault: the message has its key, and nothing of it */
  read(item: Item): Value;
  /** The same, with its key. */
  row(item: Item): Key & Value;
};

/** What was written before items said so. */
const FIRST = 1;

/**
 * How items of a type are written and read.
 * @param schema what today's version writes; it changes nothing of what it reads
 * @param upgrades one for each schema there was before: from the first to the second, and so on
 */
export function itemType<Value extends object>(
  schema: z.ZodMiniType<Value>,
  upgrades: readonly Upgrade[] = [],
): ItemType<Value> {
  const newest = FIRST + upgrades.length;
  const read = (item: Item): Value => {
    const number = numberOf(item, newest);
    const attributes = upgrades.slice(number - FIRST).reduce<Attributes>((said, up) => up(said), item);
    const { success, data, error } = z.safeParse(schema, attributes);
    if (success) return data;
    throw new Error(`${nameOf(item)} of schema ${number} cannot be read: ${wrongPlaces(error)}.`);
  };
  return {
    item: (key, value) => ({ ...value, pk: key.pk, sk: key.sk, schema: newest }),
    read,
    row: (item) => ({ ...read(item), pk: item.pk, sk: item.sk }),
  };
}

/** A version that was taken back must not read what a later one wrote: it would write it without what it does not know. */
function numberOf(item: Item, newest: number): number {
  const number = item['schema'] ?? FIRST;
  if (typeof number === 'number' && number <= newest) return number;
  throw new Error(`${nameOf(item)} is of schema ${number}, later than ${newest}.`);
}

function nameOf({ pk, sk }: Key): string {
  return `Item ${pk} / ${sk}`;
}

function wrongPlaces({ issues }: z.core.$ZodError): string {
  return issues.map(({ path, code }) => `${path.join('.') || 'all of it'} (${code})`).join(', ');
}
