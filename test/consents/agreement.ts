import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import { bucketReader, checkPublished } from '../support/check-published.ts';
import { checkOpenCounts } from '../support/open-counts.ts';
import type { World } from '../support/world.ts';
import { isPublic, type Model, modelledFields, snapshotOf } from './model.ts';
import type { Real } from './step.ts';

type Items = Awaited<ReturnType<World['dump']>>;

/** Holds table, bucket and pages against the model. */
export async function agree(model: Model, real: Real, publishes: boolean): Promise<void> {
  const { world } = real;
  const table = await world.dump();
  expect(tableSays(table)).toEqual(modelSays(model));
  checkOpenCounts(table);
  const files = publishes ? await readFiles(world.bucketFolder) : real.files;
  if (publishes) await agreePublished(model, real, files, JSON.stringify(table));
  real.files = files;
  await agreePages(model, world);
}

/** Only a publisher writes files; this makes sure of it once in a while. */
export async function nothingWritten({ world, files }: Real): Promise<void> {
  expect(await readFiles(world.bucketFolder)).toEqual(files);
}

function tableSays(items: Items) {
  const at = (begin: string, sk: string) =>
    items.filter((item) => item['pk'].startsWith(begin) && item['sk'].startsWith(sk));
  return {
    records: at('RECORD#', 'STATE').map(({ pk, status, version = null, holds = [] }) => {
      const erased = at(pk, 'VERSION#').map((one) => one['erased'] === true);
      return { pk, status, version, holds: [...holds].sort(), erased };
    }),
    submissions: at('SUBMISSION#', 'STATE').map(({ reference, status, record }) => ({
      reference,
      status,
      record,
    })),
    consents: at('CONSENT#', 'STATE').map(({ receipt, record, status }) => ({ receipt, record, status })),
    queue: at('QUEUE', '')
      .map(({ reference }) => reference)
      .sort(),
    parked: at('PARKED', ''),
  };
}

function modelSays(model: Model): ReturnType<typeof tableSays> {
  const sorted = <One>(map: ReadonlyMap<string, One>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return {
    records: sorted(model.records).map(({ id, status, versions, holds }) => ({
      pk: `RECORD#${id}`,
      status: status === 'gone' ? 'withdrawn' : status,
      version: status === 'gone' ? null : versions.length,
      holds: [...holds].sort(),
      erased: versions.map(({ erased }) => erased),
    })),
    submissions: sorted(model.submissions).map(({ reference, status, record }) => ({
      reference,
      status,
      record,
    })),
    consents: sorted(model.consents).map(({ receipt, record, status }) => ({ receipt, record, status })),
    queue: sorted(model.submissions)
      .filter(({ status }) => status === 'pending')
      .map(({ reference }) => reference),
    parked: [],
  };
}

/** Every file as it lies on the disk, by its path. */
export async function readFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = paths
    .sort()
    .map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const);
  return new Map(await Promise.all(read));
}

async function agreePublished(
  model: Model,
  { world, files: before }: Real,
  files: ReadonlyMap<string, string>,
  table: string,
): Promise<void> {
  const read = bucketReader(world.files);
  if (model.unsettled) return agreeUnsettled(model, before, files);
  await checkPublished(read);
  const { records } = (await read('v1/inventory.json')).json;
  expect(shownOf(records)).toEqual(snapshotOf(model));
  for (const text of model.withdrawn) {
    expect([text, table.includes(text)]).toEqual([text, false]);
    for (const [path, content] of files)
      expect([path, text, content.includes(text)]).toEqual([path, text, false]);
  }
  for (const { id, status } of model.records.values())
    if (status === 'gone' && (await world.files.read(`v1/projects/${id}.json`)))
      expect(Object.keys((await read(`v1/projects/${id}.json`)).json)).toEqual([
        'id',
        'sequence',
        'withdrawn',
      ]);
}

type Shown = Readonly<Record<string, string | null>> & { readonly id: string };

function shownOf(records: readonly Shown[]): ReadonlyMap<string, unknown> {
  const content = (record: Shown) =>
    Object.fromEntries(modelledFields.map((field) => [field, record[field]]));
  return new Map(records.map((record) => [record.id, content(record)]));
}

/** Somewhere between what was public, and what should be: never anything else. */
function agreeUnsettled(
  model: Model,
  before: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): void {
  const allowed = [...model.published, snapshotOf(model)];
  for (const [path, content] of files) {
    if (!path.includes('inventory.json') || before.get(path) === content || !content.startsWith('{'))
      continue;
    const { records } = JSON.parse(content) as { records?: readonly Shown[] };
    for (const [id, shown] of shownOf(records ?? [])) {
      for (const [field, text] of Object.entries(shown as Record<string, string | null>)) {
        const ever = allowed.map((one) => one.get(id)?.[field as (typeof modelledFields)[number]] ?? null);
        expect([id, field, [null, ...ever]]).toEqual([id, field, expect.arrayContaining([text])]);
      }
    }
  }
}

/** What readers are told at once, also before anything is published. */
async function agreePages(model: Model, world: World): Promise<void> {
  for (const record of model.records.values()) {
    const { id, status } = record;
    const page = await world.get(`/projects/${id}`);
    const due = status === 'gone' ? 410 : status === 'held' || !isPublic(record) ? 404 : 200;
    expect([id, page.status]).toEqual([id, due]);
    if (status === 'held') expect(page.body.includes('on hold')).toBe(isPublic(record));
    const found = page.body.match(/text-\d{5}/g) ?? [];
    expect(found.filter((text) => model.withdrawn.has(text))).toEqual([]);
    if (due !== 200) expect(found).toEqual([]);
  }
}
