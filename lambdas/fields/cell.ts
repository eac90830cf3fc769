import { readTypedUrl } from '../domain/read-url.ts';
import type { Problem } from '../domain/refusals.ts';
import { onOneLine } from '../domain/text.ts';
import type { Cell, ColumnName, Columns, ReadValue, Sort, Typing } from './kind.ts';
import { typedDate } from './partial-date.ts';

/** A column of texts on one line. */
export function lineCell(sort: Sort): Cell {
  return { sort, input: 'line', read: (typed) => ({ value: onOneLine(typed), doubts: [] }) };
}

/** A column of web addresses. */
export const urlCell: Cell = {
  sort: 'page',
  input: 'url',
  read: (typed) => ({ value: readTypedUrl(typed), doubts: [] }),
};

/** A column of dates as precise as they are known. */
export const dateCell: Cell = {
  sort: 'figure',
  input: 'date',
  read: (typed, words) => typedDate(typed, words, []),
};

/** A column by its name, should it be one. */
export function cellOf(columns: Columns, name: string): Cell | undefined {
  return Object.hasOwn(columns, name) ? columns[name as ColumnName] : undefined;
}

/** An item of its parts as they were typed; of a part that no item has, the text, so that it is refused. */
export function readCells(row: ReadonlyMap<string, string>, columns: Columns, words: Typing): ReadValue {
  const read = [...row].map(([part, typed]) => {
    const cell = cellOf(columns, part);
    const { value, doubts } =
      cell && typed !== '' ? cell.read(typed, words) : { value: typed || null, doubts: [] };
    return { part, value, doubts: doubts.map((doubt) => under(part, doubt)) };
  });
  return {
    value: Object.fromEntries(read.map(({ part, value }) => [part, value])),
    doubts: read.flatMap(({ doubts }) => doubts),
  };
}

function under(part: string, { path, ...rest }: Problem): Problem {
  return { path: [part, ...path], ...rest };
}
