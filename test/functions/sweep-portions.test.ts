import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueItem } from '../../lambdas/storage/due.ts';
import type { Table } from '../../lambdas/storage/table.ts';
import { sweepHandler, TIME_FOR_THE_REST_MS } from '../../lambdas/sweep.ts';
import { startWorld, type World } from '../support/world.ts';

/** More than two portions. */
const DUE = 230;
let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.seed();
  const at = (minutes: number) => new Date(world.clock.now.getTime() + minutes * 60_000).toISOString();
  const rows = Array.from({ length: DUE }, (_, number) =>
    dueItem(at(-number - 1), 'contact', `COR-${1000 + number}-0000`),
  );
  await Promise.all(rows.map((row) => world.table.put(row)));
  await world.table.put(dueItem(at(10), 'contact', 'COR-LATE-R000'));
});
afterEach(() => world.stop());

const due = async () =>
  (await world.dump()).filter(({ pk }) => pk === 'DUE').map(({ reference }) => reference);

describe('what is due', () => {
  it('is seen to in one sweep, however much it is, and nothing before its time', async () => {
    const asked: (number | undefined)[] = [];
    const table: Table = {
      ...world.table,
      query: (pk, options) => {
        if (pk === 'DUE') asked.push(options.limit);
        return world.table.query(pk, options);
      },
    };
    await sweepHandler({ ...world.dependencies, table })();
    expect(await due()).toEqual(['COR-LATE-R000']);
    expect(asked).toEqual([100, 100, 100]);
  });

  it('and cannot be seen to keeps nothing behind it', async () => {
    const table: Table = {
      ...world.table,
      // More than a portion, that was due first.
      get: (key) =>
        /COR-1[12]\d\d/.test(key.pk) ? Promise.reject(new Error('Broken.')) : world.table.get(key),
    };
    await expect(sweepHandler({ ...world.dependencies, table })()).rejects.toThrow('could not be seen to');
    expect((await due()).filter((reference) => /COR-10/.test(reference))).toEqual([]);
    expect(await due()).toHaveLength(DUE - 100 + 1);
  });

  it('waits for the next sweep when there is no time, and the publisher is woken all the same', async () => {
    await sweepHandler(world.dependencies)(null, {
      getRemainingTimeInMillis: () => TIME_FOR_THE_REST_MS - 1,
    });
    expect(await due()).toHaveLength(DUE + 1);
    expect(await world.table.get({ pk: 'OUTBOX#PUBLISH', sk: 'WAKE' })).toMatchObject({
      wakeAt: world.clock.now.toISOString(),
    });
  });
});
