import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contributing } from '../support/contributing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let people: ReturnType<typeof contributing>;
beforeAll(async () => {
  world = await startWorld();
  people = contributing(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const YEAR = 366;
const rows = async (pk: string) => (await world.dump()).filter((item) => item['pk'] === pk);
const due = async (reference: string) =>
  (await rows('DUE')).filter((row) => row['reference'] === reference).map(({ sk }) => String(sk));

let year = 2020;
function correction(contributor: Readonly<Record<string, unknown>>, comment: string | null = null) {
  year += 1;
  return {
    kind: 'correction',
    record: 'octopus-project',
    version: 1,
    changes: [{ field: 'outcomes', from: [], to: [`Outcome of ${year}`] }],
    comment,
    contributor,
  };
}

describe('who sent a submission', () => {
  it('is forgotten a year after the last thing that happened, and not before', async () => {
    const email = 'ada@ada.example';
    const sent = correction({ email, name: 'Ada Secretive' }, 'Ask Ada Secretive about it.');
    const reference = await people.send(sent, email);
    people.days(50);
    await world.sweep();
    await people.decide({ decision: 'reject', reason: 'other', note: 'Ada Secretive is right, though.' });
    people.days(YEAR - 2);
    await world.sweep();
    expect(await people.whereIs(email)).toEqual([`SUBMISSION#${reference} CONTACT`]);
    expect(await people.whereIs('Ada Secretive')).toEqual([
      `SUBMISSION#${reference} CONTACT`,
      `SUBMISSION#${reference} STATE`,
    ]);
    people.days(2);
    await world.sweep();
    expect(await people.whereIs(email)).toEqual([]);
    expect(await people.whereIs('Ada Secretive')).toEqual([]);
    expect(await due(reference)).toEqual([]);
    const state = (await rows(`SUBMISSION#${reference}`)).find(({ sk }) => sk === 'STATE');
    expect(state).toMatchObject({ status: 'rejected', changes: sent.changes, reachable: false });
  });

  it('is forgotten by DynamoDB, should no sweep run', async () => {
    const email = 'ttl@ada.example';
    const reference = await people.send(correction({ email }), email);
    people.days(8);
    await world.sweep();
    const last = Date.parse((await people.lastEvent(reference)) ?? '');
    const contact = (await rows(`SUBMISSION#${reference}`)).find(({ sk }) => sk === 'CONTACT');
    const days = (Number(contact?.['expires']) * 1000 - last) / 86_400_000;
    expect(days).toBeGreaterThan(365);
    expect(days).toBeLessThan(375);
    await people.decide({ decision: 'reject', reason: 'other' });
    people.days(YEAR - 2);
    await world.sweep();
    const later = (await rows(`SUBMISSION#${reference}`)).find(({ sk }) => sk === 'CONTACT');
    expect(Number(later?.['expires'])).toBeGreaterThan(Number(contact?.['expires']));
    people.days(YEAR);
    await world.sweep();
  });

  it('is forgotten without an address, too', async () => {
    const reference = await people.send(correction({ name: 'Bob Nameonly' }, 'Bob Nameonly knows.'), null);
    await world.sweep();
    expect(await due(reference)).toHaveLength(1);
    people.days(YEAR);
    await world.sweep();
    expect(await people.whereIs('Bob Nameonly')).toEqual([]);
    expect((await rows('QUEUE')).map((row) => row['reference'])).toContain(reference);
  });

  it('is forgotten at once, with all that was said, when it is taken back', async () => {
    const email = 'back@ada.example';
    const sent = correction({ email, name: 'Ada Takeback', credit: 'name' }, 'Ada Takeback says so.');
    const answer = await world.postJson('/api/submissions', sent);
    const { reference, statusUrl } = JSON.parse(answer.body);
    const { pathname, searchParams } = new URL(statusUrl, 'https://a.example');
    expect(pathname).toContain(reference);
    await people.confirm(email);
    const own = `/confirm/${searchParams.get('t')}`;
    expect((await world.post(own, { decision: 'cancel' })).status).toBe(303);
    for (const text of [email, 'Ada Takeback', 'Outcome of'])
      expect((await people.whereIs(text)).filter((place) => place.includes(reference))).toEqual([]);
    expect((await world.get(statusUrl)).status).toBe(200);
    await world.sweep();
    people.days(8);
    await world.sweep();
    expect(await due(reference)).toEqual([]);
  });

  it('is forgotten when nobody confirms the address, with the name to be credited', async () => {
    const sent = correction({ email: 'no@ada.example', name: 'Ada Neverconfirmed', credit: 'name' });
    await world.postJson('/api/submissions', sent);
    await world.notify();
    people.days(8);
    await world.sweep();
    for (const text of ['no@ada.example', 'Ada Neverconfirmed'])
      expect(await people.whereIs(text)).toEqual([]);
  });
});

describe('who consented', () => {
  it('is known while the consent stands, and forgotten a year after it ended', async () => {
    const email = 'grantor@coe.int';
    await people.consentTo('glacy-plus', email, 'Ada Grantor');
    const link = people.linkIn(people.mailTo(email, /receipt/), 'confirm');
    for (let count = 0; count < 3; count += 1) {
      people.days(YEAR);
      await world.sweep();
    }
    const places = await people.whereIs(email);
    expect(places).toEqual([expect.stringMatching(/^CONSENT#RCP-.{9} GRANTOR$/)]);
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    await world.notify();
    await world.sweep();
    people.days(YEAR - 2);
    await world.sweep();
    expect(await people.whereIs(email)).toEqual(places);
    const [grantor] = (await world.dump()).filter(({ sk }) => sk === 'GRANTOR');
    expect(Number(grantor?.['expires']) * 1000).toBeGreaterThan(world.clock.now.getTime());
    people.days(2);
    await world.sweep();
    for (const text of [email, 'Ada Grantor']) expect(await people.whereIs(text)).toEqual([]);
    // The proof stays.
    expect((await world.get(link)).body).toContain('You withdrew this consent');
  });
});

it('all that is kept for a time only says so to DynamoDB', async () => {
  const email = 'last@ada.example';
  await people.send(correction({ email }), email);
  const kept = (await world.dump()).filter(({ pk }) => /^(?:KEY|COUNT|SALT|LINK|ADDRESS)#/.test(String(pk)));
  const kinds = new Set(kept.map(({ pk }) => String(pk).split('#')[0]));
  expect([...kinds]).toEqual(expect.arrayContaining(['KEY', 'COUNT', 'SALT', 'LINK']));
  expect(kept.filter(({ expires }) => typeof expires !== 'number')).toEqual([]);
});

it('what cannot be seen to keeps nothing else from being forgotten', async () => {
  const email = 'behind@ada.example';
  await people.send(correction({ email }), email);
  // A record whose newest version was lost, about which somebody is to be asked.
  const receipt = 'RCP-BR0K-EN00';
  for (const item of [
    { pk: 'RECORD#broken', sk: 'STATE', status: 'live', version: 9, holds: [], revision: 1 },
    {
      pk: `CONSENT#${receipt}`,
      sk: 'STATE',
      receipt,
      record: 'broken',
      version: 9,
      fields: [],
      notice: '2026-11',
      noticeSha256: '',
      language: 'en',
      role: 'owner',
      organisation: null,
      submission: 'COR-BR0K-EN00',
      status: 'given',
      givenAt: '2000-01-01T00:00:00.000Z',
      since: '2000-01-01T00:00:00.000Z',
      revision: 1,
    },
    {
      pk: `CONSENT#${receipt}`,
      sk: 'GRANTOR',
      email: 'broken@broken.example',
      name: null,
      organisation: null,
    },
    { pk: 'DUE', sk: `2000-01-01T00:00:00.000Z#accurate#${receipt}`, reference: receipt },
  ])
    await world.table.put({ ...item, schema: 1 });
  people.days(8);
  await expect(world.sweep()).rejects.toThrow('What is due could not be seen to.');
  people.days(YEAR);
  await expect(world.sweep()).rejects.toThrow('What is due could not be seen to.');
  expect(await people.whereIs(email)).toEqual([]);
});

it('who sent a bundle is forgotten once, after the last thing that happened to any of it', async () => {
  const email = 'bundle@ada.example';
  const contributor = { email, name: 'Ada Bundled' };
  const one = correction(contributor, 'Ada Bundled says one.');
  const answer = await world.postJson('/api/submissions', [
    one,
    { ...one, record: 'cybersouth', comment: 'Ada Bundled says two.' },
  ]);
  expect(answer.status, answer.body).toBe(201);
  await people.confirm(email);
  people.days(300);
  await world.sweep().catch(() => {});
  expect(await people.whereIs(email)).toHaveLength(1);
  expect(await people.whereIs('Ada Bundled')).toHaveLength(3);
  people.days(YEAR);
  await world.sweep().catch(() => {});
  for (const text of [email, 'Ada Bundled']) expect(await people.whereIs(text)).toEqual([]);
});
