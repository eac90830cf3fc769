import { hasBasis } from '../../lambdas/domain/basis.ts';
import type { Brought, FieldImport } from '../../lambdas/domain/imported.ts';
import { type Field, fields, kindOf } from '../../lambdas/domain/record.ts';
import type { Problem } from '../../lambdas/domain/refusals.ts';
import type { Latin } from '../../lambdas/domain/slug.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { inParallel } from '../../lambdas/storage/in-parallel.ts';
import { loadSearchEntries } from '../../lambdas/storage/search.ts';
import {
  type Importing,
  type ImportRow,
  knownRecords,
  planRow,
  type RowPlan,
} from '../../lambdas/workflow/plan-import.ts';
import {
  type Import,
  releaseAdded,
  storeAddition,
  storeSaid,
  storeUpdate,
} from '../../lambdas/workflow/store-import.ts';
import type { Connection } from '../connection.ts';
import type { RowReader } from './read-field.ts';
import { readRow } from './read-row.ts';
import type { SourceFile, SourceRow } from './read-rows.ts';
import type { Report, ReportLine } from './report.ts';
import { type Conflict, sendConflicts } from './send-conflicts.ts';

export type ImportOptions = {
  readonly connection: Pick<Connection, 'table' | 'now'>;
  readonly source: string;
  readonly name: string;
  readonly file: SourceFile;
  readonly reader: RowReader;
  readonly report: Report;
  readonly latin: Latin;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
  readonly pause: () => Promise<void>;
  readonly progress: (rows: number) => void;
};

/** What becomes of a row is reported in the order of rows, whichever is stored first. */
type Told = () => void;
/** Stores a row, where there is anything to store. */
type Planned = () => Promise<Told>;

/** Rows planned, then stored, at a time. */
const AT_ONCE = 64;

/** Imports a source's file, row by row: each is taken whole or not at all, and one that is refused stops no other. */
export async function runImport(options: ImportOptions): Promise<void> {
  const { connection, source, name, file, latin, progress } = options;
  const entries = await loadSearchEntries(connection.table);
  const published = new Set(entries.map(({ id }) => id));
  const known = knownRecords(entries);
  const importing: Importing = { table: connection.table, source, latin, known, given: new Set() };
  const one: Import = { table: connection.table, source, name, at: connection.now().toISOString() };
  const run = new Run(options, one, published);
  let planned: Planned[] = [];
  let rows = 0;
  for await (const sourceRow of file.rows()) {
    planned.push(await run.plan(importing, sourceRow));
    rows += 1;
    if (planned.length >= AT_ONCE) {
      await run.store(planned);
      planned = [];
    }
    progress(rows);
  }
  await run.store(planned);
  await run.finish();
}

class Run {
  readonly #options: ImportOptions;
  readonly #import: Import;
  readonly #published: ReadonlySet<string>;
  readonly #keys = new Map<string, number>();
  readonly #records = new Map<string, number>();
  readonly #added: string[] = [];
  readonly #conflicts: { readonly conflict: Conflict; readonly row: ImportRow; readonly last: Brought }[] =
    [];

  constructor(options: ImportOptions, one: Import, published: ReadonlySet<string>) {
    this.#options = options;
    this.#import = one;
    this.#published = published;
  }

  async plan(importing: Importing, sourceRow: SourceRow): Promise<Planned> {
    const read = readRow(this.#options.reader, sourceRow);
    const { row: number } = sourceRow;
    const { key } = 'row' in read ? read.row : read;
    const first = this.#keys.get(key);
    if (first !== undefined && key !== '')
      return this.#refused(
        number,
        '',
        `Row ${first} has the same key, “${key}”. Only the first of them is taken.`,
      );
    this.#keys.set(key, number);
    if ('refusals' in read) {
      const lines = read.refusals.map((refusal) => ({ outcome: 'refused' as const, ...refusal }));
      return async () => () => this.#options.report.add(number, '', 'refused', lines);
    }
    const { row } = read;
    const plan = await planRow(importing, row);
    if (plan.problems) return this.#refusedBy(sourceRow, row, plan.problems);
    const id = idOf(plan.value);
    const other = this.#records.get(id);
    if (other !== undefined)
      return this.#refused(
        number,
        id,
        `Row ${other} is about the same record. Only the first of them is taken.`,
      );
    this.#records.set(id, number);
    const { value } = plan;
    return () => (value.type === 'add' ? this.#add(row, value) : this.#update(row, value));
  }

  async store(planned: readonly Planned[]): Promise<void> {
    for (const told of await inParallel(planned, (store) => store())) told();
  }

