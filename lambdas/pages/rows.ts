import { placeCodes } from '../domain/places.ts';
import { type Control, controls, type Field, LIST_LIMIT, themes } from '../domain/record.ts';
import type { Messages } from '../i18n/messages.ts';

type Entries = ReadonlyMap<string, string>;
export type Column = keyof Messages['columns'];

/** The columns of lists whose items have parts, in the order in which forms ask for them. */
const columns: Readonly<Partial<Record<Control, readonly Column[]>>> = {
  organisations: ['name', 'url'],
  contributions: ['funder', 'amount', 'currency', 'year'],
  activities: ['title', 'date', 'place', 'url'],
  links: ['title', 'url'],
};

export function columnsOf(field: Field): readonly Column[] | undefined {
  return columns[controls[field]];
}

/** The numbers of the rows of a list that hold anything. */
export function filledRows(base: string, entries: Entries): readonly number[] {
  const rows = [...entries]
    .filter(([name, text]) => name.startsWith(`${base}[`) && text.trim() !== '')
    .map(([name]) => Number.parseInt(name.slice(base.length + 1), 10))
    .filter((row) => Number.isInteger(row));
  return [...new Set(rows)].sort((a, b) => a - b);
}

/** The rows a form shows: those that hold anything, then `blank` empty ones while the list may grow. */
export function shownRows(base: string, entries: Entries, blank: number): readonly number[] {
  const filled = filledRows(base, entries);
  const next = (filled.at(-1) ?? -1) + 1;
  const empty = Array.from({ length: blank }, (_, index) => next + index);
  return [...filled, ...empty.slice(0, Math.max(0, LIST_LIMIT - filled.length))];
}

/** Whether a row of beneficiaries holds a known code, which a form shows by name, with a tick. */
export function isPlace(text: string | undefined): text is string {
  return text !== undefined && placeCodes.includes(text);
}

/** Empty boxes for further countries or regions. */
export const BLANK_PLACES = 3;

/** The names of all inputs a field has in a form; the first is that of the field itself. */
export function inputNames(base: string, field: Field, entries: Entries): readonly string[] {
  switch (controls[field]) {
    case 'themes':
      return [base, ...themes.map((_, index) => `${base}[${index}]`)];
    case 'places':
      return [base, ...shownRows(base, entries, BLANK_PLACES).map((row) => `${base}[${row}]`)];
    case 'texts':
    case 'ids':
      return [base, ...shownRows(base, entries, 1).map((row) => `${base}[${row}]`)];
    default:
      return [base, ...rowNames(base, field, entries)];
  }
}

function rowNames(base: string, field: Field, entries: Entries): readonly string[] {
  const parts = columnsOf(field);
  if (!parts) return [];
  return shownRows(base, entries, 1).flatMap((row) => parts.map((column) => `${base}[${row}][${column}]`));
}
