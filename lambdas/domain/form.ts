import { placeEntry } from './places.ts';
import { type ReadRow, readRow, readScalar, type Understood } from './read-field.ts';
import { type Control, controls, type Field, fields } from './record.ts';
import type { Problem } from './refusals.ts';
import { LIST_LIMIT } from './values.ts';

/** One input of a form: its name and text, as urlencoded bodies carry them. */
export type Entry = readonly [name: string, text: string];

const listControls: readonly Control[] = [
  'texts',
  'organisations',
  'contributions',
  'activities',
  'links',
  'places',
  'themes',
  'ids',
];

export function isList(field: Field): boolean {
  return listControls.includes(controls[field]);
}

/** The name of a field's inputs: its own, but for the record's language, as `language` is the submission's. */
export function inputName(field: Field): string {
  return field === 'language' ? 'recordLanguage' : field;
}

/** The inputs that carry a value: `endDate`, `objectives[0]`, `funders[0][name]`; nothing known is an empty text. */
export function formEntries(field: Field, value: unknown): readonly Entry[] {
  const name = inputName(field);
  if (!Array.isArray(value)) return [[name, asText(value)]];
  const isPlace = controls[field] === 'places';
  return value.flatMap((item: unknown, row) =>
    rowEntries(`${name}[${row}]`, isPlace ? placeEntry(String(item)) : item),
  );
}

function rowEntries(name: string, item: unknown): readonly Entry[] {
  if (item === null || typeof item !== 'object') return [[name, asText(item)]];
  return Object.entries(item)
    .filter(([key]) => key !== 'id')
    .map(([key, member]): Entry => [`${name}[${key}]`, asText(member)]);
}

function asText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** The value of one field as typed: not yet valid. `inputName` leads from a place in the value to its input. */
export type TypedValue = {
  readonly value: unknown;
  readonly inputName: (path: readonly PropertyKey[]) => string;
  /** Where it is not certain what was meant; paths lead from the value. */
  readonly doubts: readonly Problem[];
};

/** `objectives[0]`, `funders[0][name]` */
const rowShape = /^\w+\[(\d{1,4})\](?:\[(\w+)\])?$/;

type Rows = Map<number, string | Map<string, string>>;

/**
 * The fields a form carries, by name; a field without any input is absent (unchanged), one with empty inputs only is
 * null or []. Empty rows are dropped.
 */
export function readForm(entries: readonly Entry[], understood: Understood): ReadonlyMap<Field, TypedValue> {
  const read = new Map<Field, TypedValue>();
  for (const field of fields) {
    const own = inputName(field);
    const inputs = entries.filter(([name]) => name === own || (isList(field) && name.startsWith(`${own}[`)));
    if (inputs.length === 0) continue;
    read.set(
      field,
      isList(field) ? readList(field, inputs, understood) : readInput(field, inputs, understood),
    );
  }
  return read;
}

/** Fields a record cannot be without. */
const required: readonly Field[] = ['title', 'language'];

function readInput(field: Field, inputs: readonly Entry[], understood: Understood): TypedValue {
  const own = inputName(field);
  const typed = inputs.find(([name]) => name === own)?.[1].trim() ?? '';
  const nothing = required.includes(field) ? '' : null;
  if (typed === '') return { value: nothing, inputName: () => own, doubts: [] };
  return { ...readScalar(field, typed, understood), inputName: () => own };
}

function readList(field: Field, inputs: readonly Entry[], understood: Understood): TypedValue {
  // Neither a row nor the empty mark of a list without rows: nobody's wish to empty the list.
  const stray = inputs.find(([name, text]) => text.trim() !== '' && !rowShape.test(name));
  if (stray) return { value: stray[1], inputName: () => stray[0], doubts: [] };
  const items = [...rowsOf(inputs)]
    .sort(([a], [b]) => a - b)
    .filter(([, row]) =>
      typeof row === 'string' ? row.trim() !== '' : [...row.values()].some((text) => text.trim()),
    )
    // One more than may be, so that it shows; what comes after is not worth reading.
    .slice(0, LIST_LIMIT + 1)
    .flatMap(([number, row]) => readRow(field, trimmed(row), understood).map((item) => ({ number, ...item })))
    .slice(0, LIST_LIMIT + 1);
  return {
    value: items.map(({ value }) => value),
    inputName: ([position, key]) => {
      const row = items[Number(position)]?.number;
      if (row === undefined) return field;
      return key === undefined ? `${field}[${row}]` : `${field}[${row}][${String(key)}]`;
    },
    doubts: items.flatMap(({ doubts }, position) =>
      doubts.map(({ path, ...rest }) => ({ path: [position, ...path], ...rest })),
    ),
  };
}

function trimmed(row: ReadRow): ReadRow {
  if (typeof row === 'string') return row.trim();
  return new Map([...row].map(([key, text]) => [key, text.trim()]));
}

function rowsOf(inputs: readonly Entry[]): Rows {
  const rows: Rows = new Map();
  for (const [name, text] of inputs) {
    const parts = rowShape.exec(name);
    if (!parts) continue;
    const index = Number(parts[1]);
    const row = rows.get(index);
    if (parts[2] === undefined) rows.set(index, text);
    else if (row instanceof Map) row.set(parts[2], text);
    else rows.set(index, new Map([[parts[2], text]]));
  }
  return rows;
}