  async finish(): Promise<void> {
    const { connection, dryRun, latin, pause, source, name } = this.#options;
    if (dryRun) return;
    const { table, now } = connection;
    if (this.#added.length > 0) await releaseAdded({ table, latin, now, pause }, this.#added);
    await sendConflicts(
      { table, source, name, now },
      this.#conflicts.map(({ conflict }) => conflict),
    );
    for (const { conflict, row, last } of this.#conflicts)
      await storeSaid(this.#import, conflict.record, { key: row.key, brought: { ...last, ...row.brought } });
  }

  async #add(row: ImportRow, plan: Extract<RowPlan, { type: 'add' }>): Promise<Told> {
    const { dryRun, report } = this.#options;
    if (!dryRun && !(await storeAddition(this.#import, plan, row)))
      return () => this.#refuse(row.row, plan.id, messagesFor('en').rules['id-taken']({}));
    if (hasBasis(plan.publication)) this.#added.push(plan.id);
    const reason = hasBasis(plan.publication)
      ? ''
      : 'It is in no file and on no page until it has a basis of publication.';
    const lines: readonly Omit<ReportLine, 'row' | 'id'>[] = reason
      ? [{ outcome: 'added', column: '', value: '', reason }]
      : [];
    return () => report.add(row.row, plan.id, 'added', lines);
  }

  async #update(row: ImportRow, plan: Extract<RowPlan, { type: 'update' }>): Promise<Told> {
    const { dryRun, report } = this.#options;
    const { record, imports, last } = plan;
    const conflicts = [...imports].flatMap(([field, one]) =>
      one.outcome === 'conflict' ? [{ field, from: one.from, to: one.to }] : [],
    );
    const open = new Set<Field>(conflicts.map(({ field }) => field));
    const said = Object.fromEntries(
      Object.entries(row.brought).filter(([field]) => !open.has(field as Field)),
    );
    const brought = { ...last, ...said } as Brought;
    if (!dryRun && !(await storeUpdate(this.#import, plan, { key: row.key, brought })))
      return () =>
        this.#refuse(row.row, record.id, 'The record was changed at this moment. Import the file again.');
    if (conflicts.length > 0)
      this.#conflicts.push({
        conflict: { row: row.row, record: record.id, version: record.version, changes: conflicts },
        row,
        last: brought,
      });
    // Stored by an import that was killed before it was published.
    const waits = record.version === 1 && record.status === 'live' && hasBasis(record.publication);
    if (waits && !this.#published.has(record.id)) this.#added.push(record.id);
    const lines = linesOf(plan, this.#options.reader);
    return () => report.add(row.row, record.id, outcomeOf(plan), lines);
  }

  #refuse(row: number, id: string, reason: string): void {
    this.#options.report.add(row, id, 'refused', [{ outcome: 'refused', column: '', value: '', reason }]);
  }

  #refused(row: number, id: string, reason: string): Planned {
    return async () => () => this.#refuse(row, id, reason);
  }

  #refusedBy({ row: number, cells }: SourceRow, row: ImportRow, problems: readonly Problem[]): Planned {
    const { header } = this.#options.file;
    const columns = problems.map(({ path: [field = ''] }) => columnOf(String(field), this.#options.reader));
    const lines = problems.map(({ rule, limit, offers }, index) => ({
      outcome: 'refused' as const,
      column: columns[index] ?? '',
      value: cells[header.findIndex((name) => name.trim() === columns[index])] ?? '',
      reason: messagesFor('en').rules[rule]({ limit, offers }),
    }));
    return async () => () => this.#options.report.add(number, row.id ?? '', 'refused', lines);
  }
}

function idOf(plan: RowPlan): string {
  return plan.type === 'add' ? plan.id : plan.record.id;
}

function outcomeOf({ imports, publication, record }: Extract<RowPlan, { type: 'update' }>) {
  const all = [...imports.values()].map(({ outcome }) => outcome);
  if (all.includes('conflict')) return 'conflict';
  if (all.includes('applied') || publication !== record.publication) return 'changed';
  return all.includes('kept') ? 'kept' : 'unchanged';
}

const reasons: Readonly<Record<FieldImport['outcome'], string>> = {
  unchanged: '',
  applied: 'The value of the source was taken over.',
  kept: 'It was corrected here since the source said so.',
  conflict: 'The source says something new of what was corrected here: it waits for the manager.',
};
const asOutcome = { unchanged: 'unchanged', applied: 'changed', kept: 'kept', conflict: 'conflict' } as const;

function linesOf(
  { imports }: Extract<RowPlan, { type: 'update' }>,
  reader: RowReader,
): readonly Omit<ReportLine, 'row' | 'id'>[] {
  return [...imports].flatMap(([field, { outcome }]) =>
    outcome === 'unchanged'
      ? []
      : [
          {
            outcome: asOutcome[outcome],
            column: columnOf(field, reader),
            value: '',
            reason: reasons[outcome],
          },
        ],
  );
}

/** The column that a field stands in; the field itself where several do, or none. */
function columnOf(field: string, { columns }: RowReader): string {
  const found = columns.columns.find(({ target }) =>
    target.to === 'field'
      ? target.field === field
      : target.to === 'split' && target.fields.includes(field as Field),
  );
  return found?.header ?? field;
}

/** Fields that have dates, or amounts: what their cells look like is decided for the column. */
export const dateFields = fields.filter((field) => {
  const { kind, list } = kindOf(field);
  return kind === 'partialDate' || Object.values(list?.columns ?? {}).some((cell) => cell?.input === 'date');
});
