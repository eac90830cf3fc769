import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Publication } from '../lambdas/domain/record.ts';
import { check } from '../lambdas/domain/refusals.ts';
import { slugOf } from '../lambdas/domain/slug.ts';
import { list, url } from '../lambdas/domain/values.ts';
import { CannotRun } from './cannot-run.ts';
import { runCommand } from './command.ts';
import { knownHeaders, mapSchema, type SourceMap } from './import/columns.ts';
import { importFile } from './import/import-file.ts';
import { mapText, proposeMap } from './import/propose-map.ts';
import { openSource } from './import/read-rows.ts';
import { Report } from './import/report.ts';
import { writeBack } from './import/write-back.ts';
import { progressBar } from './progress.ts';

const usage =
  'npm run import -- FILE [--map FILE] [--source NAME] [--dry-run] [--report FILE] [--basis public --source-url URL] [--accept decoded,tags,entities,as-written] [--back FILE]';

/** Some rows were refused; all others are imported. */
const SOME_REFUSED = 2;

// Records from a file of somebody who keeps them, too: CSV, or JSON.
await runCommand({
  usage,
  options: {
    map: { type: 'string' },
    source: { type: 'string' },
    'dry-run': { type: 'boolean' },
    report: { type: 'string' },
    basis: { type: 'string' },
    'source-url': { type: 'string', multiple: true },
    accept: { type: 'string' },
    back: { type: 'string' },
  },
  act: async (connection, [path, ...others], values) => {
    if (path === undefined || others.length > 0)
      throw new CannotRun(`It is called as ${usage} [--stack NAME].`);
    const dryRun = values['dry-run'] ?? false;
    const map = (values.map === undefined && dryRun ? await propose(path) : null) ?? readMap(values.map);
    const source = slugOf(values.source ?? basename(path).replace(/\.[^.]*$/, ''));
    const report = new Report(values.report);
    const bar = progressBar('Importing');
    await importFile(connection, path, report, {
      map,
      source,
      basis: readBasis(values.basis, values['source-url']),
      accept: new Set((values.accept ?? '').split(',').filter(Boolean)),
      dryRun,
      say: (line) => console.log(line),
      progress: bar.at,
    });
    bar.end();
    await report.close();
    if (dryRun) tellFirst(report);
    else if (report.count('refused') > 0 && values.report === undefined) tellRefused(report);
    console.log(report.lastLine);
    if (values.back !== undefined && !dryRun) {
      const count = await writeBack(connection, source, values.back);
      console.error(`${values.back} has ${count} corrections that the source should take over.`);
    }
    if (report.count('refused') > 0) process.exitCode = SOME_REFUSED;
  },
});

/** Writes a map beside a file whose columns are not all known, as far as they look like fields; null where none do. */
async function propose(path: string): Promise<SourceMap | null> {
  const map = readMap(undefined);
  const proposed = await proposeMap(await openSource(path, null, (cells) => knownHeaders(cells, map)));
  if (proposed.proposals.length === 0) return null;
  const file = `${path}.map.json`;
  await writeFile(file, mapText(proposed));
  console.log(`${file} proposes a map. It is tried now; look it over, then use it with --map:`);
  for (const { header, field, by } of proposed.proposals)
    console.log(`  ${header} → ${field} (by its ${by === 'name' ? 'name' : 'values'})`);
  if (proposed.unplaced.length > 0) console.log(`  Not placed: ${proposed.unplaced.join(', ')}`);
  return readMap(file);
}

function readMap(file: string | undefined): SourceMap {
  if (file === undefined) return mapSchema.parse({});
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotRun(`The map ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const { success, data, error } = mapSchema.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  throw new CannotRun(
    `The map ${file} is not as it should be at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`,
  );
}

/** Why all rows may be public that do not say so themselves. */
function readBasis(basis: string | undefined, sources: readonly string[] | undefined): Publication | null {
  if (basis === undefined && sources === undefined) return null;
  const checked = check(list(url), sources ?? []);
  if (basis !== 'public' || checked.problems || checked.value.length === 0)
    throw new CannotRun(
      'A basis for all rows is said as --basis public --source-url https://…, with the page that they are public on.',
    );
  return { basis: 'public', sources: checked.value, consent: null, fields: {} };
}

function tellFirst(report: Report): void {
  console.log('Nothing is written. The first of each:');
  for (const { row, id, outcome, column, reason } of report.first)
    console.log(`  row ${row}  ${outcome}  ${[id, column, reason].filter(Boolean).join('  ')}`);
}

function tellRefused(report: Report): void {
  console.log('Refused, the first of them (all are in the file that --report names):');
  for (const { row, outcome, column, reason } of report.first)
    if (outcome === 'refused') console.log(`  row ${row}  ${[column, reason].filter(Boolean).join('  ')}`);
}
