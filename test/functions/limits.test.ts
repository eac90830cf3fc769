import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../lambdas/config/schema.ts';
import { settings } from '../../lambdas/config/settings.ts';
import { confirmHandler } from '../../lambdas/confirm.ts';
import type { Reference } from '../../lambdas/domain/names.ts';
import { CONTRIBUTOR } from '../../lambdas/domain/owed.ts';
import { clientNetwork } from '../../lambdas/http/client-network.ts';
import { storeLink } from '../../lambdas/storage/mail-outbox.ts';
import { newToken, sha256 } from '../../lambdas/storage/secrets.ts';
import { submitHandler } from '../../lambdas/submit.ts';
import { requester } from '../support/requests.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
});
afterAll(() => world.stop());

let count = 0;
const document = (email: string | null = null) => {
  count += 1;
  const changes = [{ field: 'endDate', from: '2020-12-31', to: '2017' }];
  return {
    kind: 'correction',
    record: 'cybercrime-octopus',
    version: 1,
    changes,
    comment: `${count}`,
    contributor: { email },
  };
};

function limitedTo(limits: Partial<typeof settings.limits>, limited = true) {
  const all = { ...settings, limits: { ...settings.limits, ...limits } };
  const submit = submitHandler({ ...world.dependencies, settings: all, limited });
  const { postJson } = requester({ submit }, publicUrl);
  return (from: string, email?: string) =>
    postJson('/api/submissions', document(email), { 'x-forwarded-for': `spoofed, ${from}, 130.176.1.1` });
}

describe('submissions from one network', () => {
  it('are refused above the limit with the time to wait, until the hour is over', async () => {
    const post = limitedTo({ submissionsPerHour: 2 });
    expect((await post('192.0.2.1')).status).toBe(201);
    expect((await post('192.0.2.1')).status).toBe(201);
    const refused = await post('192.0.2.1');
    expect(refused.status).toBe(429);
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(Number(refused.headers['retry-after'])).toBe(3600);
    expect((await post('192.0.2.2')).status).toBe(201);
    world.clock.now = new Date(world.clock.now.getTime() + 3_600_000);
    expect((await post('192.0.2.1')).status).toBe(201);
  });

  it('are never refused where limits are off', async () => {
    const post = limitedTo({ submissionsPerHour: 1 }, false);
    for (let round = 0; round < 3; round += 1) expect((await post('192.0.2.3')).status).toBe(201);
  });

  it('leave no address of the network in the table', async () => {
    expect(JSON.stringify(await world.dump())).not.toMatch(/192\.0\.2|spoofed/);
  });
});

describe('confirmation mails', () => {
  it('to one address, and to one domain, are limited for a day', async () => {
    const post = limitedTo({ mailsPerAddress: 1, mailsPerDomain: 3 });
    expect((await post('192.0.2.9', 'a@flooded.example')).status).toBe(201);
    expect((await post('192.0.2.9', 'A@flooded.example')).status).toBe(429);
    expect((await post('192.0.2.9', 'b@flooded.example')).status).toBe(201);
    expect((await post('192.0.2.9', 'c@flooded.example')).status).toBe(201);
    expect((await post('192.0.2.9', 'd@flooded.example')).status).toBe(429);
    expect((await post('192.0.2.9', 'd@other.example')).status).toBe(201);
  });
});

describe('the settings', () => {
  it('need not say what is too quick: then it is three seconds, and three hundred forms an hour', () => {
    const { unprovenPerHour, fillSeconds, ...limits } = settings.limits;
    const parsed = settingsSchema.parse({ ...settings, limits });
    expect(parsed.limits).toMatchObject({ unprovenPerHour: 300, fillSeconds: 3 });
    const negative = { ...settings, limits: { ...limits, fillSeconds: -1 } };
    expect(settingsSchema.safeParse(negative).success).toBe(false);
  });
});

