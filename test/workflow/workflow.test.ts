import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { seedRecords } from '../../operator/seed.ts';
import { bucketReader, checkPublished } from '../support/check-published.ts';
import { sharedDatabase } from '../support/database.ts';
import { eachMailed } from '../support/each-mailed.ts';
import { fullScale } from '../support/scale.ts';
import { startWorld, type World } from '../support/world.ts';
import { allCommands } from './commands/all.ts';
import { Notify } from './commands/mail.ts';
import { Publish } from './commands/publish.ts';
import { Decide } from './commands/review.ts';
import { Submit } from './commands/submit.ts';
import { type Content, contentOf, links, type Model, newModel, people } from './model.ts';
import { Step } from './step.ts';

/** Another seed, or a failure again: what a failure prints goes into these three. */
const seed = Number(process.env['WORKFLOW_SEED'] ?? 20261123);
const path = process.env['WORKFLOW_PATH'];
const replayPath = process.env['WORKFLOW_REPLAY'];

const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

const blank = { endDate: null, summary: null, themes: [] };
const contents: ReadonlyMap<string, Content> = new Map([
  ['alpha', { ...blank, title: 'One title' }],
  ['beta', { ...blank, title: 'Beta', endDate: '2024', themes: ['standards', 'cybercrime'] }],
]);

/** A world with the small records that the model knows, as release 1. */
async function begin() {
  const world = await startWorld({ dynamoDb, settings: { people: [...people], links, ...eachMailed } });
  const [like] = seedRecords();
  if (!like) throw new Error('There is no seed.');
  const records = [...contents].map(([id, { title, endDate, summary, themes }]) => ({
    ...like,
    ...{ id, title, startDate: null, endDate, summary, themes },
    ...{ context: null, objectives: [], outputs: [], outcomes: [], activities: [], links: [], related: [] },
  }));
  await loadInventory(
    world.table,
    records as unknown as Parameters<typeof loadInventory>[1],
    world.clock.now,
  );
  await world.publish();
  return { model: newModel(world.clock.now.getTime(), contents), real: world };
}

/** A last correction of a record, which a last release publishes with all that was left. */
async function end(model: Model, world: World): Promise<void> {
  await new Notify(1).run(model, world);
  const last = [{ field: 'title', to: `The last word at ${model.now}` }] as const;
  const how = { via: 'api', keyed: true, record: 0, version: 999, email: null } as const;
  await new Submit(last, how).run(model, world);
  await new Notify(1).run(model, world);
  const accept = { decision: 'approve', reason: false, seen: 'now', choices: ['accept'], edits: [] } as const;
  await new Decide('newest', [accept]).run(model, world);
  await new Publish(1).run(model, world);
  expect([...model.lost]).toEqual([]);
  expect(await checkPublished(bucketReader(world.files))).toBe(model.sequence);
  for (const [id, versions] of model.records) {
    const { json } = await bucketReader(world.files)(`v1/projects/${id}.json`);
    expect(json).toMatchObject({ ...contentOf(model, id), version: versions.length });
  }
}

const runs = fullScale ? 500 : 50;

it('the workflow does what a simple model of it does', {
  timeout: fullScale ? 3_600_000 : 600_000,
}, async () => {
  const commands = fc.commands(allCommands, {
    maxCommands: 100,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  });
  const property = fc.asyncProperty(fc.limitShrink(commands, 60), async (steps) => {
    const { model, real } = await begin();
    try {
      await fc.asyncModelRun(() => ({ model, real }), steps);
      await end(model, real);
    } finally {
      await real.stop();
    }
  });
  await fc.assert(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
  // Most of them were steps, and not nothing to do.
  if (path === undefined) expect(Step.taken).toBeGreaterThan(runs * 30);
});
