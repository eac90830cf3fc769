import { describedBy } from '../../lambdas/domain/duplicates.ts';
import type { Brought } from '../../lambdas/domain/imported.ts';
import type { Field, Publication } from '../../lambdas/domain/record.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import { list, slug, url } from '../../lambdas/domain/values.ts';
import type { ColumnName } from '../../lambdas/fields/kind.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import type { ImportRow } from '../../lambdas/workflow/plan-import.ts';
import { isEmpty, itemsOf, withoutApostrophe } from './cells.ts';
import type { TargetColumn } from './columns.ts';
import { type Refusal, type RowReader, readField, type Said } from './read-field.ts';
import type { SourceRow } from './read-rows.ts';

export type ReadRow =
  | { readonly row: ImportRow }
  | { readonly refusals: readonly Refusal[]; readonly key: string };

/** Reads a row into what a source says of a record, or into why it is not taken: all or nothing of it. */
export function readRow(reader: RowReader, source: SourceRow): ReadRow {
  const cells = cellsOf(reader, source);
  const refusals: Refusal[] = [];
  const brought: Partial<Record<Field, unknown>> = {};
  for (const [field, said] of saidOf(reader, cells)) {
    const read = readField(reader, field, said);
    if ('refusals' in read) refusals.push(...read.refusals);
    else brought[field] = read.value;
  }
  const id = readId(cells, refusals);
  const publication = readBasis(reader, cells, refusals);
  const { title, code } = describedBy(brought);
  if (title === '' && id === null)
    refusals.push({
      column: titleColumn(reader),
      value: '',
      reason: 'A row needs a title, or the id of a record.',
    });
  const key = keyOf(reader, source, { id, code, title });
  if (refusals.length > 0) return { refusals, key };
  return { row: { row: source.row, id, key, brought: brought as Brought, publication } };
}

type Cell = TargetColumn & { readonly cell: string };

function cellsOf({ columns }: RowReader, { cells }: SourceRow): readonly Cell[] {
  return columns.columns.map((column) => ({ ...column, cell: withoutApostrophe(cells[column.index] ?? '') }));
}

/** What the cells of a row say of each field; a field that they say nothing of is left as it is. */
function saidOf(reader: RowReader, cells: readonly Cell[]): ReadonlyMap<Field, readonly Said[]> {
  const empties = new Set(reader.map.empty);
  const cleared = new Set(reader.map.clears);
  const said = new Map<Field, Said[]>();
  const add = (field: Field, one: Said) => said.set(field, [...(said.get(field) ?? []), one]);
  for (const { target, header, cell } of cells) {
    const isNothing = reader.isJson ? cell === '' : isEmpty(cell, empties);
    if (target.to === 'split') {
      const parts = isNothing ? [] : periodIn(cell, target.fields.length);
      target.fields.forEach((field, index) => {
        const part = parts[index] ?? '';
        if (!isNothing && !isEmpty(part, empties)) add(field, { header, part: null, cell: part });
      });
    } else if (target.to === 'field') {
      if (!isNothing) add(target.field, { header, part: target.part, cell });
      else if (cleared.has(header)) add(target.field, { header, part: target.part, cell: '' });
    }
  }
  for (const [name, constant] of Object.entries(reader.map.constants)) {
    const [field = '', part = null] = name.split('.');
    const known = said.get(field as Field) ?? [];
    // Of a part it is said of items that there are.
    const isUnsaid = known.every((one) => one.part !== part) && (part === null || known.length > 0);
    if (isUnsaid)
      add(field as Field, {
        header: name,
        part: part as ColumnName | null,
        cell: constant,
        isConstant: true,
      });
  }
  return said;
}

/** The parts of `2024 - 2029`: between a sign with blanks around it, or two years with one between. */
function periodIn(cell: string, count: number): readonly string[] {
  const parts = cell.split(/\s+(?:[-–—/]|to|until|à|au|a|al|hasta|إلى)\s+/i);
  if (parts.length === count) return parts;
  const years = /^\s*(\d{4})\s*[-–—/]\s*(\d{4})\s*$/.exec(cell);
  return years ? years.slice(1) : [cell];
}

function readId(cells: readonly Cell[], refusals: Refusal[]): string | null {
  const at = cells.find(({ target }) => target.to === 'id');
  const id = at?.cell.trim() ?? '';
  if (!at || id === '') return null;
  if (slug.safeParse(id).success) return id;
  refusals.push({ column: at.header, value: at.cell, reason: messagesFor('en').rules['not-an-id']({}) });
  return null;
}

/** Why a row may be public: as it says itself, else as was said of all. */
function readBasis(
  { basis, map }: RowReader,
  cells: readonly Cell[],
  refusals: Refusal[],
): Publication | null {
  const empties = new Set(map.empty);
  const said = cells
    .find(({ target }) => target.to === 'basis')
    ?.cell.trim()
    .toLowerCase();
  // A consent is proven where it was given: it does not come with a file.
  if (said === 'consent') return null;
  const at = cells.find(({ target }) => target.to === 'sources');
  if (!at || isEmpty(at.cell, empties)) return basis;
  const sources = check(list(url), itemsOf(at.cell).filter(Boolean));
  if (!sources.problems) return { basis: 'public', sources: sources.value, consent: null, fields: {} };
  const [first] = sources.problems;
  if (first)
    refusals.push({
      column: at.header,
      value: at.cell,
      reason: messagesFor('en').rules[first.rule]({ limit: first.limit, offers: first.offers }),
    });
  return null;
}

function titleColumn({ columns }: RowReader): string {
  return (
    columns.columns.find(({ target }) => target.to === 'field' && target.field === 'title')?.header ?? 'title'
  );
}

/** What tells a row apart: the column that the map names, else id, else code, else title. */
function keyOf(
  { columns }: RowReader,
  { cells }: SourceRow,
  { id, code, title }: { readonly id: string | null; readonly code: string | null; readonly title: string },
): string {
  const own = columns.key === null ? '' : (cells[columns.key] ?? '').trim();
  return own || id || code || title;
}
