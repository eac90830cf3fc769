import { rowOf } from '../domain/list-step.ts';
import { type Field, kindOf } from '../domain/record.ts';
import { LIST_LIMIT } from '../domain/values.ts';
import type { ColumnName } from '../fields/kind.ts';
import type { FormState } from './components/form-state.ts';

type Entries = ReadonlyMap<string, string>;

/** The parts of the items of a list, in the order in which forms ask for them. */
export function columnsOf(field: Field): readonly ColumnName[] | undefined {
  const columns = kindOf(field).list?.columns;
  return columns ? (Object.keys(columns) as readonly ColumnName[]) : undefined;
}

/** The numbers of the rows of a list that hold anything. */
export function filledRows(base: string, entries: Entries): readonly number[] {
  const rows = [...entries].flatMap(([name, text]) => (text.trim() === '' ? [] : (rowOf(name, base) ?? [])));
  return [...new Set(rows)].sort((a, b) => a - b);
}

/** The rows a form shows: those it came with, and empty ones until `spare` are empty, while the list may grow. */
export function shownRows(base: string, entries: Entries, spare: number): readonly number[] {
  const rows = [...new Set([...entries.keys()].flatMap((name) => rowOf(name, base) ?? []))].sort(
    (a, b) => a - b,
  );
  const empty = rows.length - filledRows(base, entries).length;
  const room = Math.min(spare - empty, LIST_LIMIT - rows.length);
  return [...rows, ...Array.from({ length: Math.max(0, room) }, (_, index) => nextRow(rows) + index)];
}

/** The number of the row after all there are. */
export function nextRow(rows: readonly number[]): number {
  return (rows.at(-1) ?? -1) + 1;
}

/** Empty rows a form shows unasked: a long form has one only where a list has no other. */
export function spareRows(form: FormState, base: string, inShortForm = 1): number {
  if (form.short) return inShortForm;
  return filledRows(base, form.entries).length === 0 ? 1 : 0;
}

/** The names of the inputs a field came with; the first is that of the field itself. */
export function inputNames(base: string, field: Field, entries: Entries): readonly string[] {
  if (kindOf(field).list?.hasRows === false) return [base];
  const parts = columnsOf(field);
  const rows = shownRows(base, entries, 0).map((row) => `${base}[${row}]`);
  return [base, ...(parts ? rows.flatMap((row) => parts.map((part) => `${row}[${part}]`)) : rows)];
}
