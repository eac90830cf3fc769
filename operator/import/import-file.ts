import { setTimeout as delay } from 'node:timers/promises';
import type { Field, Publication } from '../../lambdas/domain/record.ts';
import type { Typing } from '../../lambdas/fields/kind.ts';
import { loadLatin } from '../../lambdas/runtime/latin.ts';
import { CannotRun } from '../cannot-run.ts';
import type { Connection } from '../connection.ts';
import { type Columns, columnsOf, knownHeaders, type SourceMap } from './columns.ts';
import { openSource, type SourceFile } from './read-rows.ts';
import type { Report } from './report.ts';
import { dateFields, runImport } from './run.ts';
import { DateOrders, NumberHabits, typingOf } from './typing.ts';

export type ImportWishes = {
  readonly map: SourceMap;
  /** Who the file comes from: what is remembered of it is kept under this name. */
  readonly source: string;
  /** Why rows may be public that do not say so themselves. */
  readonly basis: Publication | null;
  readonly accept: ReadonlySet<string>;
  readonly dryRun: boolean;
  /** Learns how the file was read. */
  readonly say: (line: string) => void;
  /** @param total how many rows there are */
  readonly progress: (rows: number, total: number) => void;
};

type Connected = Pick<Connection, 'table' | 'files' | 'now'>;

/** Milliseconds between two looks whether files were written. */
const PAUSE_MS = 250;

/**
 * Imports a file of a source.
 * @throws {CannotRun} when the file, its map or its columns cannot be read at all
 */
export async function importFile(
  connection: Connected,
  path: string,
  report: Report,
  { map, source, basis, accept, dryRun, say, progress }: ImportWishes,
): Promise<void> {
  if (source === '') throw new CannotRun('Say with --source whom the file comes from, in Latin letters.');
  const file = await openSource(path, map.skip ?? null, (cells) => knownHeaders(cells, map));
  const columns = columnsOf(file.header, map);
  const { rows, words } = await habitsOf(file, columns, map);
  const name = `${source}-${connection.now().toISOString().slice(0, 10)}`;
  for (const line of overview(file, columns, rows, name)) say(line);
  await runImport({
    ...{ connection, source, name, file, report, dryRun },
    reader: { columns, map, words, basis, accept, isJson: file.read.startsWith('JSON') },
    latin: await loadLatin(),
    pause: () => delay(PAUSE_MS),
    progress: (done) => progress(done, rows),
  });
}

/** How cells are read, as all cells of their column tell, and how many rows there are. */
async function habitsOf(
  file: SourceFile,
  { columns }: Columns,
  map: SourceMap,
): Promise<{ rows: number; words: (field: Field) => Typing }> {
  const seen = columns.flatMap(({ index, header, target }) => {
    const of = target.to === 'split' ? target.fields : target.to === 'field' ? [target.field] : [];
    return [{ index, header, of, dates: new DateOrders(), numbers: new NumberHabits() }];
  });
  let rows = 0;
  for await (const { cells } of file.rows()) {
    rows += 1;
    for (const { index, of, dates, numbers } of seen) {
      const cell = cells[index] ?? '';
      if (of.some((field) => dateFields.includes(field))) dates.see(cell);
      else numbers.see(cell);
    }
  }
  const words = (field: Field) => {
    const own = seen.filter(({ of }) => of.includes(field));
    const orders = own.flatMap(({ header, dates }) => map.dates[header] ?? dates.order ?? []);
    const isComma = own.some(({ numbers }) => numbers.language === 'fr');
    return typingOf({ dates: orders[0] ?? null, numbers: isComma ? 'fr' : 'en' });
  };
  const known = new Map<Field, Typing>();
  return {
    rows,
    words: (field) => {
      const typing = known.get(field) ?? words(field);
      known.set(field, typing);
      return typing;
    },
  };
}

function overview(
  file: SourceFile,
  { columns, unknown }: Columns,
  rows: number,
  name: string,
): readonly string[] {
  return [
    `${rows} rows: ${file.read}. The import is called ${name}.`,
    `Read: ${columns.map(({ header }) => header).join(', ')}`,
    ...(unknown.length > 0 ? [`Left out, as no field is called so: ${unknown.join(', ')}`] : []),
  ];
}
