import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { projectReleases } from '../../lambdas/projection/project.ts';
import { publishHandler } from '../../lambdas/publish.ts';
import type { PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { sha256 } from '../../lambdas/storage/secrets.ts';
import { imprintOf } from '../../lambdas/workflow/imprint.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { seedRecords } from '../../operator/seed.ts';
import { bucketReader, checkPublished } from '../support/check-published.ts';
import { countedTable } from '../support/counted-table.ts';
import { inputValue } from '../support/requests.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

/** A world whose inventory has so many records, all published. */
async function inventoryOf(count: number): Promise<World> {
  const world = await startWorld();
  const [first] = seedRecords();
  if (!first) throw new Error('There is no record.');
  const records = Array.from({ length: count }, (_, number) => ({
    ...first,
    id: `record-${number}`,
    title: `Record ${number}`,
    aliases: [],
  }));
  await loadInventory(world.table, records, world.clock.now);
  await world.sweep();
  await world.publish();
  return world;
}

async function approve(world: World, record: string, from: string, to: string): Promise<void> {
  const sent = { kind: 'correction', record, version: 1, changes: [{ field: 'title', from, to }] };
  expect((await world.postJson('/api/submissions', sent)).status).toBe(201);
  await world.notify();
  const link = world.mails.at(-1)?.links.find((one) => one.includes('/review/')) ?? '';
  const seen = inputValue(await world.get(link), 'seen');
  const choice = { decision: 'approve', 'change[title]': 'accept', seen };
  expect((await world.post(link, choice)).status).toBe(303);
}

/** What one correction asks of table and bucket, until it is published. */
async function costIn(world: World) {
  await approve(world, 'record-7', 'Record 7', 'Corrected');
  const { table, asked } = countedTable(world.table);
  const { files, written } = counted(world.files);
  await publishHandler({ ...world.dependencies, table, files, edge: world.edge })();
  return { table: { ...asked }, written };
}

function counted(files: PublishedFiles) {
  const written = { kept: 0, files: 0 };
  return {
    written,
    files: {
      ...files,
      keep: async (path: string, bytes: Uint8Array) => {
        written.kept += 1;
        return files.keep(path, bytes);
      },
      write: async (...given: Parameters<PublishedFiles['write']>) => {
        written.files += 1;
        return files.write(...given);
      },
    },
  };
}

describe('a correction', () => {
  it('asks as much of the table, and writes as many files, in an inventory ten times as large', async () => {
    const [small, large] = [await inventoryOf(60), await inventoryOf(600)];
    try {
      const shards = async (world: World) => (await world.files.list('shards/')).length;
      expect(await shards(large)).toBeGreaterThan(await shards(small));
      const cost = await costIn(large);
      expect(cost).toEqual(await costIn(small));
      expect(cost.written.kept).toBeLessThanOrEqual(2);
      await checkPublished(bucketReader(large.files));
    } finally {
      await Promise.all([small.stop(), large.stop()]);
    }
  });
});

describe('a compressed twin', () => {
  it('says the same as its file for as long as it is there, however small the file became', async () => {
    const world = await inventoryOf(80);
    try {
      const twins = ['v1/inventory.csv.gz', 'v1/inventory.json.gz', 'v1/modified.csv.gz'];
      for (const path of twins) {
        const stale = { path, body: 'what was withdrawn', mediaType: 'application/gzip' };
        expect(await world.files.write(stale, null)).toBe('written');
      }
      await approve(world, 'record-7', 'Record 7', 'Corrected');
      await world.publish();
      const index = JSON.parse((await world.files.read('v1/index.json'))?.body ?? '');
      for (const path of twins) {
        const bytes = (await world.files.bytes(path)) ?? Buffer.alloc(0);
        const { body } = (await world.files.read(path.replace('.gz', ''))) ?? {};
        expect(`${gunzipSync(bytes)}`, path).toBe(body);
        const told = index.resources.find(
          (resource: { readonly path: string }) => resource.path === `/${path}`,
        );
        expect(told).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes) });
      }
    } finally {
      await world.stop();
    }
  });
});

describe('what files are made from', () => {
  const allOf = async (world: World) => {
    const paths = await world.paths();
    return Promise.all(paths.map(async (path) => [path, (await world.files.read(path))?.body]));
  };

  it.each([
    { lost: 'its state', of: (path: string) => path === 'shards/state.json' },
    { lost: 'every shard', of: (path: string) => path !== 'shards/state.json' },
    { lost: 'all of it', of: () => true },
  ])('is made anew where $lost was lost, and files come out the same', async ({ of }) => {
    const world = await inventoryOf(150);
    try {
      for (const path of (await world.files.list('shards/')).filter(of)) await world.lose(path);
      await approve(world, 'record-7', 'Record 7', 'Corrected');
      await world.publish();
      expect(await checkPublished(bucketReader(world.files))).toBe(2);
      const before = await allOf(world);
      const imprint = imprintOf(world.dependencies.settings, publicUrl);
      const { table, files } = world;
      let projected = await projectReleases({ table, files, imprint }, { anew: true });
      while (projected === 'more') projected = await projectReleases({ table, files, imprint });
      expect(projected).toMatchObject({ sequence: 2 });
      expect(await allOf(world)).toEqual(before);
      const state = JSON.parse((await files.read('shards/state.json'))?.body ?? '');
      expect(await files.list('shards/')).toHaveLength(state.shards.length + 1);
    } finally {
      await world.stop();
    }
  });

  it('is made anew where it was left by another version of this software, or is no JSON', async () => {
    const world = await inventoryOf(80);
    try {
      for (const [round, body] of ['{"schema":2,"shards":[]}', '{'].entries()) {
        const path = 'shards/state.json';
        const etag = await world.files.etag(path);
        expect(await world.files.write({ path, body, mediaType: 'application/json' }, etag)).toBe('written');
        await approve(world, `record-${round}`, `Record ${round}`, 'Corrected');
        await world.publish();
        expect(await checkPublished(bucketReader(world.files))).toBe(round + 2);
      }
    } finally {
      await world.stop();
    }
  });
});
