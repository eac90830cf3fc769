import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LONGEST_ROUND_MS, publishHandler } from '../../lambdas/publish.ts';
import type { PublishedFiles } from '../../lambdas/storage/published-files.ts';
import type { Table } from '../../lambdas/storage/table.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { contributing } from '../support/contributing.ts';
import { countedTable } from '../support/counted-table.ts';
import { sharedDatabase } from '../support/database.ts';
import { Faults } from '../support/faults.ts';
import { FLOOD, flood, unlimited } from '../support/flood.ts';
import { type Ports, startWorld, type World } from '../support/world.ts';

const words = 'Words that only its owner may publish.';
const owner = 'owner@owner.example';

const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

/** A world with a record by consent, about which so many corrections wait. */
async function flooded(count: number) {
  const world = await startWorld({ dynamoDb, settings: unlimited });
  const by = contributing(world);
  await world.seed();
  await world.publish();
  await publishByConsent(world, by, 'unwanted');
  await flood(world, 'unwanted', 1, count);
  return { world, by };
}

type By = ReturnType<typeof contributing>;

async function publishByConsent(world: World, by: By, id: string): Promise<void> {
  const document = {
    kind: 'addition',
    proposal: { title: `The ${id}`, summary: words },
    basis: { basis: 'consent', notice: '2026-11', authority: true },
    contributor: { email: owner, organisation: 'Owner', role: 'owner' },
  };
  await by.send(document, owner);
  await by.decide({ decision: 'approve', 'value[id]': id });
  await world.notify();
}

/** Somebody withdraws by the link of the newest receipt. */
async function withdraw(world: World, by: By): Promise<void> {
  const link = by.linkIn(by.mailTo(owner, /receipt/), 'confirm');
  expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
}

/** A correction of the seed that is approved, and waits to be published. */
async function approveAnother(world: World, by: By, to: string): Promise<void> {
  const changes = [{ field: 'code', from: null, to }];
  const answer = await world.postJson('/api/submissions', {
    kind: 'correction',
    record: 'cyber4dev',
    version: 1,
    changes,
    contributor: { email: 'ada@ada.example' },
  });
  expect(answer.status, answer.body).toBe(201);
  const { reference } = JSON.parse(answer.body);
  await by.confirm('ada@ada.example');
  const mail = world.mails.find(
    ({ to, subject }) => to === 'manager@example.org' && subject.includes(reference),
  );
  if (!mail) throw new Error('The manager got no mail about it.');
  const link = by.linkIn(mail, 'review');
  const seen = /name="seen" value="([^"]*)"/.exec((await world.get(link)).body)?.[1] ?? '';
  expect((await world.post(link, { decision: 'approve', seen })).status).toBe(303);
}

function publisherOn(world: World, ports: Partial<Pick<Ports, 'table' | 'files'>>) {
  const { dependencies, edge, table, files } = world;
  return publishHandler({ ...dependencies, edge, table, files, ...ports });
}

/** How often the table was asked until the files told something. */
async function callsUntil(world: World, tells: Readonly<Record<string, (body: string) => boolean>>) {
  const { table, asked } = countedTable(world.table);
  const calls: Record<string, number> = {};
  const files: PublishedFiles = {
    ...world.files,
    write: async (file, etag) => {
      const written = await world.files.write(file, etag);
      for (const [path, isTold] of Object.entries(tells)) {
        if (file.path === path && isTold(`${file.body}`)) calls[path] ??= asked.calls;
      }
      return written;
    },
  };
  await publisherOn(world, { table, files })();
  return { calls, all: asked.calls };
}

const open = async (world: World) =>
  (await world.dump()).filter(({ pk, sk }) => pk === 'RECORD#unwanted' && sk.startsWith('OPEN#')).length;

async function checkGone(world: World, by: By): Promise<void> {
  await world.notify();
  expect(await by.whereIs(words)).toEqual([]);
  expect(await by.whereIs('Flood ')).toEqual([]);
  const items = await world.dump();
  expect(items.filter(({ pk, sk }) => pk.startsWith('OUTBOX#PUBLISH') && sk !== 'WAKE')).toEqual([]);
  expect(items.filter(({ pk }) => pk === 'PURGING' || pk === 'QUEUE')).toEqual([]);
  expect(await open(world)).toBe(0);
  expect(items.find(({ pk, sk }) => pk === 'RECORD#unwanted' && sk === 'OPEN')).toMatchObject({ count: 0 });
  expect(by.mailTo(owner, /gone/).text).toContain('release');
  await by.check();
}