describe('fresh confirmation links', () => {
  it('count apart from what is sent, and only where one is really owed', async () => {
    const limits = { ...settings.limits, mailsPerAddress: 2, linksPerAddress: 1 };
    const dependencies = { ...world.dependencies, settings: { ...settings, limits } };
    const handlers = { submit: submitHandler(dependencies), confirm: confirmHandler(dependencies) };
    const { post, postJson } = requester(handlers, publicUrl);
    const sent = await postJson('/api/submissions', document('late@example.org'));
    const { reference } = JSON.parse(sent.body) as { reference: Reference };
    const late = newToken();
    const validUntil = '2020-01-01T00:00:00.000Z';
    const link = { reference, purpose: 'confirm', holder: CONTRIBUTOR, validUntil } as const;
    await storeLink(world.table, { ...link, tokenHash: sha256(late) });
    const ask = () => post(`/confirm/${late}`, { decision: 'send' });
    for (let again = 0; again < 3; again += 1) expect((await ask()).status).toBe(200);
    await world.notify();
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toContain(world.rule('too-often'));
    expect((await postJson('/api/submissions', document('late@example.org'))).status).toBe(201);
  });
});

describe('what counts against the mails of an address', () => {
  const contributor = { email: 'careful@counted.example', name: 'Ada' };

  it('is neither what is refused, nor what is a repeat, nor what is added while a mail is owed', async () => {
    const limits = { ...settings.limits, mailsPerAddress: 1 };
    const submit = submitHandler({ ...world.dependencies, settings: { ...settings, limits } });
    const { postJson } = requester({ submit }, publicUrl);
    const key = { 'idempotency-key': 'a-key-that-is-repeated' };
    const wanted = { ...document(), contributor };
    for (let again = 0; again < 3; again += 1) {
      const wrong = { ...wanted, changes: [{ field: 'endDate', from: '2020-12-31', to: '2020-12-31' }] };
      expect((await postJson('/api/submissions', wrong)).status).toBe(422);
      expect((await postJson('/api/submissions', { ...wanted, record: 'none' })).status).toBe(404);
    }
    for (let again = 0; again < 3; again += 1)
      expect((await postJson('/api/submissions', wanted, key)).status).toBe(201);
    expect((await postJson('/api/submissions', { ...document(), contributor })).status).toBe(429);
  });

  it.each([
    ['tags', ['victim@tags.example', 'victim+1@tags.example', 'Victim+news+2@TAGS.example']],
    ['dots at Gmail', ['vic.tim@gmail.com', 'v.i.c.t.i.m@googlemail.com', 'victim+3@gmail.com']],
  ])('is one mailbox, whatever its %s', async (_what, [first = '', ...others]) => {
    const post = limitedTo({ mailsPerAddress: 1 });
    expect((await post('192.0.2.20', first)).status).toBe(201);
    for (const other of others) expect((await post('192.0.2.20', other)).status).toBe(429);
  });

  it('keeps a hundred tags of one mailbox to what it may be mailed in a day', async () => {
    const post = limitedTo({ mailsPerAddress: 5 });
    world.mails.length = 0;
    for (let tag = 1; tag <= 30; tag += 1) await post('192.0.2.21', `flooded+${tag}@tagged.example`);
    await world.notify();
    expect(world.mails.filter(({ to }) => to.endsWith('@tagged.example'))).toHaveLength(5);
  });

  it('is nobody else’s at a domain where anybody may have an address', async () => {
    const post = limitedTo({ mailsPerAddress: 1, mailsPerDomain: 1 });
    for (const name of ['a', 'b', 'c'])
      expect((await post('192.0.2.22', `${name}@outlook.de`)).status).toBe(201);
  });

  it('keeps to different mailboxes that only look alike', async () => {
    const post = limitedTo({ mailsPerAddress: 1 });
    for (const email of ['vic.tim@dots.example', 'victim@dots.example', '+1@dots.example'])
      expect((await post('192.0.2.23', email)).status).toBe(201);
  });
});

describe('the network of a client', () => {
  const of = (forwarded?: string) =>
    clientNetwork({ headers: forwarded ? { 'x-forwarded-for': forwarded } : {} } as Parameters<
      typeof clientNetwork
    >[0]);
  it.each([
    ['192.0.2.1, 130.176.1.1', '192.0.2.1'],
    ['8.8.8.8, 192.0.2.1, 130.176.1.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6, 130.176.1.1', '2001:db8:1:2::/64'],
    ['2001:DB8::6, 130.176.1.1', '2001:db8:0:0::/64'],
    ['::1, 130.176.1.1', '0:0:0:0::/64'],
    ['2001:db8:1:2::, 130.176.1.1', '2001:db8:1:2::/64'],
  ])('of %s is %s', (forwarded, network) => expect(of(forwarded)).toBe(network));
  it('is unknown when nothing tells', () => {
    expect(of()).toBeNull();
    expect(of('130.176.1.1')).toBeNull();
  });
});
