import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseAll } from 'csv-parse/sync';
import { CannotRun } from '../cannot-run.ts';
import { type Encoding, encodingName, encodingOf, textOf } from './source-text.ts';

/** A row of a source's file: its cells, and its number as a spreadsheet counts. */
export type SourceRow = { readonly row: number; readonly cells: readonly string[] };

/** A source's file, opened: what its columns are called, and its rows, as often as they are asked for. */
export type SourceFile = {
  readonly header: readonly string[];
  readonly rows: () => AsyncIterable<SourceRow>;
  /** How it was read, in a few words. */
  readonly read: string;
};

/** @param skip lines before the header; null where the header is looked for */
export async function openSource(
  file: string,
  skip: number | null,
  isHeader: (cells: readonly string[]) => number,
): Promise<SourceFile> {
  if (isFolder(file)) return openJson(jsonFilesIn(file));
  return /\.(?:json|geojson)$/i.test(file) ? openJson([file]) : openCsv(file, skip, isHeader);
}

const delimiters = [',', ';', '\t'] as const;
const delimiterNames = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as const;
type Delimiter = (typeof delimiters)[number];

/** Characters looked at to tell what stands between cells, and where the header is. */
const SAMPLE = 64_000;
/** Lines of comment that a file may begin with. */
const MOST_SKIPPED = 20;

async function openCsv(
  file: string,
  skip: number | null,
  isHeader: (cells: readonly string[]) => number,
): Promise<SourceFile> {
  const encoding = await encodingOf(file);
  const sample = await sampleOf(file, encoding);
  const delimiter = delimiterOf(sample);
  const first = parsedSample(sample, delimiter);
  const headerAt = skip ?? headerOf(first, isHeader);
  const header = first[headerAt];
  if (!header) throw new CannotRun(`${file} has no line that could be its header.`);
  return {
    header: withoutTrailing(header),
    rows: () => rowsOf(file, encoding, delimiter, headerAt),
    read: `${encodingName(encoding)}, ${delimiterNames[delimiter]}${headerAt > 0 ? `, header in line ${headerAt + 1}` : ''}`,
  };
}

async function sampleOf(file: string, encoding: Encoding): Promise<string> {
  let sample = '';
  for await (const text of textOf(file, encoding)) {
    sample += text;
    if (sample.length >= SAMPLE) break;
  }
  return sample;
}

const lenient = { bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: false } as const;

/** The sample ends anywhere, perhaps between quotation marks: what was read before counts. */
function parsedSample(sample: string, delimiter: Delimiter): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const keep = (row: string[]) => {
    rows.push(row);
    return null;
  };
  try {
    parseAll(sample, { ...lenient, delimiter, to: 200, on_record: keep });
  } catch {
    // What came last is no whole row.
  }
  return rows;
}

/** The sign that makes most columns of most lines alike. */
function delimiterOf(sample: string): Delimiter {
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, weight: evenness(parsedSample(sample, delimiter)) }))
    .sort((a, b) => b.weight - a.weight);
  return best?.delimiter ?? ',';
}

function evenness(rows: readonly (readonly string[])[]): number {
  const counts = Map.groupBy(rows, (row) => row.length);
  const [columns = 0, alike = []] = [...counts].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return columns < 2 ? 0 : columns * (alike.length / rows.length);
}

/** The line that names most columns; where none is known, the first with several cells. */
function headerOf(
  rows: readonly (readonly string[])[],
  isHeader: (cells: readonly string[]) => number,
): number {
  const first = rows.slice(0, MOST_SKIPPED);
  const known = first.map(isHeader);
  const most = Math.max(0, ...known);
  if (most > 0) return known.indexOf(most);
  return Math.max(
    0,
    first.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1),
  );
}

function withoutTrailing(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}

async function* rowsOf(
  file: string,
  encoding: Encoding,
  delimiter: Delimiter,
  headerAt: number,
): AsyncGenerator<SourceRow> {
  const parser = Readable.from(textOf(file, encoding)).pipe(parse({ ...lenient, delimiter }));
  let row = 0;
  for await (const cells of parser as AsyncIterable<string[]>) {
    row += 1;
    if (row > headerAt + 1 && cells.some((cell) => cell.trim() !== '')) yield { row, cells };
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A folder of records, a file each, as an inventory keeps its first ones. */
function jsonFilesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new CannotRun(`The folder ${folder} has no JSON files.`);
  return names.sort().map((name) => join(folder, name));
}

/** Objects, in arrays or one a file, or an object that has an array: `{ "records": […] }`. Parts of parts are columns with a dot. */
function openJson(files: readonly string[]): SourceFile {
  const records = files.flatMap(recordsIn);
  const flat = records.map((one) => new Map(flattened(one, '')));
  const header = [...new Set(flat.flatMap((one) => [...one.keys()]))];
  return {
    header,
    rows: async function* () {
      for (const [index, cells] of flat.entries())
        yield { row: index + 1, cells: header.map((name) => cells.get(name) ?? '') };
    },
    read: `JSON, ${records.length} objects`,
  };
}

function recordsIn(file: string): readonly object[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotRun(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (isRecord(parsed)) return [parsed];
  const lists = Array.isArray(parsed) ? [parsed] : Object.values(parsed ?? {}).filter(Array.isArray);
  const [list] = lists;
  if (!list?.every((one) => typeof one === 'object' && one !== null))
    throw new CannotRun(`${file} holds no list of objects, nor an object that has one.`);
  return list;
}

/** A record by itself, which has lists of its own. */
function isRecord(parsed: unknown): parsed is object {
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) && 'title' in parsed;
}

function flattened(value: unknown, name: string): readonly (readonly [string, string])[] {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (Array.isArray(value)) return listCells(value, name);
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([part, inner]) =>
    flattened(inner, name === '' ? part : `${name}.${part}`),
  );
}

/** A list of texts is one cell; one of objects has a column for each part. */
function listCells(list: readonly unknown[], name: string): readonly (readonly [string, string])[] {
  if (list.every((one) => typeof one !== 'object' || one === null))
    return [[name, list.map((one) => quoted(one)).join('; ')]];
  const parts = [...new Set(list.flatMap((one) => Object.keys(one ?? {})))];
  return parts.map((part) => [
    `${name}.${part}`,
    list.map((one) => quoted((one as Readonly<Record<string, unknown>> | null)?.[part])).join('; '),
  ]);
}

function quoted(one: unknown): string {
  const text = one === null || one === undefined ? '' : String(one);
  return /[;\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
