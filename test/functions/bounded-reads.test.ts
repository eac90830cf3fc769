import { afterAll, beforeAll, expect, it } from 'vitest';
import { Shutdown } from '../../local/process/shutdown.ts';
import { contributing } from '../support/contributing.ts';
import { type Asked, countedTable } from '../support/counted-table.ts';
import { sharedDatabase } from '../support/database.ts';
import { FLOOD, flood, unlimited } from '../support/flood.ts';
import { type Answer, inputValue } from '../support/requests.ts';
import { functionsOn, startWorld } from '../support/world.ts';

const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

/** A URL without what is another one in each world. */
const nameless = (url: string) => url.replace(/[\w-]{43}/, '(secret)').replace(/COR-[\w-]{9}/, '(reference)');

/** More than any page looks at: what it looks at has an end, and is looked at whole here. */
const LOOKED_AT = 60;

const record = 'cyber4dev';
const ada = 'ada@ada.example';
const eve = 'eve@eve.example';

/** What each request asked of the table, with so many submissions and mails waiting. */
async function askedWith(count: number): Promise<Readonly<Record<string, Asked>>> {
  const world = await startWorld({ dynamoDb, settings: unlimited });
  const by = contributing(world);
  await world.seed();
  await world.publish();
  await by.consentTo(record, 'grantor@coe.int');
  const correct = (field: string, email: string) => ({
    kind: 'correction',
    record,
    version: 2,
    changes: [{ field, from: null, to: 'Words' }],
    contributor: { email },
  });
  const sent = await world.postJson('/api/submissions', correct('context', ada));
  const { reference, statusUrl } = JSON.parse(sent.body);
  const t = new URL(statusUrl).searchParams.get('t') ?? '';
  await world.postJson('/api/submissions', correct('code', eve));
  await by.confirm(eve);
  const review = by.linkIn(by.mailTo('manager@example.org', /./), 'review');
  await world.notify();
  const confirm = by.linkIn(by.mailTo(ada, /confirm/), 'confirm');
  const wait = () => {
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  };
  // What came first waits longest; of the same moment, any may.
  wait();
  await flood(world, record, 2, count);
  // Which of those that wait longest were told of hangs on the order in which the flood came, until all are.
  await world.notify();
  wait();

  const { table, asked } = countedTable(world.table);
  const functions = functionsOn({ table, files: world.files, sendMail: async () => {} }, unlimited);
  functions.clock.now = world.clock.now;
  const all: Record<string, Asked> = {};
  const measure = async (name: string, request: () => Promise<Answer>, ...statuses: readonly number[]) => {
    const before = { ...asked };
    const answer = await request();
    expect([name, statuses.includes(answer.status)], answer.body).toEqual([name, true]);
    all[name] = { calls: asked.calls - before.calls, items: asked.items - before.items };
    return answer;
  };
  const get = (url: string) => measure(`GET ${nameless(url)}`, () => functions.get(url), 200, 303);
  const post = (name: string, url: string, fields: Readonly<Record<string, string>>) =>
    measure(`POST ${name}`, () => functions.post(url, fields), 200, 303);

  await get('/?q=cyber');
  await get('/correct?code=G0677');
  const page = await get(`/projects/${record}`);
  expect(page.body).toContain(`${count + 1} submissions about this project are being reviewed.`);
  for (const form of ['correct', 'consent', 'object', 'withdraw']) await get(`/${form}/${record}`);
  await get('/add');
  await get(`/submissions/${reference}?t=${t}`);
  await get(`/api/submissions/${reference}?t=${t}`);
  await get(confirm);
  const deciding = await get(review);

  const filled = { version: '2', key: 'a-key-of-its-own-1', endDate: '31/12/2016' };
  await post('correct, to check', `/correct/${record}`, { ...filled, step: 'check' });
  await post('correct', `/correct/${record}`, filled);
  await post('correct, into a bundle', `/correct/${record}`, {
    ...filled,
    key: 'a-key-of-its-own-2',
    startDate: '2015',
    endDate: '',
    bundle: String(reference),
    t,
  });
  const consent = await functions.get(`/consent/${record}`);
  await post('consent', `/consent/${record}`, {
    notice: inputValue(consent, 'notice'),
    version: inputValue(consent, 'version'),
    key: inputValue(consent, 'key'),
    authority: 'yes',
    email: eve,
    role: 'owner',
  });
  await post('object', `/object/${record}`, { key: 'a-key-of-its-own-3', email: eve, comment: 'Remove it.' });
  await post('withdraw', `/withdraw/${record}`, { decision: 'send', email: 'grantor@coe.int' });
  await measure('POST API', () => functions.postJson('/api/submissions', correct('summary', ada)), 201);
  await post('confirm', confirm, { decision: 'confirm' });
  await post('cancel', `/confirm/${t}`, { decision: 'cancel' });
  await post('approve', review, { decision: 'approve', seen: inputValue(deciding, 'seen') });
  await world.stop();
  return all;
}

/** Of those that wait since one moment, which come first is chance, and with it whether some are asked for once more. */
const BY_CHANCE = 10;

it('no request reads more because more wait', { timeout: 300_000 }, async () => {
  const few = await askedWith(LOOKED_AT);
  const many = await askedWith(FLOOD);
  expect(Object.keys(few).length).toBeGreaterThan(20);
  for (const [name, { calls, items }] of Object.entries(many)) {
    expect([name, items]).toEqual([name, few[name]?.items]);
    expect([name, calls <= (few[name]?.calls ?? 0) + BY_CHANCE]).toEqual([name, true]);
  }
});
