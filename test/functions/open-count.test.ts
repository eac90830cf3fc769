import { afterAll, beforeAll, expect, it } from 'vitest';
import { keys } from '../../lambdas/storage/keys.ts';
import { loadOpenCount } from '../../lambdas/storage/open-count.ts';
import { contributing } from '../support/contributing.ts';
import { checkOpenCounts } from '../support/open-counts.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let by: ReturnType<typeof contributing>;
beforeAll(async () => {
  world = await startWorld();
  by = contributing(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const record = 'cyber4dev';
let number = 0;
const correction = (field: string) => {
  number += 1;
  return { kind: 'correction', record, version: 1, changes: [{ field, from: null, to: `Words ${number}` }] };
};

async function send(document: unknown): Promise<string> {
  const answer = await world.postJson('/api/submissions', document);
  expect(answer.status, answer.body).toBe(201);
  return new URL(JSON.parse(answer.body).statusUrl).searchParams.get('t') ?? '';
}

const count = () => loadOpenCount(world.table, record);
const page = async () => (await world.get(`/projects/${record}`)).body;

it('is kept by whatever begins and ceases to wait', async () => {
  expect(await count()).toBe(0);
  expect(await page()).not.toContain('being reviewed');
  await send(correction('context'));
  expect(await count()).toBe(1);
  expect(await page()).toContain('One submission about this project is being reviewed.');
  const email = 'ada@ada.example';
  const t = await send(
    ['code', 'summary', 'context'].map((field) => ({ ...correction(field), contributor: { email } })),
  );
  expect(await count()).toBe(1);
  await by.confirm(email);
  expect(await count()).toBe(4);
  expect((await world.post(`/confirm/${t}`, { decision: 'cancel' })).status).toBe(303);
  expect(await count()).toBe(1);
  checkOpenCounts(await world.dump());
});

it('is made good by the next write where a record was loaded before there were counts', async () => {
  await send(correction('context'));
  const waiting = await count();
  await world.table.transact([{ remove: keys.openCount(record) }]);
  expect(await count()).toBe(waiting);
  expect(await page()).toContain(`${waiting} submissions`);
  await Promise.all([send(correction('context')), send(correction('context'))]);
  expect((await world.table.get(keys.openCount(record)))?.['count']).toBe(waiting + 2);
  checkOpenCounts(await world.dump());
});
