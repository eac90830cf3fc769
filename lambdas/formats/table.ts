import { contentOf, type Field, fields, type InventoryRecord, kindOf } from '../domain/record.ts';
import type { Entry } from '../fields/kind.ts';

/** A column of the inventory as a table: a field, or a part of the items of one that is a list. */
export type Column = { readonly name: string; readonly field: Field; readonly part: string | null };

/** The columns of a field: its own name, and `name.url` for the part of a list's items. */
export function columnsOf(field: Field): readonly Column[] {
  const list = kindOf(field).list;
  if (!list?.columns) return [{ name: field, field, part: null }];
  return Object.keys(list.columns).map((part) => ({
    name: part === list.mainPart ? field : `${field}.${part}`,
    field,
    part,
  }));
}

export const contentColumns: readonly Column[] = fields.flatMap(columnsOf);

/** What a record says in each of these columns; a number stays one. */
export function cellsOf(record: InventoryRecord): readonly (string | number)[] {
  const content = contentOf(record);
  return fields.flatMap((field): readonly (string | number)[] => {
    const value: unknown = content[field];
    if (typeof value === 'number') return [value];
    const entries = kindOf(field).entries(value, field);
    return columnsOf(field).map(({ part }) => cellOf(entries, field, part));
  });
}

function cellOf(entries: readonly Entry[], field: Field, part: string | null): string {
  if (kindOf(field).list === null) return entries[0]?.[1] ?? '';
  const end = part === null ? ']' : `][${part}]`;
  const texts = entries.filter(([name]) => name !== field && name.endsWith(end)).map(([, text]) => text);
  return listCell(texts);
}

/**
 * The items of a list in one cell, between semicolons. One that has a semicolon, a line end or a quotation mark itself stands in
 * quotation marks, as it would in CSV. Where no item has anything to say the cell is empty.
 */
export function listCell(items: readonly string[]): string {
  return items.every((item) => item === '') ? '' : items.map(quotedItem).join('; ');
}

function quotedItem(item: string): string {
  return /[;\n"]|^\s|\s$/.test(item) ? `"${item.replaceAll('"', '""')}"` : item;
}
