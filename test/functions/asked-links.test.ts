import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Settings, settings } from '../../lambdas/config/settings.ts';
import { confirmHandler } from '../../lambdas/confirm.ts';
import { noticeInForce } from '../../lambdas/i18n/notices.ts';
import { loadConsents } from '../../lambdas/storage/consents.ts';
import type { Table } from '../../lambdas/storage/table.ts';
import { submitHandler } from '../../lambdas/submit.ts';
import { contributing } from '../support/contributing.ts';
import { requester } from '../support/requests.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

/** Links that anybody can have mailed to somebody: what a stranger can do with that, and learn by it. */
let world: World;
const owner = 'owner@asked.example';
const freemail = 'owner@gmail.com';

beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
  const people = contributing(world);
  await people.consentTo('cybersouth', owner);
  await people.consentTo('cybereast', freemail);
});
afterAll(() => world.stop());

const notice = noticeInForce('en', {
  portal: '',
  mailbox: '',
  licence: '',
  contactMonths: 12,
  accuracyMonths: 12,
  controller: '',
  url: '',
});

function strict(limits: Partial<Settings['limits']> = {}, table: Table = world.table) {
  const own = { ...settings, limits: { ...settings.limits, ...limits } };
  const dependencies = { ...world.dependencies, table, settings: own };
  const handlers = { submit: submitHandler(dependencies), confirm: confirmHandler(dependencies) };
  const { postJson, request } = requester(handlers, publicUrl);
  const post = (url: string, fields: Record<string, string>, from = '192.0.2.1') =>
    request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': `${from}, 130.176.1.1`,
      },
      body: new URLSearchParams(fields).toString(),
    });
  return {
    post,
    withdraw: (id: string, email: string) => post(`/withdraw/${id}`, { decision: 'send', email }),
    send: (document: unknown) =>
      postJson('/api/submissions', document, { 'x-forwarded-for': '192.0.2.1, 130.176.1.1' }),
  };
}

const consentOf = (email: string) => ({
  kind: 'consent',
  record: 'glacy-plus',
  notice: notice.version,
  authority: true,
  contributor: { email, role: 'owner' },
});
const objectionOf = (email: string) => ({ kind: 'objection', record: 'glacy-plus', contributor: { email } });

async function mailsTo(address: string): Promise<number> {
  await world.notify();
  return world.mails.filter(({ to }) => to === address).length;
}

describe('whoever asks for links in others’ names', () => {
  it('a thousand times at a mail provider keeps nobody there from anything', async () => {
    const { withdraw, send } = strict();
    for (let batch = 0; batch < 20; batch += 1) {
      const names = Array.from({ length: 50 }, (_, one) => `made-up-${batch}-${one}@gmail.com`);
      const answers = await Promise.all(names.map((name) => withdraw('cybereast', name)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    }
    expect((await send(consentOf('her@gmail.com'))).status).toBe(201);
    expect((await send(objectionOf('her@gmail.com'))).status).toBe(201);
    const before = await mailsTo(freemail);
    expect((await withdraw('cybereast', freemail)).status).toBe(200);
    expect(await mailsTo(freemail)).toBe(before + 1);
  }, 120_000);

  it('for one owner keeps her neither from consenting, nor from objecting, nor from her link', async () => {
    const { withdraw, send } = strict();
    const before = await mailsTo(owner);
    const bodies = new Set<string>();
    for (let again = 0; again < 60; again += 1) {
      const answer = await withdraw('cybersouth', owner);
      expect(answer.status).toBe(200);
      bodies.add(answer.body);
      await world.notify();
    }
    expect(bodies.size).toBe(1);
    expect((await mailsTo(owner)) - before).toBe(settings.limits.linksPerAddress);
    expect((await send(consentOf(owner))).status).toBe(201);
    expect((await send(objectionOf(owner))).status).toBe(201);
    // What she was mailed opens what it always opens.
    const link = contributing(world).linkIn(
      contributing(world).mailTo(owner, /withdraw your consent/),
      'confirm',
    );
    expect((await world.get(link)).body).toContain('decision');
    world.clock.now = new Date(world.clock.now.getTime() + 86_400_000);
    const later = await mailsTo(owner);
    await withdraw('cybersouth', owner);
    expect(await mailsTo(owner)).toBe(later + 1);
  }, 60_000);

  it('uses up nothing of what a network may send', async () => {
    world.clock.now = new Date(world.clock.now.getTime() + 3_600_000);
    const { withdraw, send } = strict({ submissionsPerHour: 1, asksPerHour: 3 });
    for (let again = 0; again < 3; again += 1)
      expect((await withdraw('cybersouth', 'somebody@else.example')).status).toBe(200);
    const refused = await withdraw('cybersouth', 'somebody@else.example');
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await send(consentOf('somebody@else.example'))).status).toBe(201);
  });

  it('by many tags gets her no more than by one', async () => {
    world.clock.now = new Date(world.clock.now.getTime() + 2 * 86_400_000);
    const { withdraw } = strict({ linksPerAddress: 2 });
    const before = await mailsTo(owner);
    for (const email of [owner, owner.toUpperCase(), owner, 'owner+1@asked.example']) {
      await withdraw('cybersouth', email);
      await world.notify();
    }
    expect((await mailsTo(owner)) - before).toBe(2);
  });
});

