import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countHeld } from '../../lambdas/storage/held.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { seedRecords } from '../../operator/seed.ts';
import { contributing } from '../support/contributing.ts';
import { sharedDatabase } from '../support/database.ts';
import { startWorld, type World } from '../support/world.ts';

const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

/** A world of so many records, each with a funder of its own. */
async function worldOf(count: number): Promise<World> {
  const world = await startWorld({ dynamoDb });
  const [pattern] = seedRecords();
  if (!pattern) throw new Error('There is no record.');
  const records = Array.from({ length: count }, (_, number) => ({
    ...pattern,
    id: `project-${number}`,
    title: `Project ${number}`,
    funders: [{ id: `funder-${number}`, name: `Funder ${number}`, url: `https://www.funder-${number}.org/` }],
  }));
  await loadInventory(world.table, records, world.clock.now);
  await world.publish();
  return world;
}

/** The funders of so many projects object, one after the other. */
async function object(world: World, most: number, between: () => Promise<void>): Promise<void> {
  const by = contributing(world);
  for (let number = 0; number < most; number += 1) {
    const email = `somebody@funder-${number}.org`;
    const document = { kind: 'objection', record: `project-${number}`, fields: [], comment: 'Not this.' };
    await by.send({ ...document, contributor: { email } }, email);
    await between();
  }
}

describe('a twentieth of the inventory', () => {
  it.each([
    [39, 1],
    [40, 2],
    [110, 5],
  ])(
    'of %i records is %i, however many object, and whether each hold is published before the next',
    async (records, most) => {
      for (const published of [true, false]) {
        const world = await worldOf(records);
        await object(world, most + 3, published ? world.publish : async () => {});
        expect(await countHeld(world.table)).toBe(most);
        expect(world.measured.filter((name) => name === 'HoldRefused')).toHaveLength(3);
        await world.publish();
        const by = contributing(world);
        expect((await by.json('v1/index.json')).recordCount).toBe(records - most);
        await world.stop();
      }
    },
    120_000,
  );
});
