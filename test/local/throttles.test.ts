import { beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { Clock } from '../../local/control/clock.ts';
import { type HttpApi, httpApi } from '../../local/http/api.ts';
import { readThrottles } from '../../local/http/throttles.ts';
import { templateResolver } from '../../local/template/resolve.ts';
import { requireSupported } from '../../local/template/template.ts';
import { synthesize } from '../lib/template.ts';

const { json } = synthesize();
const template = requireSupported(json as Parameters<typeof requireSupported>[0]);
const resolve = templateResolver(template, 'http://localhost:4000');
const { read, send, link, api: program } = settings.requestsPerSecond;

/** The real API in front of functions that say which route they were asked by, at a time that only tests move. */
let api: HttpApi;
let time: number;

beforeEach(() => {
  time = 0;
  const functions = { invoke: async (_: string, event: string) => JSON.parse(event).routeKey as unknown };
  api = httpApi(
    template,
    resolve,
    functions,
    new Clock(),
    readThrottles(template, resolve, () => time),
  );
});

async function status(method: string, target: string): Promise<number> {
  const answer = await api({ method, target, rawHeaders: [], body: Buffer.alloc(0), sourceIp: '192.0.2.1' });
  return answer.status;
}

/** How many of so many requests at the same moment were let in. */
async function flood(method: string, target: (one: number) => string, count = 500): Promise<number> {
  const all = await Promise.all(Array.from({ length: count }, (_, one) => status(method, target(one))));
  expect(new Set(all)).toEqual(new Set([200, 429]));
  return all.filter((one) => one === 200).length;
}

const decided = [
  ['GET', '/confirm/token'],
  ['POST', '/confirm/token'],
  ['GET', '/review/token'],
  ['POST', '/review/token'],
  ['GET', '/submissions/COR-7F3K-9Q2M?t=token'],
  ['POST', '/submissions/COR-7F3K-9Q2M?t=token'],
] as const;
const sent = [
  ['GET', '/withdraw/cybersouth'],
  ['POST', '/withdraw/cybersouth'],
  ['POST', '/object/cybersouth'],
  ['POST', '/correct/cybersouth'],
  ['POST', '/add'],
] as const;

describe('a flood of readers', () => {
  it.each([
    ['the start page', () => '/'],
    ['searches', (one: number) => `/?q=${one}`],
    ['records', (one: number) => `/projects/record-${one}`],
    ['pages that are not there', (one: number) => `/nothing/${one}`],
    ['style sheets', (one: number) => `/assets/${one}.css`],
    ['the description of the API', () => '/api/openapi.json'],
  ])('of %s keeps nobody from deciding, confirming or withdrawing', async (_, target) => {
    expect(await flood('GET', target)).toBe(2 * read);
    for (const [method, path] of [...decided, ...sent]) expect(await status(method, path), path).toBe(200);
    expect(await status('POST', '/api/submissions')).toBe(200);
  });

  it('of one kind keeps nobody from reading the rest', async () => {
    await flood('GET', (one) => `/?q=${one}`);
    for (const path of ['/projects/cybersouth', '/about', '/privacy'])
      expect(await status('GET', path)).toBe(200);
  });

  it('with HEAD uses up nothing of what GET has', async () => {
    await flood('HEAD', () => '/');
    expect(await status('GET', '/')).toBe(200);
  });

  it('is over when it is over', async () => {
    await flood('GET', () => '/');
    expect(await status('GET', '/')).toBe(429);
    time += 1000 / read;
    expect(await status('GET', '/')).toBe(200);
  });
});

describe('a flood of submissions', () => {
  it.each([
    ['POST', '/correct/cybersouth', send],
    ['GET', '/correct/cybersouth', send],
    ['POST', '/add', send],
    ['POST', '/withdraw/cybersouth', send],
    ['POST', '/object/cybersouth', send],
    ['POST', '/api/submissions', program],
  ])('%s %s leaves mailed links open', async (method, path, rate) => {
    expect(await flood(method, () => path)).toBe(2 * rate);
    for (const [how, where] of decided) expect(await status(how, where), where).toBe(200);
  });

  it('by programs leaves forms open', async () => {
    await flood('POST', () => '/api/submissions');
    for (const [method, path] of sent) expect(await status(method, path), path).toBe(200);
  });

  it('by corrections leaves withdrawing open', async () => {
    await flood('POST', () => '/correct/cybersouth');
    for (const method of ['GET', 'POST']) expect(await status(method, '/withdraw/cybersouth')).toBe(200);
  });
});

describe('a flood of guessed links', () => {
  it.each(['/confirm', '/review'])('at %s leaves the others open', async (path) => {
    expect(await flood('GET', (one) => `${path}/${one}`)).toBe(2 * link);
    for (const [method, where] of [...decided, ...sent]) {
      if (method === 'GET' && where.startsWith(path)) continue;
      expect(await status(method, where), where).toBe(200);
    }
  });
});

describe('a stage', () => {
  const throttlesOf = (stage: object) =>
    readThrottles(
      { Resources: { Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ...stage } } } },
      (value) => value,
      () => 0,
    );
  const one = { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 };

  it('lets routes without a throttle of their own share one', () => {
    const admit = throttlesOf({ DefaultRouteSettings: one, RouteSettings: { 'GET /own': one } });
    expect(['GET /a', 'GET /b', 'GET /own', 'GET /own'].map(admit)).toEqual([true, false, true, false]);
  });

  it('with settings that are not played is refused', () => {
    const unknown = { ...one, DetailedMetricsEnabled: true };
    expect(() => throttlesOf({ DefaultRouteSettings: one, RouteSettings: { 'GET /': unknown } })).toThrow();
  });
});
