import * as z from 'zod/mini';
import { definitionOf, type Field, fields, isField, kindOf } from '../../lambdas/domain/record.ts';
import { skeleton } from '../../lambdas/domain/skeleton.ts';
import type { ColumnName } from '../../lambdas/fields/kind.ts';
import { columns as columnWords } from '../../lambdas/i18n/en/columns.ts';
import { CannotRun } from '../cannot-run.ts';

/** What an operator says of a source's file: `--map`. */
export const mapSchema = z.strictObject({
  columns: z._default(z.record(z.string(), z.string()), {}),
  values: z._default(z.record(z.string(), z.record(z.string(), z.string())), {}),
  constants: z._default(z.record(z.string(), z.string()), {}),
  /** The column that tells rows apart for this source. */
  key: z.optional(z.string()),
  /** Lines before the header. */
  skip: z.optional(z.int()),
  split: z._default(z.record(z.string(), z.array(z.string())), {}),
  /** Values that mean nothing. */
  empty: z._default(z.array(z.string()), []),
  /** Columns whose empty cells empty their field. */
  clears: z._default(z.array(z.string()), []),
  /** Columns of dates in numbers, and what stands first in them. */
  dates: z._default(z.record(z.string(), z.enum(['day', 'month'])), {}),
});
export type SourceMap = z.infer<typeof mapSchema>;

/** What a column is about. */
export type Target =
  | { readonly to: 'field'; readonly field: Field; readonly part: ColumnName | null }
  | { readonly to: 'id' | 'basis' | 'sources' }
  | { readonly to: 'split'; readonly fields: readonly Field[] };

/** A column that is read. */
export type TargetColumn = { readonly index: number; readonly header: string; readonly target: Target };

/** What a file's columns come to. */
export type Columns = {
  readonly columns: readonly TargetColumn[];
  /** Headers that say nothing to this inventory, which are left out. */
  readonly unknown: readonly string[];
  /** The column that tells rows apart; null where id, code or title does. */
  readonly key: number | null;
};

/** What our own export says of a record besides, which an import makes anew. */
const own = new Set(['aliases', 'published', 'modified', 'verified', 'version', 'provenance']);

/** Ids of items follow from what they say. */
function isOwn(name: string): boolean {
  const [field = '', part] = name.split('.');
  return own.has(field) || (isField(field) && part === 'id');
}

/** A target by its name: that of a field, with a dot and a part for the items of a list; `id`, `publication.basis`. */
export function targetNamed(name: string): Target | null {
  if (name === 'id') return { to: 'id' };
  if (name === 'publication.basis') return { to: 'basis' };
  if (name === 'publication.sources') return { to: 'sources' };
  const [field = '', part] = name.split('.');
  if (!isField(field)) return null;
  const list = kindOf(field).list;
  if (part === undefined) return { to: 'field', field, part: list?.columns ? list.mainPart : null };
  return list?.columns && Object.hasOwn(list.columns, part)
    ? { to: 'field', field, part: part as ColumnName }
    : null;
}

/** Names and labels of fields in every language, as they are compared. */
const byLabel: ReadonlyMap<string, string> = new Map(
  fields.flatMap((field) => {
    const labels = [field, ...Object.values(definitionOf(field).label)];
    const list = kindOf(field).list;
    const parts = Object.keys(list?.columns ?? {}) as readonly ColumnName[];
    return [
      ...labels.map((label) => [skeleton(label), field] as const),
      ...parts.flatMap((part) =>
        labels.flatMap((label) => [
          [skeleton(`${label}.${part}`), `${field}.${part}`] as const,
          [skeleton(`${label} ${columnWords[part]}`), `${field}.${part}`] as const,
        ]),
      ),
    ];
  }),
);

/** What a header says without a map; null where it is no name or label of a field. */
export function targetOfHeader(header: string): Target | null {
  const name = header.trim();
  return targetNamed(name) ?? targetNamed(byLabel.get(skeleton(name)) ?? '');
}

/** How many of these cells name a column: which tells a header from lines before it. */
export function knownHeaders(cells: readonly string[], map: SourceMap): number {
  return cells.filter(
    (cell) =>
      Object.hasOwn(map.columns, cell.trim()) ||
      Object.hasOwn(map.split, cell.trim()) ||
      targetOfHeader(cell) !== null,
  ).length;
}

/**
 * @throws {CannotRun} when two columns say the same, the map names what is not there, or no column is known
 */
export function columnsOf(header: readonly string[], map: SourceMap): Columns {
  const names = header.map((cell) => cell.trim());
  const missing = [
    ...Object.keys(map.columns),
    ...Object.keys(map.split),
    ...(map.key ? [map.key] : []),
  ].filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new CannotRun(`The map names columns that the file does not have: ${listed(missing)}.`);
  const strange = [...Object.keys(map.constants), ...Object.keys(map.values)].filter(
    (name) => !targetNamed(name),
  );
  if (strange.length > 0)
    throw new CannotRun(`The map speaks of ${listed(strange)}, which is no field of the inventory.`);
  const found = names.flatMap((name, index) => {
    const target = targetIn(name, map);
    return target ? [{ index, header: name, target }] : [];
  });
  refuseDoubles(found);
  if (found.length === 0)
    throw new CannotRun(
      `No column of the file is known. It has ${listed(names.filter(Boolean))}: name them by fields of the inventory, or say with --map which is which.`,
    );
  const known = new Set(found.map(({ header: name }) => name));
  const unknown = names.filter((name) => name !== '' && !known.has(name) && !isOwn(name));
  return { columns: found, unknown, key: map.key === undefined ? null : names.indexOf(map.key) };
}

function targetIn(name: string, map: SourceMap): Target | null {
  const split = map.split[name];
  if (split) return { to: 'split', fields: split.map((one) => fieldNamed(one, name)) };
  const mapped = map.columns[name];
  if (mapped === undefined) return targetOfHeader(name);
  const target = targetNamed(mapped);
  if (!target)
    throw new CannotRun(
      `The map reads the column “${name}” as “${mapped}”, which is no field of the inventory.`,
    );
  return target;
}

function fieldNamed(name: string, column: string): Field {
  if (isField(name)) return name;
  throw new CannotRun(
    `The map splits the column “${column}” into “${name}”, which is no field of the inventory.`,
  );
}

function refuseDoubles(found: readonly TargetColumn[]): void {
  const same = Map.groupBy(found, ({ target }) => JSON.stringify(target));
  for (const columns of same.values()) {
    if (columns.length < 2) continue;
    const headers = columns.map(({ header, index }) => `“${header}” (column ${index + 1})`);
    throw new CannotRun(`${headers.join(' and ')} say the same: remove one, or say with --map what each is.`);
  }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}
