import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import {
  type Field,
  type FieldValue,
  fitsField,
  type InventoryRecord,
  kindOf,
} from '../../lambdas/domain/record.ts';
import { recordFile } from '../../lambdas/domain/record-path.ts';
import type { CurrentRecord } from '../../lambdas/domain/record-state.ts';
import { sameToReader } from '../../lambdas/domain/same.ts';
import { listCell } from '../../lambdas/formats/table.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { valueLines } from '../../lambdas/i18n/value-lines.ts';
import { loadRecord, loadVersionFacts } from '../../lambdas/storage/records.ts';
import { broughtIn } from '../../lambdas/storage/sources.ts';
import type { Connection } from '../connection.ts';

/** A correction that a source should take over. */
export type BackLine = {
  readonly id: string;
  readonly field: Field;
  readonly theirs: string;
  readonly ours: string;
  /** When it was decided here. */
  readonly decided: string;
  /** The release it was published with; empty while it is in none. */
  readonly release: string;
};

type Connected = Pick<Connection, 'table' | 'scan' | 'files'>;

/** Writes what a source should take over from here as a table. @returns how many corrections that is */
export async function writeBack(connection: Connected, source: string, file: string): Promise<number> {
  const lines: BackLine[] = [];
  for await (const line of linesBack(connection, source)) lines.push(line);
  const columns = ['id', 'field', 'theirs', 'ours', 'decided', 'release'];
  const rows = lines.toSorted((a, b) => (`${a.id} ${a.field}` < `${b.id} ${b.field}` ? -1 : 1));
  await writeFile(file, `\uFEFF${stringify(rows, { header: true, columns, escape_formulas: true })}`);
  return lines.length;
}

/** What people's submissions made of values that a source says otherwise, in no order. */
export async function* linesBack(
  { table, scan, files }: Connected,
  source: string,
): AsyncGenerator<BackLine> {
  for await (const { items } of scan()) {
    for (const item of items) {
      const brought = broughtIn(item, source);
      const record = brought && (await loadRecord(table, brought.record));
      if (!record) continue;
      const differing = fieldsDiffering(brought.values, record);
      const decided =
        differing.length === 0 ? new Map<Field, string>() : await decidedAt({ table }, record.id);
      if (!differing.some((field) => decided.has(field))) continue;
      const published = await files.read(recordFile(record.id));
      const { provenance = {} } = published ? (JSON.parse(published.body) as Partial<InventoryRecord>) : {};
      for (const field of differing) {
        const at = decided.get(field);
        if (at === undefined) continue;
        yield {
          id: record.id,
          field,
          theirs: cellOf(field, brought.values[field] as FieldValue),
          ours: cellOf(field, record.content[field]),
          decided: at,
          release: provenance[field]?.submission ? String(provenance[field].sequence) : '',
        };
      }
    }
  }
}

function fieldsDiffering(
  values: Readonly<Partial<Record<Field, unknown>>>,
  { content }: CurrentRecord,
): readonly Field[] {
  const names = Object.keys(values) as readonly Field[];
  return names.filter(
    (field) => fitsField(field, values[field]) && !sameToReader(values[field], content[field]),
  );
}

/** Versions looked at, newest first. */
const VERSIONS = 200;

/** When each field was decided whose value came with a submission. */
async function decidedAt(
  { table }: Pick<Connected, 'table'>,
  id: string,
): Promise<ReadonlyMap<Field, string>> {
  const seen = new Set<Field>();
  const decided = new Map<Field, string>();
  for (const { changed, submission, at } of await loadVersionFacts(table, id, VERSIONS)) {
    for (const field of changed) {
      if (!seen.has(field) && submission !== null) decided.set(field, at);
      seen.add(field);
    }
  }
  return decided;
}

/** A value as the source could write it: itself, or the items of a list as a person reads them. */
function cellOf(field: Field, value: FieldValue): string {
  if (kindOf(field).list === null) return value === null ? '' : String(value);
  return listCell(valueLines(field, value, { messages: messagesFor('en'), language: 'en' }));
}
