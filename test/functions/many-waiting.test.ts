import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { contributing } from '../support/contributing.ts';
import { sharedDatabase } from '../support/database.ts';
import type { Mail } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

/** What those who decide are mailed of what anybody may send, without an address, as often as they like. */
const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

const manager = 'manager@example.org';
const ada = 'ada@ada.example';
const limits = { ...settings.limits, submissionsPerHour: 1000, unprovenPerHour: 1000 };

let world: World;
let by: ReturnType<typeof contributing>;
async function begin(own: Parameters<typeof startWorld>[0] = {}): Promise<void> {
  world = await startWorld({ dynamoDb, settings: { limits }, ...own });
  by = contributing(world);
  await world.seed();
  await world.publish();
}

let number = 0;
async function send(over: object = {}): Promise<string> {
  number += 1;
  const changes = [{ field: 'context', from: null, to: `Words ${number}` }];
  const document = { kind: 'correction', record: 'cyber4dev', version: 1, changes, ...over };
  const answer = await world.postJson('/api/submissions', document);
  expect(answer.status, answer.body).toBe(201);
  return JSON.parse(answer.body).reference;
}

async function sendSome(count: number): Promise<readonly string[]> {
  const references: string[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    // As time passes between them.
    world.clock.now = new Date(world.clock.now.getTime() + 1000);
    references.push(await send());
  }
  return references;
}

/** The mails that came since the last time, of their own by reference, others by what they say. */
async function mailed(to = manager): Promise<readonly string[]> {
  await world.notify();
  // Woken by what the first run owed.
  await world.notify();
  const mails = world.mails.splice(0).filter((mail) => mail.to === to);
  return mails.map(told);
}

function told({ subject, text }: Mail): string {
  const many = /(?:more than )?\d+ submissions: waiting for your decision$/.exec(subject);
  if (!many) return /\[(COR-[\w-]+)\]/.exec(subject)?.[1] ?? subject;
  expect(text).toContain('/review/');
  return many[0].replace(/ submissions.*/, ' wait');
}

const reviewOf = async (reference: string) => {
  await world.notify();
  const mail = world.mails.findLast(({ to, subject }) => to === manager && subject.includes(reference));
  if (!mail) throw new Error(`There is no mail about ${reference}.`);
  return by.linkIn(mail, 'review');
};

async function reject(link: string): Promise<void> {
  const seen = inputValue(await world.get(link), 'seen');
  const answer = await world.post(link, { decision: 'reject', reason: 'incorrect', seen });
  expect(answer.status, answer.body).toBe(303);
}

describe('anonymous corrections, one after the other', () => {
  it('have a mail each while five wait, then one that says how many wait, then none', async () => {
    await begin();
    const all: (readonly string[])[] = [];
    const references: string[] = [];
    for (let count = 1; count <= 20; count += 1) {
      references.push(...(await sendSome(1)));
      all.push(await mailed());
    }
    expect(all.slice(0, 5)).toEqual(references.slice(0, 5).map((one) => [one]));
    expect(all.slice(5)).toEqual([['6 wait'], ...Array.from({ length: 14 }, () => [])]);
    await world.stop();
  });

  it('are told of again after a day, where more came, and not where none did', async () => {
    await begin();
    await sendSome(7);
    await mailed();
    await sendSome(3);
    await world.sweep();
    expect(await mailed()).toEqual([]);
    by.days(1.01);
    await world.sweep();
    expect(await mailed()).toEqual(['10 wait']);
    by.days(1.01);
    await world.sweep();
    expect(await mailed()).toEqual([]);
    await world.stop();
  });

  it('move up: each decision leads to the mail of the next, in the order in which they came', async () => {
    await begin();
    const references = await sendSome(8);
    await world.notify();
    const links: string[] = [];
    for (const reference of references.slice(0, 5)) links.push(await reviewOf(reference));
    world.mails.length = 0;
    for (const [index, link] of links.entries()) {
      await reject(link);
      expect(await mailed()).toEqual(references.slice(index + 5, index + 6).slice(0, index < 3 ? 1 : 0));
    }
    await world.stop();
  });

  it('have mails of their own again when the queue emptied, and news again when it fills', async () => {
    await begin();
    for (const _ of ['once', 'and again']) {
      const references = await sendSome(6);
      await world.notify();
      const mails = [...world.mails];
      expect((await mailed()).filter((one) => one.endsWith('wait'))).toEqual(['6 wait']);
      world.mails.push(...mails);
      for (const reference of references) await reject(await reviewOf(reference));
      world.mails.length = 0;
      expect((await world.dump()).filter(({ pk }) => pk === 'QUEUE' || pk === 'TOLD')).toEqual([]);
    }
    await world.stop();
  });
});