/** Every call that is made of the table, in its order, without what is written. */
function recording(): { readonly table: Table; readonly calls: string[] } {
  const calls: string[] = [];
  const { table } = world;
  const noted = <Arguments extends unknown[], Result>(name: string, call: (...all: Arguments) => Result) => {
    return (...all: Arguments): Result => {
      calls.push(name);
      return call(...all);
    };
  };
  return {
    calls,
    table: {
      ...table,
      get: noted('get', table.get),
      query: noted('query', table.query),
      put: noted('put', table.put),
      count: noted('count', table.count),
      transact: noted('transact', table.transact),
    },
  };
}

/** The answer to a form, and the calls that were made for it, once the salts of the day are there. */
async function watched(
  url: string,
  fields: Record<string, string>,
  limits: Partial<Settings['limits']> = {},
) {
  const { table, calls } = recording();
  const { status, headers, body } = await strict(limits, table).post(url, fields);
  return { status, headers, body: body.replaceAll(fields['email'] ?? '-', '…'), calls };
}

describe('what a stranger sees of a request for a link', () => {
  const ask = (email: string, limits = {}) =>
    watched('/withdraw/cybersouth', { decision: 'send', email }, limits);

  it('is the same whether the address consented or not, calls of the table included', async () => {
    world.clock.now = new Date(world.clock.now.getTime() + 86_400_000);
    await ask('warm@up.example');
    const known = await ask(owner);
    const before = await mailsTo(owner);
    expect(before).toBeGreaterThan(0);
    for (const unknown of ['nobody@asked.example', 'nobody@elsewhere.example', 'nobody@gmail.com'])
      expect(await ask(unknown)).toEqual(known);
    expect(known.calls.filter((call) => call === 'put')).toHaveLength(1);
    expect(known.calls.filter((call) => call === 'count').length).toBeGreaterThanOrEqual(3);
  });

  it('is the same while her link is on its way, and when she may be mailed no more', async () => {
    const free = await ask('nobody@asked.example');
    expect(await ask(owner)).toEqual(free);
    expect(await ask(owner)).toEqual(free);
    await world.notify();
    expect(await ask(owner, { linksPerAddress: 1 })).toEqual(free);
    expect(await ask(owner, { linksPerDomain: 1 })).toEqual(free);
    await world.notify();
  });

  it('is the same where the address is at a mail provider', async () => {
    const of = (email: string) => watched('/withdraw/cybereast', { decision: 'send', email });
    expect(await of(freemail)).toEqual(await of('other@gmail.com'));
  });

  it('writes nothing about somebody who is not on file', async () => {
    await ask('secret-visitor@asked.example');
    expect(JSON.stringify(await world.dump())).not.toContain('secret-visitor');
  });

  const lost = '/confirm/a-link-that-opens-nothing-at-all-00000000000000';
  it('is the same where a link is lost, by whatever is named', async () => {
    const [consent] = await loadConsents(world.table, 'cybersouth');
    const reference = consent?.receipt ?? '';
    const by = (fields: Record<string, string>) => watched(lost, { decision: 'send', ...fields });
    await by({ email: 'warm@up.example' });
    const known = await by({ email: owner, reference });
    expect(await by({ email: 'nobody@asked.example', reference })).toEqual(known);
    await world.notify();
    const manager = await by({ email: 'manager@example.org' });
    expect(await by({ email: 'nobody@example.org' })).toEqual(manager);
    await world.notify();
  });

  it('of a submission is the same to who sent it and to who did not', async () => {
    const { send } = strict();
    const answer = await send({ ...consentOf('sender@asked.example') });
    const { reference } = JSON.parse(answer.body) as { reference: string };
    await world.notify();
    const by = (email: string) => watched(lost, { decision: 'send', email, reference });
    expect(await by('sender@asked.example')).toEqual(await by('stranger@asked.example'));
    expect(await by('manager@example.org')).toEqual(await by('stranger@asked.example'));
    await world.notify();
  });
});
