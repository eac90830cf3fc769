import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyContent, type Publication } from '../../lambdas/domain/record.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { sharedDatabase } from '../support/database.ts';
import { fullScale } from '../support/scale.ts';
import { startWorld } from '../support/world.ts';
import { readFiles } from './agreement.ts';
import { allCommands } from './commands/all.ts';
import { Publish, Wake } from './commands/publish.ts';
import { contentOf, HOLDS_AGAIN_DAYS, implementer, type ModelRecord, newModel, people } from './model.ts';
import { type Real, Step } from './step.ts';

/** Another seed, or a failure again: what a failure prints goes into these two. */
const seed = Number(process.env['CONSENTS_SEED'] ?? 20261124);
const path = process.env['CONSENTS_PATH'];

const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

/** No link ends while a run lasts. */
const links = { confirmDays: 3650, reviewDays: 3650, statusDays: 3650 };
const limits = {
  submissionsPerHour: 600,
  unprovenPerHour: 600,
  fillSeconds: 0,
  mailsPerAddress: 500,
  mailsPerDomain: 1000,
  asksPerHour: 2000,
  linksPerAddress: 500,
  linksPerDomain: 1000,
  mailedSingly: 1000,
  holdsPerAddress: 7,
  holdsPerDomain: 1000,
  // Any of them may be on hold, also those that no release knows yet.
  holdsShare: 100,
  holdsAgainDays: HOLDS_AGAIN_DAYS,
};

/** A world with a record of each kind, as release 1. */
async function begin() {
  const world = await startWorld({ dynamoDb, settings: { people: [...people], links, limits } });
  const model = newModel(world.clock.now.getTime());
  const records = [...model.records.values()].map(imported);
  await loadInventory(world.table, records, world.clock.now);
  await world.publish();
  const files = await readFiles(world.bucketFolder);
  const real: Real = { world, links: new Map(), mails: [], sleeping: null, files };
  return { model, real };
}

function imported(record: ModelRecord): Parameters<typeof loadInventory>[1][number] {
  const { id } = record;
  const { title, ...content } = contentOf(record);
  const url = `https://www.${implementer}/`;
  const implementers = [{ id: 'impl', name: 'The implementer', url }];
  return {
    ...{ id, aliases: [], ...emptyContent, ...content, title: title ?? '', implementers },
    publication: publicationOf(record),
  };
}

function publicationOf({ basis, sources, consent, own }: ModelRecord): Publication {
  const named = ['https://source.example/'];
  return {
    basis,
    sources: sources && basis === 'public' ? named : [],
    consent:
      consent === null
        ? null
        : { role: 'owner', organisation: null, grantedAt: '2026-01-01T00:00:00.000Z', receipt: consent },
    fields: Object.fromEntries(
      [...own].map(([field, one]) => [field, { basis: one, sources: one === 'public' ? named : [] }]),
    ),
  };
}

const runs = fullScale ? 300 : 25;

it('a consent does what a simple model of it does, all its life', {
  timeout: fullScale ? 3_600_000 : 600_000,
}, async () => {
  const commands = fc.array(fc.oneof(...allCommands), { minLength: 30, maxLength: 40, size: 'max' });
  const property = fc.asyncProperty(fc.limitShrink(commands, 15), async (steps) => {
    const { model, real } = await begin();
    try {
      await fc.asyncModelRun(() => ({ model, real }), steps);
      if (model.asleep) await new Wake().run(model, real);
      await new Publish(1).run(model, real);
    } finally {
      await real.sleeping?.wake();
      await real.world.stop();
    }
  });
  await fc.assert(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
  // Most of them were steps, and not nothing to do.
  if (path === undefined) expect(Step.taken).toBeGreaterThan(runs * 12);
});
