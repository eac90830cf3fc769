import type { WriteNumber } from './read-amount.ts';
import { readContribution } from './read-contribution.ts';
import { readDate } from './read-date.ts';
import { type NamePlace, readPlaces } from './read-place.ts';
import { readTypedUrl } from './read-url.ts';
import { controls, type Field } from './record.ts';
import type { Problem } from './refusals.ts';
import { onOneLine } from './text.ts';

/** How words in a form are understood: names in all languages, and what they differ in as one of them has it. */
export type Understood = {
  /** Whose habits settle what signs between digits mean. */
  readonly language: string;
  /** How what may be meant is written in that language, so that it is certain. */
  readonly writeDate: (date: string) => string;
  readonly writeNumber: WriteNumber;
  readonly namePlace: NamePlace;
};

/** What was typed into one input, or into the inputs of a row. */
export type ReadRow = string | ReadonlyMap<string, string>;

/** A value, or what was typed where that cannot be read; paths of doubts lead from it. */
type ReadValue = { readonly value: unknown; readonly doubts: readonly Problem[] };

export function readScalar(field: Field, typed: string, understood: Understood): ReadValue {
  switch (controls[field]) {
    case 'date':
      return typedDate(typed, understood, []);
    case 'url':
      return { value: readTypedUrl(typed), doubts: [] };
    case 'line':
      return { value: onOneLine(typed), doubts: [] };
    default:
      return { value: typed, doubts: [] };
  }
}

/** The items that a row of a list holds: one, but for several countries in one box. */
export function readRow(field: Field, row: ReadRow, understood: Understood): readonly ReadValue[] {
  if (controls[field] === 'places' && typeof row === 'string') return typedPlaces(row, understood);
  if (typeof row === 'string') return [{ value: row, doubts: [] }];
  if (controls[field] !== 'contributions') return [members(row, understood)];
  const { value, problems } = readContribution(row, understood.language, understood.writeNumber);
  return [{ value, doubts: problems }];
}

function typedPlaces(typed: string, { namePlace }: Understood): readonly ReadValue[] {
  const read = readPlaces(typed, namePlace);
  return read.doubt
    ? [{ value: typed, doubts: [{ path: [], ...read.doubt }] }]
    : read.value.map((value) => ({ value, doubts: [] }));
}

function members(row: ReadonlyMap<string, string>, understood: Understood): ReadValue {
  const read = [...row].map(([key, typed]) => [key, member(key, typed, understood)] as const);
  return {
    value: Object.fromEntries(read.map(([key, { value }]) => [key, value])),
    doubts: read.flatMap(([, { doubts }]) => doubts),
  };
}

function member(key: string, typed: string, understood: Understood): ReadValue {
  if (typed === '') return { value: null, doubts: [] };
  if (key === 'date') return typedDate(typed, understood, [key]);
  return { value: key === 'url' ? readTypedUrl(typed) : onOneLine(typed), doubts: [] };
}

function typedDate(typed: string, { writeDate }: Understood, path: Problem['path']): ReadValue {
  const read = readDate(typed, writeDate);
  return read.doubt
    ? { value: typed, doubts: [{ path, ...read.doubt }] }
    : { value: read.value.date, doubts: [] };
}
