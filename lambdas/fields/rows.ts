import { LIST_LIMIT } from '../domain/values.ts';
import type { Entry, ReadValue, TypedValue } from './kind.ts';

/** What was typed into the one input of a row, or into the inputs of its parts. */
export type ReadRow = string | ReadonlyMap<string, string>;

/** What the name of an input says after that of its list: `[0]`, `[0][name]`. */
const rowShape = /^\[(\d{1,4})\](?:\[(\w+)\])?$/;

/**
 * Reads the rows of a list; empty ones are dropped, and a list with empty inputs only is empty.
 * @param readRow the items that a row holds
 * @returns null where a form has no input of the list
 */
export function readRows(
  entries: readonly Entry[],
  list: string,
  readRow: (row: ReadRow) => readonly ReadValue[],
): TypedValue | null {
  const inputs = entries.filter(([name]) => name === list || name.startsWith(`${list}[`));
  if (inputs.length === 0) return null;
  // Neither a row nor the empty mark of a list without rows: nobody's wish to empty the list.
  const stray = inputs.find(([name, text]) => text.trim() !== '' && !rowShape.test(name.slice(list.length)));
  if (stray) return { value: stray[1], inputName: () => stray[0], doubts: [] };
  const items = [...rowsOf(inputs, list)]
    .sort(([a], [b]) => a - b)
    .filter(([, row]) => (typeof row === 'string' ? row !== '' : [...row.values()].some(Boolean)))
    // One more than may be, so that it shows; what comes after is not worth reading.
    .slice(0, LIST_LIMIT + 1)
    .flatMap(([number, row]) => readRow(row).map((item) => ({ number, ...item })))
    .slice(0, LIST_LIMIT + 1);
  return {
    value: items.map(({ value }) => value),
    inputName: ([position, part]) => {
      const row = items[Number(position)]?.number;
      if (row === undefined) return list;
      return part === undefined ? `${list}[${row}]` : `${list}[${row}][${String(part)}]`;
    },
    doubts: items.flatMap(({ doubts }, position) =>
      doubts.map(({ path, ...rest }) => ({ path: [position, ...path], ...rest })),
    ),
  };
}

function rowsOf(inputs: readonly Entry[], list: string): ReadonlyMap<number, ReadRow> {
  const rows = new Map<number, string | Map<string, string>>();
  for (const [name, text] of inputs) {
    const [, number, part] = rowShape.exec(name.slice(list.length)) ?? [];
    if (number === undefined) continue;
    const row = rows.get(Number(number));
    if (part === undefined) rows.set(Number(number), text.trim());
    else if (row instanceof Map) row.set(part, text.trim());
    else rows.set(Number(number), new Map([[part, text.trim()]]));
  }
  return rows;
}
