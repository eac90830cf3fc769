import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConsents } from '../../lambdas/storage/consents.ts';
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

/** Longer than a year with a leap day. */
const YEAR = 367;
const GRANTOR = 'grantor@coe.int';
const ACCURATE = /still accurate/;
const asking = (address: string) =>
  world.mails.filter(({ to, subject }) => to === address && ACCURATE.test(subject)).length;

async function pass(days: number): Promise<void> {
  people.days(days);
  await world.sweep();
  await world.notify();
}

const linkTo = (address: string) => people.linkIn(people.mailTo(address, ACCURATE), 'confirm');

describe('who consented', () => {
  it('is asked once a year, by one mail', async () => {
    await people.consentTo('glacy-plus', GRANTOR);
    await pass(364);
    expect(asking(GRANTOR)).toBe(0);
    await pass(2);
    await pass(1);
    expect(asking(GRANTOR)).toBe(1);
    expect(people.mailTo(GRANTOR, ACCURATE).text).toContain('You consented to the publication');
  });

  it('finds a page that does nothing by being opened or sent as it is', async () => {
    const before = await world.dump();
    const page = await world.get(linkTo(GRANTOR));
    expect(page.status).toBe(200);
    expect(page.body).toContain('GLACY');
    expect(page.body).not.toContain(' checked');
    expect(page.body).not.toContain('value="stop"');
    for (const fields of [{}, { decision: 'confirm' }, { decision: 'stop' }] as const) {
      const answer = await world.post(linkTo(GRANTOR), fields);
      expect([answer.status, answer.body.includes(world.rule('decision-missing'))]).toEqual([422, true]);
    }
    expect(await world.dump()).toEqual(before);
  });

  it('says yes: the record says when, the consent is renewed, and a year later is asked again', async () => {
    const was = await people.json('v1/projects/glacy-plus.json');
    expect(was.verified).toBeNull();
    people.days(10);
    expect((await world.post(linkTo(GRANTOR), { decision: 'accurate' })).status).toBe(303);
    await world.publish();
    const { sequence } = await people.json('v1/index.json');
    expect((await people.json(`v1/changes/${sequence}.json`)).operations).toMatchObject([
      { op: 'replace', id: 'glacy-plus', fields: ['verified'] },
    ]);
    const now = await people.json('v1/projects/glacy-plus.json');
    const at = world.clock.now.toISOString();
    expect(now).toEqual({ ...was, verified: at, modified: at, version: was.version + 1 });
    const [consent] = await loadConsents(world.table, 'glacy-plus');
    expect(consent).toMatchObject({ status: 'renewed', since: at });
    const receipt = people.linkIn(people.mailTo(GRANTOR, /receipt/), 'confirm');
    const page = await world.get(`${receipt}?format=jsonld`);
    expect(page.body).toContain('dpv:RenewedConsentGiven');
    expect((await world.get(linkTo(GRANTOR))).body).toContain('Thank you for your answer');
    expect((await world.get('/projects/glacy-plus')).body).toContain('Confirmed to be accurate on');
    await people.check();
    await pass(YEAR - 3);
    expect(asking(GRANTOR)).toBe(1);
    await pass(3);
    expect(asking(GRANTOR)).toBe(2);
  });

  it('answers twice at the same moment, and it counts once', async () => {
    const answers = await Promise.all([
      world.post(linkTo(GRANTOR), { decision: 'accurate' }),
      world.post(linkTo(GRANTOR), { decision: 'accurate' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(expect.arrayContaining([303]));
    const events = (await world.dump()).filter(
      ({ pk, sk, type }) => `${pk}${sk}`.includes('CONSENT#RCP') && type === 'renewed',
    );
    expect(events).toHaveLength(2);
    await world.publish();
  });

  it('leads to the form where something is to be corrected, and is asked again', async () => {
    await pass(YEAR);
    const count = asking(GRANTOR);
    const answer = await world.post(linkTo(GRANTOR), { decision: 'correct' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/correct/glacy-plus']);
    await pass(YEAR);
    expect(asking(GRANTOR)).toBe(count + 1);
  });

  it('keeps silent three times: the page says so, until there is an answer', async () => {
    const count = asking(GRANTOR);
    const silent = 'Not confirmed since';
    for (let year = 1; year <= 2; year += 1) {
      await pass(YEAR);
      expect(asking(GRANTOR)).toBe(count + year);
      expect((await world.get('/projects/glacy-plus')).body).not.toContain(silent);
    }
    await pass(YEAR);
    await pass(YEAR);
    expect(asking(GRANTOR)).toBe(count + 2);
    expect((await world.get('/projects/glacy-plus')).body).toContain(silent);
    expect((await world.post(linkTo(GRANTOR), { decision: 'accurate' })).status).toBe(303);
    await world.publish();
    expect((await world.get('/projects/glacy-plus')).body).not.toContain(silent);
    await pass(1);
    await pass(YEAR);
    expect(asking(GRANTOR)).toBe(count + 3);
  });

  it('is not asked once the consent has ended, and an old link says so', async () => {
    const link = linkTo(GRANTOR);
    const receipt = people.linkIn(people.mailTo(GRANTOR, /receipt/), 'confirm');
    expect((await world.post(receipt, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    const count = asking(GRANTOR);
    await pass(YEAR);
    await pass(YEAR);
    expect(asking(GRANTOR)).toBe(count);
    expect((await world.get(link)).body).toContain('There is nothing to answer');
    const version = (await people.json('v1/projects/glacy-plus.json')).version;
    expect((await world.post(link, { decision: 'accurate' })).status).toBe(200);
    await world.publish();
    expect((await people.json('v1/projects/glacy-plus.json')).version).toBe(version);
  });
});

describe('a contributor', () => {
  const form = { endDate: '2024', version: '1', email: 'ada@ada.example', name: 'Ada Reminded' };

  async function correct(fields: Readonly<Record<string, string>>): Promise<void> {
    const answer = await world.post('/correct/octopus-project?field=endDate', { ...form, ...fields });
    expect(answer.status, answer.body).toBe(303);
    await people.confirm(fields['email'] ?? form.email);
    await people.decide({ decision: 'approve' });
  }

  it('who did not ask for it is never asked', async () => {
    await correct({ email: 'bob@bob.example', name: 'Bob', endDate: '2023' });
    await pass(400);
    expect(asking('bob@bob.example')).toBe(0);
  });

  it('who ticked the box is asked, stays known for that, and is in no public file', async () => {
    expect((await world.get('/correct/octopus-project?field=endDate')).body).toContain('name="remind"');
    await correct({ remind: 'yes', endDate: '2024-05', version: '2' });
    await pass(YEAR);
    expect(asking(form.email)).toBe(1);
    expect(people.mailTo(form.email, ACCURATE).text).toContain('You asked to be reminded');
    const files = (await people.whereIs('Ada Reminded')).filter((place) => place.startsWith('v1/'));
    expect(files).toEqual([]);
    expect((await world.post(linkTo(form.email), { decision: 'accurate' })).status).toBe(303);
    await world.publish();
    expect((await people.json('v1/projects/octopus-project.json')).verified).toBe(
      world.clock.now.toISOString(),
    );
    await pass(YEAR);
    expect(asking(form.email)).toBe(2);
  });

  it('says that it is enough: is asked no more, and forgotten in time', async () => {
    expect((await world.post(linkTo(form.email), { decision: 'stop' })).status).toBe(303);
    expect((await world.get(linkTo(form.email))).body).toContain('There is nothing to answer');
    await pass(YEAR);
    await pass(YEAR);
    expect(asking(form.email)).toBe(2);
    for (const text of [form.email, 'Ada Reminded']) expect(await people.whereIs(text)).toEqual([]);
  });

  it('who wished for it twice is asked once, and forgotten as the other wish was never theirs', async () => {
    const email = 'twice@ada.example';
    const version = async () => `${(await people.json('v1/projects/octopus-project.json')).version}`;
    await correct({ remind: 'yes', email, endDate: '2025-01', version: await version() });
    people.days(1);
    await correct({ remind: 'yes', email, endDate: '2025-02', version: await version() });
    await pass(YEAR);
    await pass(1);
    expect(asking(email)).toBe(1);
    await pass(YEAR);
    expect(asking(email)).toBe(2);
    expect(await people.whereIs(email)).toHaveLength(1);
    expect((await world.post(linkTo(email), { decision: 'stop' })).status).toBe(303);
    await pass(YEAR);
    await pass(YEAR);
    expect(await people.whereIs(email)).toEqual([]);
  });

  it('who never answers is forgotten, too', async () => {
    const email = 'silent@ada.example';
    const { version } = await people.json('v1/projects/octopus-project.json');
    await correct({ remind: 'yes', email, name: 'Ada Silent', endDate: '2024-06', version: `${version}` });
    for (let year = 1; year <= 3; year += 1) {
      await pass(YEAR);
      expect(asking(email)).toBe(year);
    }
    await pass(YEAR);
    await pass(YEAR);
    expect(asking(email)).toBe(3);
    for (const text of [email, 'Ada Silent']) expect(await people.whereIs(text)).toEqual([]);
    expect((await world.get('/projects/octopus-project')).body).toContain('Not confirmed since');
  });
});
