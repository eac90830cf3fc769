import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeInForce } from '../../lambdas/i18n/notices.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
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
const api = '/api/submissions';
const uuid = '4e9f4a0e-92c5-4b7d-8f0c-3a1f6a1c9d52';

const correction = (comment: string) => ({
  kind: 'correction',
  record: 'cybercrime-octopus',
  version: 1,
  changes: [{ field: 'endDate', from: '2020-12-31', to: '2021-06-30' }],
  comment,
});
const consent = (email: string) => ({
  kind: 'consent',
  record: 'cybersouth',
  notice: notice.version,
  authority: true,
  contributor: { email, role: 'owner' },
});

async function send(document: unknown, key?: string) {
  const answer = await world.postJson(api, document, key === undefined ? {} : { 'idempotency-key': key });
  expect(answer.status, answer.body).toBe(201);
  return JSON.parse(answer.body) as { reference: string; statusUrl: string };
}

async function table(): Promise<string> {
  return JSON.stringify(await world.dump());
}

describe('without a key', () => {
  it('each POST is its own submission, whatever it says', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => send(correction('the same'))));
    expect(new Set(sent.map(({ reference }) => reference)).size).toBe(3);
    expect(new Set(sent.map(({ statusUrl }) => statusUrl)).size).toBe(3);
  });

  it('whoever guesses what somebody consented to gets no link of theirs, and cancels nothing of theirs', async () => {
    const hers = await send(consent('owner@guessed.example'));
    const guessed = await send(consent('owner@guessed.example'));
    expect(guessed.reference).not.toBe(hers.reference);
    const [secret, other] = [guessed, hers].map(({ statusUrl }) => new URL(statusUrl).searchParams.get('t'));
    expect((await world.get(`/submissions/${hers.reference}?t=${secret}`)).status).toBe(404);
    expect((await world.post(`/confirm/${secret}`, { decision: 'cancel' })).status).toBe(303);
    const page = await world.get(`${api}/${hers.reference}?t=${other}`);
    expect(JSON.parse(page.body).status).toBe('unconfirmed');
  });

  it('keeps nothing that a repeat could be told by', async () => {
    const before = (await world.dump()).filter(({ pk }) => pk.startsWith('KEY#')).length;
    await send(correction('no key at all'));
    expect((await world.dump()).filter(({ pk }) => pk.startsWith('KEY#'))).toHaveLength(before);
  });
});

