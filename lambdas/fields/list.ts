import type * as z from 'zod/mini';
import { canonicalJson } from '../domain/canonical.ts';
import { list as listSchema } from '../domain/values.ts';
import { readCells } from './cell.ts';
import type {
  ColumnName,
  Columns,
  Entry,
  Kind,
  Localized,
  OtherReading,
  Party,
  ReadValue,
  Searched,
  Sort,
  Telling,
  Typing,
} from './kind.ts';
import { type ItemRule, mergeItems } from './merge-items.ts';
import { asTyped, mergeWhole } from './one-value.ts';
import { otherDate } from './partial-date.ts';
import { type ReadRow, readRows } from './rows.ts';

/** What kinds of lists differ in. */
export type ListOf<Name extends string, Item> = {
  readonly kind: Name;
  readonly item: z.ZodMiniType<Item, unknown>;
  /** Where contributors may send it otherwise than it is kept. */
  readonly submitted?: z.ZodMiniType<Item[], unknown>;
  /** What an item is for that is one text. */
  readonly sort?: Sort;
  readonly columns?: Columns;
  readonly mainPart?: ColumnName;
  /** How items are told apart; without it the list is one value, and their order says something. */
  readonly same?: ItemRule<Item>;
  readonly mayRepeat?: true;
  /** Whether a form asks of each that there is whether it is in the list. */
  readonly ticks?: true;
  readonly choices?: Readonly<Record<string, Localized>>;
  /** What an item fills one input with, where that is not the item itself. */
  entry?(item: Item): string;
  /** The items that a row holds, where they are not one read part by part. */
  readRow?(row: ReadRow, words: Typing): readonly ReadValue[];
  line(item: Item, words: Telling): string;
  parties?(list: readonly Item[]): readonly Party[];
  searched(list: readonly Item[]): Partial<Searched>;
  otherReadings?: Kind<Item[]>['otherReadings'];
};

/** A kind whose value is a list, of which each item has a row of inputs. */
export function listOf<const Name extends string, Item>(
  own: ListOf<Name, Item>,
): Kind<Item[]> & { readonly kind: Name } {
  const { kind, same, columns = null, sort = 'figure', choices = null } = own;
  const schema = listSchema(own.item);
  const readRow = own.readRow ?? ((row, words) => [readParts(row, columns, words)]);
  return {
    kind,
    schema: schema as unknown as z.ZodMiniType<Item[], unknown>,
    submitted: own.submitted ?? (schema as unknown as z.ZodMiniType<Item[], unknown>),
    empty: [],
    sort,
    list: {
      columns,
      mainPart: own.mainPart ?? null,
      isOrdered: same === undefined,
      mayRepeat: own.mayRepeat ?? false,
      hasRows: !own.ticks,
    },
    choices,
    fits: (stored) => Array.isArray(stored) && stored.every((item) => isItem(item, columns)),
    entries: (list, name) =>
      list.length === 0
        ? [[name, '']]
        : list.flatMap((item, row) => entriesOf(own.entry?.(item) ?? item, `${name}[${row}]`)),
    read: (entries, name, words) => readRows(entries, name, (row) => readRow(row, words)),
    otherReadings:
      own.otherReadings ??
      ((entries, name, words) => (columns ? otherDates(entries, name, columns, words) : [])),
    merge: (from, to, now) => (same ? mergeItems(from, to, now, same) : mergeWhole(from, to, now)),
    inAnyOrder: (list) =>
      same && Array.isArray(list) ? list.map((item) => canonicalJson(same.body(item))).toSorted() : list,
    secondItem: (list) => (same && !own.mayRepeat ? secondOf(list.map((item) => same.identity(item))) : null),
    lines: (list, words) => list.map((item) => own.line(item, words)),
    parties: own.parties ?? (() => []),
    searched: (list) => ({ names: [], codes: [], words: [], ...own.searched(list) }),
  };
}

/** Each item has all parts, or is one text. */
function isItem(stored: unknown, columns: Columns | null): boolean {
  if (columns === null) return typeof stored === 'string';
  return (
    typeof stored === 'object' && stored !== null && Object.keys(columns).every((part) => part in stored)
  );
}

function readParts(row: ReadRow, columns: Columns | null, words: Typing): ReadValue {
  return typeof row === 'string' ? asTyped(row) : readCells(row, columns ?? {}, words);
}

/** The id of an item follows from what it says: no form asks for it. */
function entriesOf(item: unknown, name: string): readonly Entry[] {
  if (item === null || typeof item !== 'object') return [[name, asText(item)]];
  return Object.entries(item)
    .filter(([part]) => part !== 'id')
    .map(([part, value]): Entry => [`${name}[${part}]`, asText(value)]);
}

function asText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function secondOf(identities: readonly string[]): number | null {
  const second = identities.findIndex((one, index) => identities.indexOf(one) < index);
  return second < 0 ? null : second;
}

/** The dates in the rows of a list that may have the month first. */
function otherDates(
  entries: readonly Entry[],
  list: string,
  columns: Columns,
  words: Typing,
): readonly OtherReading[] {
  const parts = Object.keys(columns) as readonly ColumnName[];
  const dates = parts.filter((part) => columns[part]?.input === 'date');
  return entries.flatMap(([name, text]) =>
    name.startsWith(`${list}[`) && dates.some((part) => name.endsWith(`][${part}]`))
      ? otherDate(name, text, words)
      : [],
  );
}

/** The parts of a line that are known. */
export function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ');
}
