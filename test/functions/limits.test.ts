import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../lambdas/config/schema.ts';
import { settings } from '../../lambdas/config/settings.ts';
import { confirmHandler } from '../../lambdas/confirm.ts';
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
  it('count as confirmation mails to the address', async () => {
    const settingsOfOne = { ...settings, limits: { ...settings.limits, mailsPerAddress: 2 } };
    const dependencies = { ...world.dependencies, settings: settingsOfOne };
    const handlers = { submit: submitHandler(dependencies), confirm: confirmHandler(dependencies) };
    const { post, postJson } = requester(handlers, publicUrl);
    const sent = await postJson('/api/submissions', document('late@example.org'));
    const { reference } = JSON.parse(sent.body) as { reference: string };
    const late = newToken();
    const validUntil = '2020-01-01T00:00:00.000Z';
    const link = { reference, purpose: 'confirm', holder: CONTRIBUTOR, validUntil } as const;
    await storeLink(world.table, { ...link, tokenHash: sha256(late) });
    expect((await post(`/confirm/${late}`, { decision: 'send' })).status).toBe(200);
    const refused = await post(`/confirm/${late}`, { decision: 'send' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toContain(world.rule('too-often'));
    expect((await postJson('/api/submissions', document('late@example.org'))).status).toBe(429);
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