describe('many anonymous corrections', () => {
  beforeEach(() => begin());

  it('at the same moment cause as few mails as one after the other', async () => {
    await Promise.all(Array.from({ length: 20 }, () => send()));
    const mails = await mailed();
    expect(mails.filter((one) => one.endsWith('wait'))).toHaveLength(1);
    expect(mails).toHaveLength(6);
    expect((await world.dump()).filter(({ pk, mail }) => pk === 'QUEUE' && mail === 'none')).toHaveLength(15);
    await world.stop();
  });

  it('keep the mail of nobody who left an address from going at once', async () => {
    await sendSome(9);
    await mailed();
    const reference = await send({ contributor: { email: ada } });
    await by.confirm(ada);
    expect(await mailed()).toEqual([reference]);
    await world.stop();
  });

  it('keep no urgent objection from anybody', async () => {
    await sendSome(9);
    await mailed();
    const objection = { kind: 'objection', record: 'cybersouth', contributor: { email: ada } };
    expect((await world.postJson('/api/submissions', objection)).status).toBe(201);
    await by.confirm(ada);
    expect(await mailed()).toHaveLength(1);
    await world.stop();
  });

  it('count what others sent among the five, and are told of once for all', async () => {
    for (let one = 0; one < 5; one += 1) {
      await send({ contributor: { email: `ada${one}@ada.example` } });
      await by.confirm(`ada${one}@ada.example`);
    }
    await mailed();
    await sendSome(3);
    expect(await mailed()).toEqual(['6 wait'].map(() => expect.stringMatching(/^8 wait$/)));
    await world.stop();
  });

  it('in one bundle are one mail', async () => {
    const changes = [{ field: 'context', from: null, to: 'Words' }];
    const one = { kind: 'correction', record: 'cyber4dev', version: 1, changes };
    const bundle = ['cyber4dev', 'cybersouth', 'cybereast', 'glacy-plus'].map((record) => ({
      ...one,
      record,
    }));
    expect((await world.postJson('/api/submissions', bundle)).status).toBe(201);
    expect(await mailed()).toHaveLength(1);
    await sendSome(2);
    expect(await mailed()).toEqual([expect.stringMatching(/^COR-/), '6 wait']);
    await world.stop();
  });

  it('are not told of where they were taken back before the mail left', async () => {
    const own: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const changes = [{ field: 'context', from: null, to: `Back ${count}` }];
      const answer = await world.postJson('/api/submissions', {
        kind: 'correction',
        record: 'cyber4dev',
        version: 1,
        changes,
      });
      own.push(new URL(JSON.parse(answer.body).statusUrl).searchParams.get('t') ?? '');
    }
    for (const t of own.slice(0, 3))
      expect((await world.post(`/confirm/${t}`, { decision: 'cancel' })).status).toBe(303);
    const mails = await mailed();
    expect(mails).toHaveLength(3);
    expect(mails.filter((one) => one.endsWith('wait'))).toEqual([]);
    await world.stop();
  });

  it('are led to by the mail that says how many wait, from the one that waits longest', async () => {
    const [oldest] = await sendSome(7);
    await world.notify();
    const mail = by.mailTo(manager, /7 submissions: waiting/);
    expect(mail.text).not.toContain('Words');
    const page = await world.get(by.linkIn(mail, 'review'));
    expect([page.status, page.body.includes(String(oldest))]).toEqual([200, true]);
    await world.stop();
  });
});

it('whoever closes many at once leaves none without a mail: a sweep sees to those who moved up', async () => {
  await begin();
  const addition = {
    kind: 'addition',
    proposal: { title: 'The unwanted', summary: 'Words.' },
    basis: { basis: 'consent', notice: '2026-11', authority: true },
    contributor: { email: ada, organisation: 'Owner', role: 'owner' },
  };
  await by.send(addition, ada);
  await by.decide({ decision: 'approve', 'value[id]': 'unwanted' });
  world.mails.length = 0;
  for (let count = 0; count < 5; count += 1) await send({ record: 'unwanted' });
  const later = await sendSome(3);
  await world.notify();
  world.mails.length = 0;
  await world.post('/withdraw/unwanted', { decision: 'send', email: ada });
  await world.notify();
  const link = by.linkIn(by.mailTo(ada, /withdraw/), 'confirm');
  expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
  await world.publish();
  await mailed();
  await world.sweep();
  expect((await mailed()).toSorted()).toEqual(later.toSorted());
  await world.stop();
});

describe('a portal', () => {
  it('may set how many wait before they are told of together', async () => {
    await begin({ settings: { limits: { ...limits, mailedSingly: 2 } } });
    const references = await sendSome(5);
    expect(await mailed()).toEqual([...references.slice(0, 2), '5 wait']);
    await world.stop();
  });
});
