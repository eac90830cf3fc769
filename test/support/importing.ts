import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Publication } from '../../lambdas/domain/record.ts';
import { mapSchema } from '../../operator/import/columns.ts';
import { type ImportWishes, importFile } from '../../operator/import/import-file.ts';
import { type Outcome, outcomes, Report } from '../../operator/import/report.ts';
import type { World } from './world.ts';

export type Wishes = Partial<Omit<ImportWishes, 'map'>> & { readonly map?: object; readonly name?: string };

/** What an import said: its last line, what was said of the file, and the first lines of the report. */
export type Imported = {
  readonly last: string;
  readonly said: readonly string[];
  readonly lines: Report['first'];
  readonly count: (outcome: Outcome) => number;
};

const folder = mkdtempSync(join(tmpdir(), 'corrigenda-import-'));
let number = 0;

/** A file with these bytes. */
export function fileWith(bytes: string | Uint8Array, name = 'rows.csv'): string {
  number += 1;
  const path = join(folder, `${number}-${name}`);
  writeFileSync(path, bytes);
  return path;
}

/** Everything may be public that rows say. */
export const anyBasis: Publication = {
  basis: 'public',
  sources: ['https://example.org/list'],
  consent: null,
  fields: {},
};

/** Imports these bytes as an operator does. */
export function importing(
  world: Importer,
  bytes: string | Uint8Array,
  wishes: Wishes = {},
): Promise<Imported> {
  return importingPath(world, fileWith(bytes, wishes.name), wishes);
}

type Importer = Pick<World, 'table' | 'files' | 'clock'>;

/** Likewise, of what lies there. */
export async function importingPath(
  world: Importer,
  path: string,
  { map = {}, name: _, ...wishes }: Wishes = {},
): Promise<Imported> {
  const report = new Report(undefined);
  const said: string[] = [];
  const connection = { table: world.table, files: world.files, now: () => world.clock.now };
  await importFile(connection, path, report, {
    map: mapSchema.parse(map),
    source: 'register',
    basis: anyBasis,
    accept: new Set(),
    dryRun: false,
    say: (line) => said.push(line),
    progress: () => {},
    ...wishes,
  });
  await report.close();
  return { last: report.lastLine, said, lines: report.first, count: (outcome) => report.count(outcome) };
}

/** The last line of an import, by what it is not nothing of. */
export function counted(counts: Partial<Record<Outcome, number>>): string {
  return outcomes.map((one) => `${counts[one] ?? 0} ${one === 'conflict' ? 'conflicts' : one}`).join(', ');
}