describe('with a key', () => {
  it('the same content gets the original answer, for 24 hours', async () => {
    const sentAt = world.clock.now;
    const first = await send(correction('repeated'), uuid);
    expect(await send(correction('repeated'), uuid)).toEqual(first);
    world.clock.now = new Date(sentAt.getTime() + 23 * 3_600_000);
    expect(await send(correction('repeated'), uuid)).toEqual(first);
    world.clock.now = new Date(sentAt.getTime() + 25 * 3_600_000);
    expect((await send(correction('repeated'), uuid)).reference).not.toBe(first.reference);
    world.clock.now = sentAt;
  });

  it('two requests at the same moment are one', async () => {
    const sent = await Promise.all([1, 2, 3, 4].map(() => send(correction('at once'), uuid)));
    expect(new Set(sent.map(({ statusUrl }) => statusUrl)).size).toBe(1);
  });

  it('other content is another submission, and both stay repeatable', async () => {
    const one = await send(correction('one'), uuid);
    const two = await send(correction('two'), uuid);
    expect(two.reference).not.toBe(one.reference);
    expect(two.statusUrl).not.toBe(one.statusUrl);
    expect(await send(correction('one'), uuid)).toEqual(one);
    expect(await send(correction('two'), uuid)).toEqual(two);
  });

  it('that somebody used first, nobody is refused, nor told that it was used', async () => {
    const guessable = 'corrections-2026';
    const attacker = await send(correction('The attacker was here'), guessable);
    const victim = await send(consent('owner@late.example'), guessable);
    expect(victim.reference).not.toBe(attacker.reference);
    expect((await send(consent('owner@late.example'), guessable)).reference).toBe(victim.reference);
  });

  it('the same document written otherwise is the same', async () => {
    const { kind, ...rest } = correction('spelt é, 🐙');
    const first = await send({ kind, ...rest }, uuid);
    const written = [
      JSON.stringify({ ...rest, kind }, null, 4),
      JSON.stringify({ kind, ...rest })
        .replace('é', '\\u00e9')
        .replace('🐙', '\\ud83d\\udc19'),
    ];
    for (const body of written) expect(await send(body, uuid)).toEqual(first);
  });

  it('documents that differ in anything are different', async () => {
    const base = correction('differs');
    const others = [
      { ...base, comment: 'differs!' },
      { ...base, language: 'fr' },
      { ...base, record: 'cybercrime-octopus', contributor: { name: 'Ada' } },
      { ...base, changes: [{ field: 'endDate', from: '2020-12-31', to: '2021-07' }] },
      { ...base, evidence: ['https://www.coe.int/'] },
    ];
    const sent = [await send(base, uuid)];
    for (const other of others) sent.push(await send(other, uuid));
    expect(new Set(sent.map(({ reference }) => reference)).size).toBe(sent.length);
  });

  it('a key and content cannot be shifted into another key with other content', async () => {
    const one = await send(correction('x'), `${uuid}a`);
    const two = await send(correction('ax'), uuid);
    expect(two.reference).not.toBe(one.reference);
  });

  it.each([
    ['none at all', ''],
    ['fifteen characters', 'x'.repeat(15)],
    ['two hundred and one', 'x'.repeat(201)],
    ['what cannot be printed', `${'x'.repeat(20)}\u0007`],
    ['a tab', `0123456789\t0123456789`],
    ['letters beyond ASCII', 'clé-très-secrète-de-moi'],
  ])('of %s is refused by a rule, and stores nothing', async (_what, key) => {
    const before = await table();
    const answer = await world.postJson(api, correction('key'), { 'idempotency-key': key });
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({
      detail: world.rule('not-a-key'),
      errors: [{ detail: world.rule('not-a-key'), pointer: '' }],
    });
    expect(await table()).toBe(before);
  });

  it.each([16, 36, 200])('of %i characters is taken', async (length) => {
    const key = `${length}-`.padEnd(length, 'k');
    const first = await send(correction('lengths'), key);
    expect(await send(correction('lengths'), key)).toEqual(first);
  });

  it('the secret is made of the key and the salt of that one submission', async () => {
    const { statusUrl } = await send(correction('derived'), uuid);
    const salts = (await world.dump()).filter(({ pk }) => pk.startsWith('KEY#')).map(({ salt }) => salt);
    const derived = salts.map((salt) => createHmac('sha256', String(salt)).update(uuid).digest('base64url'));
    expect(derived).toContain(new URL(statusUrl).searchParams.get('t'));
    expect(new Set(salts).size).toBe(salts.length);
    expect(await table()).not.toContain(uuid);
  });
});

describe('the hidden key of a form', () => {
  const form = '/correct/cybercrime-octopus';
  const fields = (key: string, endDate: string) => ({ version: '1', key, endDate });

  it('leads the same content to the same status page, and other content to another', async () => {
    const key = inputValue(await world.get(form), 'key');
    const first = await world.post(form, fields(key, '30/06/2021'));
    const again = await world.post(form, fields(key, '30/06/2021'));
    const other = await world.post(form, fields(key, '31/07/2021'));
    for (const { status } of [first, again, other]) expect(status).toBe(303);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(other.headers['location']).not.toBe(first.headers['location']);
    expect((await world.get(other.headers['location'] ?? '')).body).toContain('31 July 2021');
  });

  it('is made anew where a form has none', async () => {
    const answers = await Promise.all([1, 2].map(() => world.post(form, fields('', '30/06/2021'))));
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(2);
  });
});

describe('the description of the API', () => {
  it('says what a key is, by the example of a UUID', async () => {
    const document = JSON.parse((await world.get('/api/openapi.json')).body);
    const [key] = document.paths['/api/submissions'].post.parameters;
    expect(key).toMatchObject({ name: 'Idempotency-Key', schema: { minLength: 16, maxLength: 200 } });
    expect(key.example).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
  });
});
