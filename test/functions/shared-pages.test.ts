import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHARED } from '../../lambdas/http/exchange.ts';
import { cloudFrontEdge } from '../../lambdas/storage/readers-copies.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
  await world.seed();
});
afterAll(() => world.stop());

const readers = [
  '/',
  '/?q=cyber',
  '/?q=nothing-like-it',
  '/?lang=en',
  '/?q=cyber&lang=en',
  '/about',
  '/privacy',
  '/projects/cybercrime-octopus',
  '/projects/cybercrime-octopus?lang=en',
  '/api/openapi.json',
];

describe.each(readers)('%s', (path) => {
  it('may be kept at the edge for a minute, and in no browser', async () => {
    const { status, headers } = await world.get(path);
    expect([status, headers['cache-control']]).toEqual([200, SHARED]);
    expect(Number(/s-maxage=(\d+)/.exec(SHARED)?.[1])).toBeLessThanOrEqual(60);
    expect(SHARED).toContain('max-age=0,');
  });

  it('is the same for everybody, whatever they say of themselves', async () => {
    const { body } = await world.get(path);
    for (const headers of [
      { 'accept-language': 'fr', cookie: 'lang=fr; session=1' },
      { 'user-agent': 'Robot', referer: 'https://evil.example/?q=1', authorization: 'Bearer x' },
      { 'x-forwarded-for': '203.0.113.9, 198.51.100.1, 192.0.2.1', host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', origin: 'https://evil.example' },
    ]) {
      expect((await world.request(path, { headers })).body).toBe(body);
    }
  });

  it('has no form with a key or a stamp, which would be somebody’s own', async () => {
    const { body } = await world.get(path);
    expect(body).not.toMatch(/name="(?:key|stamp|opened|version|t|bundle)"/);
    expect(body).not.toMatch(/<form[^>]*method="post"/i);
  });

  it('says the same of itself with HEAD', async () => {
    const { headers } = await world.request(path, { method: 'HEAD' });
    expect(headers['cache-control']).toBe(SHARED);
  });
});

it.each([
  '/correct/cybercrime-octopus',
  '/correct/cybercrime-octopus?field=endDate',
  '/add',
  '/consent/cybercrime-octopus',
  '/withdraw/cybercrime-octopus',
  '/object/cybercrime-octopus',
  '/confirm/nobodys',
  '/review/nobodys',
  '/submissions/COR-7F3K-9Q2M?t=nobodys',
  '/api/submissions/COR-7F3K-9Q2M?t=nobodys',
  '/projects/no-such-project',
  '/no/such/page',
])('%s is kept nowhere', async (path) => {
  for (const method of ['GET', 'HEAD'] as const) {
    expect((await world.request(path, { method })).headers['cache-control']).toBe('no-store');
  }
});

it('a page that could not be made is kept nowhere', async () => {
  const { request } = world;
  const forged = await request('/projects/cybercrime-octopus', { method: 'POST', body: 'a=1' });
  expect([forged.status, forged.headers['cache-control']]).toEqual([403, 'no-store']);
});

it('what is withdrawn is forgotten at the edge on every page, whatever its query, by one path that is billed once', async () => {
  const sent: { input: unknown }[] = [];
  const client = { send: async (command: { input: unknown }) => void sent.push(command) };
  await cloudFrontEdge(client as never, 'DISTRIBUTION', 'https://corrections.example.org').forget();
  const Paths = { Quantity: 1, Items: ['/*'] };
  expect(sent.map(({ input }) => input)).toMatchObject([
    { DistributionId: 'DISTRIBUTION', InvalidationBatch: { Paths } },
  ]);
});
