import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import type { InventoryRecord } from '../../lambdas/domain/record.ts';
import { projectReleases } from '../../lambdas/projection/project.ts';
import { imprintOf } from '../../lambdas/workflow/imprint.ts';
import { eventLines, exportFiles } from '../../operator/export/exported.ts';
import { contributing } from '../support/contributing.ts';
import { counted, importing, importingPath } from '../support/importing.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
  const rows = [
    [
      'title',
      'summary',
      'objectives',
      'contributions.funder',
      'contributions.amount',
      'contributions.currency',
    ],
    [
      '=Odd; title',
      'One.\n\nTwo; three "four".',
      '"One; two"; "Three\nfour"; -5',
      'A; B',
      '-5000; 0.5',
      'EUR; EUR',
    ],
  ];
  expect((await importing(world, stringify(rows))).last).toBe(counted({ added: 1 }));
  await world.publish();
});
afterAll(() => world.stop());

test('the folder of an inventory’s first records fills an empty portal as a first start does', async () => {
  const [seeded, loaded] = [await startWorld(), await startWorld()];
  try {
    await seeded.seed();
    const folder = new URL('../../inventory/records', import.meta.url).pathname;
    expect((await importingPath(loaded, folder, { basis: null })).last).toBe(counted({ added: 9 }));
    await Promise.all([seeded.publish(), loaded.publish()]);
    const [own, theirs] = await Promise.all(
      [seeded, loaded].map(({ files }) => files.read('v1/inventory.json')),
    );
    expect(recordsIn(theirs?.body ?? '')).toEqual(recordsIn(own?.body ?? ''));
  } finally {
    await seeded.stop();
    await loaded.stop();
  }
});

/** What a record says, and why it may: what an import brings into another portal. */
function essence({ provenance, published, modified, verified, version, ...said }: InventoryRecord) {
  return said;
}
const recordsIn = (json: string) => (JSON.parse(json) as { records: InventoryRecord[] }).records.map(essence);

test.each(['inventory.json', 'inventory.csv'])(
  '%s brings the same records into an empty portal',
  async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    await exportFiles(world, folder);
    const body = await readFile(join(folder, name), 'utf8');
    await rm(folder, { recursive: true });
    const other = await startWorld();
    try {
      const { last, lines } = await importing(other, body, { name, basis: null });
      expect(lines.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
      expect(last).toBe(counted({ added: 10 }));
      await other.publish();
      const [own, theirs] = await Promise.all(
        [world, other].map(({ files }) => files.read('v1/inventory.json')),
      );
      expect(recordsIn(theirs?.body ?? '')).toEqual(recordsIn(own?.body ?? ''));
      await contributing(other).check();
    } finally {
      await other.stop();
    }
  },
);

test('what happened has a line each, and nothing of what was said or who said it', async () => {
  const contributor = { email: 'ada@ada.example', name: 'Ada' };
  const document = {
    kind: 'correction',
    record: 'cybereast',
    version: 1,
    changes: [{ field: 'context', from: null, to: 'Said' }],
    contributor,
  };
  expect((await world.postJson('/api/submissions', document)).status).toBe(201);
  const lines: string[] = [];
  for await (const line of eventLines(world, () => {})) lines.push(line);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { of: expect.stringMatching(/^COR-/), revision: 1, type: 'received' },
  ]);
  expect(lines.join('')).not.toMatch(/Said|Ada|ada@|"[ps]k"/);
});

test('a rebuild writes the same bytes, also where some are lost', async () => {
  const bodies = async () => {
    const all = (await world.paths()).sort();
    return Promise.all(all.map(async (path) => [path, (await world.files.read(path))?.body]));
  };
  const before = await bodies();
  expect(before.length).toBeGreaterThan(20);
  for (const path of ['v1/inventory.csv', 'v1/feed.json', 'v1/projects/cybereast.json', 'v1/changes/1.json'])
    await world.lose(path);
  const { table, files } = world;
  const projection = { table, files, imprint: imprintOf(settings, publicUrl) };
  expect(await projectReleases(projection, { anew: true })).toMatchObject({ sequence: 2 });
  expect(await bodies()).toEqual(before);
});
