import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadParkedMails, oweAgain } from '../../lambdas/storage/mail-outbox.ts';
import { loadPurges } from '../../lambdas/storage/purges.ts';
import type { Item, StoredItem } from '../../lambdas/storage/stored.ts';
import { contributing } from '../support/contributing.ts';
import { readWhole, typeName } from '../support/item-types.ts';
import { reviewing } from '../support/reviewing.ts';
import { liveThroughAll, type Unfinished } from '../support/whole-life.ts';
import { startWorld, type World } from '../support/world.ts';

/** A table as one version of this software left it, for ever: with something unfinished of each kind. */
type FrozenTable = Unfinished & { readonly clock: string; readonly items: readonly Item[] };

const folder = new URL('tables/', import.meta.url);
const frozen = readdirSync(folder)
  .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as FrozenTable] as const);

/** A type of item and the schema that it was written by. */
function typeOf(item: Item): string {
  return `${typeName(item)}, schema ${item['schema'] ?? 'unsaid'}`;
}

describe('the newest table', () => {
  it('has an item of every type and schema that is written today', async () => {
    const world = await startWorld();
    try {
      const unfinished = await liveThroughAll(world);
      const items = (await world.dump()) as readonly Item[];
      // A version that writes items by another schema freezes a table of its own: FREEZE_TABLE=test/stored/tables/5.json
      const path = process.env['FREEZE_TABLE'];
      const table = { clock: world.clock.now.toISOString(), ...unfinished, items };
      if (path) await writeFile(path, JSON.stringify(table));
      const newest = path ? items : (frozen.at(-1)?.[1].items ?? []);
      expect([...new Set(newest.map(typeOf))].sort()).toEqual([...new Set(items.map(typeOf))].sort());
    } finally {
      await world.stop();
    }
  });
});

describe.each(frozen)('the table %s', (_, { clock, links, repeated, items }) => {
  let world: World;
  let by: ReturnType<typeof contributing>;
  let review: ReturnType<typeof reviewing>;
  beforeAll(async () => {
    world = await startWorld();
    by = contributing(world);
    review = reviewing(world);
    world.clock.now = new Date(clock);
    await Promise.all(items.map((item) => world.table.put(item as StoredItem)));
  });
  afterAll(() => world.stop());

  const record = (id: string) => by.json(`v1/projects/${id}.json`);
  const minutes = (count: number) => {
    world.clock.now = new Date(world.clock.now.getTime() + count * 60_000);
  };

  it('is read without a loss', () => {
    for (const item of items) {
      const { read, said } = readWhole(item);
      // What an earlier schema did not say yet is added.
      expect(read, `${item.pk} ${item.sk}`).toMatchObject(said);
    }
  });

  it('answers a repeated request as it did', async () => {
    const { document, key, reference } = repeated;
    const answer = await world.postJson('/api/submissions', document, { 'idempotency-key': key });
    expect([answer.status, JSON.parse(answer.body).reference]).toEqual([201, reference]);
  });

  it('gives all files again, release by release, and those of what was approved and not published', async () => {
    const { sequence } = items.find(({ pk }) => pk === 'HEAD') as Item & { readonly sequence: number };
    await world.publish();
    const index = await by.json('v1/index.json');
    expect(index.sequence).toBeGreaterThan(sequence);
    await by.check();
    expect(await record('octopus-project')).toMatchObject({ summary: 'A shorter summary.' });
    expect(await record('cyber4dev')).toMatchObject({ title: 'Cyber4Dev', aliases: ['called-before'] });
    expect((await record('cyber4dev')).provenance.title.credit).toBe('Ada');
    expect((await record('global-project-cybercrime-3')).publication.consent).toBeNull();
  });

  it('ends what was under way to be gone', async () => {
    expect(await loadPurges(world.table, null, 1)).toEqual([]);
    expect(await record('going')).not.toHaveProperty('title');
    expect(await by.whereIs('Soon going')).toEqual([]);
  });

  it('sends what was owed, tries again what failed, and what was given up by request', async () => {
    minutes(3);
    await world.notify();
    const to = (address: string) => world.mails.filter((mail) => mail.to === address).length;
    expect([to('unsent@example.org'), to('slow@example.org'), to('refused@example.org')]).toEqual([1, 1, 0]);
    const [parked] = await loadParkedMails(world.table);
    if (!parked) throw new Error('No mail was given up.');
    expect(await oweAgain(world.table, parked, world.clock.now)).toBe(true);
    await world.notify();
    expect(to('refused@example.org')).toBe(1);
  });

  it('opens each link that was mailed, and takes what is sent there', async () => {
    const confirmed = await world.post(links.confirm, { decision: 'confirm' });
    expect(confirmed.status, confirmed.body).toBe(303);
    const bundle = review.submitted(await world.get(links.confirmBundle), { decision: 'confirm' });
    expect((await world.post(links.confirmBundle, bundle)).status).toBe(303);
    const [, ownPage = ''] =
      /href="([^"]*\/confirm\/[^"]*)"/.exec((await world.get(links.answer)).body) ?? [];
    const answered = await world.post(ownPage, { decision: 'answer', answer: 'On page 2.' });
    expect(answered.status, answered.body).toBe(303);
    expect((await world.post(links.accurate, { decision: 'accurate' })).status).toBe(303);
    const approved = await review.decide(links.review, { decision: 'approve' });
    expect(approved.status, approved.body).toBe(303);
    expect((await review.decide(links.hold, { decision: 'approve' })).status).toBe(303);
    await world.publish();
    expect(await record('cybercrime-octopus')).toMatchObject({ endDate: '2016-12-31' });
    expect(await record('cybereast')).toMatchObject({ summary: null });
    expect((await record('glacy-plus')).verified).toBe(world.clock.now.toISOString());
  });

  it('lets a consent be withdrawn, and what rests on it disappear', async () => {
    const before = await record('cybersouth');
    expect(before.publication.consent).not.toBeNull();
    expect((await world.post(links.withdraw, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    await world.notify();
    expect((await record('cybersouth')).publication?.consent ?? null).toBeNull();
    await by.check();
  });

  it('forgets in time whom there is to forget', async () => {
    for (let month = 0; month < 40; month += 1) {
      by.days(31);
      for (let round = 0; round < 3; round += 1) {
        await world.sweep();
        await world.notify();
      }
    }
    const left = (await world.dump()).filter(({ sk }) => sk === 'CONTACT' || sk === 'GRANTOR');
    // Whose consent stands is kept as long as it does.
    expect(left.map(({ email }) => email)).toEqual(['asked@coe.int']);
  });
});