describe('a withdrawal while many submissions wait about the record', () => {
  const gone = 'v1/projects/unwanted.json';
  const other = 'v1/projects/cyber4dev.json';

  it('takes as many steps as with none until nothing of it is public, and so does an approval', async () => {
    const counts = [];
    for (const count of [0, FLOOD]) {
      const { world, by } = await flooded(count);
      await approveAnother(world, by, 'C4D');
      await withdraw(world, by);
      counts.push(
        await callsUntil(world, {
          [gone]: (body) => body.includes('withdrawn'),
          [other]: (body) => body.includes('"C4D"'),
          'v1/index.json': (body) => body.includes('"withdrawnCount":1'),
        }),
      );
      await checkGone(world, by);
      await world.stop();
    }
    const [none, many] = counts;
    expect(none?.calls[gone]).toBeLessThan(none?.calls[other] ?? 0);
    expect(many?.calls).toEqual(none?.calls);
    // Closing and emptying takes little more than reading each.
    expect((many?.all ?? 0) - (none?.all ?? 0)).toBeLessThan(FLOOD * 1.25);
  }, 300_000);

  it('lets what is approved or withdrawn meanwhile pass, before it is done with them', async () => {
    const { world, by } = await flooded(FLOOD);
    await publishByConsent(world, by, 'another');
    const another = by.linkIn(by.mailTo(owner, /receipt/), 'confirm');
    const first = world.mails.find(({ to, subject }) => to === owner && /receipt/.test(subject));
    if (!first) throw new Error('There is no receipt.');
    const link = by.linkIn(first, 'confirm');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    let waiting: number | null = null;
    const table: Table = {
      ...world.table,
      query: async (pk, options) => {
        if (waiting === null && options.prefix === 'SUBMISSION#') {
          waiting = FLOOD;
          await approveAnother(world, by, 'C4D');
          expect((await world.post(another, { decision: 'withdraw' })).status).toBe(303);
        }
        return world.table.query(pk, options);
      },
    };
    const left: Record<string, number> = {};
    const files: PublishedFiles = {
      ...world.files,
      write: async (file, etag) => {
        if (waiting !== null) left[file.path] ??= await open(world);
        return world.files.write(file, etag);
      },
    };
    await publisherOn(world, { table, files })();
    expect(left['v1/projects/another.json']).toBeGreaterThan(0);
    expect(left[other]).toBeGreaterThan(0);
    expect((await by.json(other)).code).toBe('C4D');
    await checkGone(world, by);
    await world.stop();
  }, 300_000);

  it('goes on after every run that ends for want of time', async () => {
    const { world, by } = await flooded(FLOOD);
    await withdraw(world, by);
    const short = { getRemainingTimeInMillis: () => LONGEST_ROUND_MS - 1 };
    let runs = 0;
    const woken = async () =>
      (await world.table.get({ pk: 'OUTBOX#PUBLISH', sk: 'WAKE' }))?.['wakeAt'] ===
      world.clock.now.toISOString();
    do {
      world.clock.now = new Date(world.clock.now.getTime() + 1000);
      await publisherOn(world, {})(null, short);
      runs += 1;
    } while ((await woken()) && runs < 100);
    expect(runs).toBeGreaterThan(3);
    await checkGone(world, by);
    await world.stop();
  }, 300_000);

  it('goes on after every crash, and does nothing twice that shows', async () => {
    const { world, by } = await flooded(FLOOD);
    await withdraw(world, by);
    let crashes = 0;
    for (let call = 20, crashed = true; crashed; call += 50) {
      const faults = new Faults([{ call, disturbance: 'last' }]);
      const { table, files } = faults.on({ ...world, sendMail: () => Promise.reject(new Error('No mail.')) });
      const run = publisherOn(world, { table, files })();
      crashed = await run.then(
        () => false,
        () => true,
      );
      await faults.next();
      crashes += Number(crashed);
    }
    expect(crashes).toBeGreaterThan(5);
    await checkGone(world, by);
    const events = (await world.dump()).filter(({ type }) => type === 'closed');
    expect(events).toHaveLength(FLOOD);
    await world.stop();
  }, 300_000);
});
