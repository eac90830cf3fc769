import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
});
afterAll(() => world.stop());

const correction = {
  kind: 'correction',
  record: 'cybercrime-octopus',
  version: 1,
  changes: [{ field: 'endDate', from: '2020-12-31', to: '2021-06-30' }],
};
const api = '/api/submissions';

describe('POST /api/submissions', () => {
  it('answers 201 with reference, status and the address of the status', async () => {
    const answer = await world.postJson(api, correction);
    expect(answer.status).toBe(201);
    const { reference, status, statusUrl } = JSON.parse(answer.body);
    expect(status).toBe('pending');
    expect(answer.headers['location']).toBe(statusUrl);
    const { pathname, search } = new URL(statusUrl);
    expect(pathname).toBe(`/submissions/${reference}`);
    const told = await world.get(`${api}/${reference}${search}`);
    expect(JSON.parse(told.body)).toMatchObject({
      reference,
      status: 'pending',
      record: 'cybercrime-octopus',
    });
    expect((await world.get(`${api}/${reference}?t=x`)).headers['content-type']).toBe(
      'application/problem+json',
    );
  });

  it('waits for the address where one is given', async () => {
    const contributor = { email: 'ada@example.org', name: 'Ada', role: 'owner' };
    const answer = await world.postJson(api, { ...correction, contributor });
    expect(JSON.parse(answer.body).status).toBe('unconfirmed');
  });

  const change = correction.changes[0];
  it.each([
    ['an unknown field', { ...correction, colour: 'red' }, '/colour'],
    ['an unknown kind', { ...correction, kind: 'destruction' }, '/kind'],
    ['no changes', { ...correction, changes: [] }, '/changes'],
    ['a change that is none', { ...correction, changes: [{ ...change, to: '2020-12-31' }] }, '/changes'],
    [
      'a field nobody may change',
      { ...correction, changes: [{ field: 'version', from: 1, to: 2 }] },
      '/changes/0/field',
    ],
    ['no such day', { ...correction, changes: [{ ...change, to: '2021-02-30' }] }, '/changes/0/to'],
    ['an end before the start', { ...correction, changes: [{ ...change, to: '2001' }] }, '/changes/0/to'],
    ['one field twice', { ...correction, changes: [change, change] }, '/changes/1/field'],
    ['a version that never was', { ...correction, version: 99 }, '/version'],
    ['a script as evidence', { ...correction, evidence: ['javascript:alert(1)'] }, '/evidence/0'],
    [
      'a header in the address',
      { ...correction, contributor: { email: 'a@b.org\r\nBcc: c@d.org' } },
      '/contributor/email',
    ],
    [
      'an address no server takes',
      { ...correction, contributor: { email: 'a..b@example.org' } },
      '/contributor/email',
    ],
    ['changes without end', { ...correction, changes: Array(3000).fill(0) }, '/changes'],
    ['a credit for nobody', { ...correction, contributor: { credit: 'name' } }, '/contributor/name'],
    ['bytes that were no UTF-8', { ...correction, comment: 'a\ufffdb' }, '/comment'],
    [
      'a country twice',
      { ...correction, changes: [{ field: 'beneficiaries', from: ['001'], to: ['FR', 'FR'] }] },
      '/changes/0/to/1',
    ],
    [
      'a title nobody can see',
      { ...correction, changes: [{ field: 'title', from: 'Cybercrime@Octopus', to: '\u200b\u200b' }] },
      '/changes/0/to',
    ],
    ['a comment too long', { ...correction, comment: 'x'.repeat(2001) }, '/comment'],
    ['no document', 'null', undefined],
  ])('refuses %s with 422 and where it is', async (_what, document, pointer) => {
    const answer = await world.postJson(api, document);
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    const problem = JSON.parse(answer.body);
    expect(problem).toMatchObject({ type: 'about:blank', title: 'Unprocessable Content', status: 422 });
    const pointers = problem.errors.map((error: { pointer: string }) => error.pointer);
    expect(pointers).toContain(pointer ?? '');
    for (const { detail } of problem.errors) expect(detail).toMatch(/^[A-Z].*\.$/s);
  });

  it.each([
    ['what is no JSON', 400, '{', { 'content-type': 'application/json' }],
    ['what is no UTF-8', 400, '"\ufffd', { 'content-type': 'application/json' }],
    ['a form', 415, 'kind=correction', { 'content-type': 'application/x-www-form-urlencoded' }],
    [
      'more than 64 KiB',
      413,
      JSON.stringify({ ...correction, comment: 'x'.repeat(70_000) }),
      { 'content-type': 'application/json' },
    ],
  ])('refuses %s with %i', async (_what, status, body, headers) => {
    const answer = await world.request(api, { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ status });
  });

  it('answers 404 for a record that does not exist', async () => {
    expect((await world.postJson(api, { ...correction, record: 'none' })).status).toBe(404);
  });

  it('keeps emoji, right-to-left text and combining marks', async () => {
    const comment = '🐙 مرحبا e\u0301';
    const answer = await world.postJson(api, { ...correction, comment });
    const { reference } = JSON.parse(answer.body);
    const stored = (await world.dump()).find(
      ({ pk, sk }) => pk === `SUBMISSION#${reference}` && sk === 'STATE',
    );
    expect(stored?.['comment']).toBe('🐙 مرحبا é');
  });

  it('makes one line of a name of two', async () => {
    const contributor = { email: 'lin@example.org', name: 'Lin\r\nBcc: x@example.org', role: 'owner' };
    const answer = await world.postJson(api, { ...correction, contributor });
    const { reference } = JSON.parse(answer.body);
    const stored = (await world.dump()).filter(({ pk }) => pk === `SUBMISSION#${reference}`);
    expect(JSON.stringify(stored)).toContain('"Lin Bcc: x@example.org"');
  });
});

describe('GET /api/openapi.json', () => {
  it('describes what is taken, from the schemas that read it', async () => {
    const document = JSON.parse((await world.get('/api/openapi.json')).body);
    expect(document.openapi).toBe('3.1.0');
    const { required, properties } = document.components.schemas.Correction;
    expect(required).toEqual(['kind', 'record', 'version', 'changes']);
    expect(properties.changes.items.oneOf).toHaveLength(21);
    const { Bundle, Submission, Addition } = document.components.schemas;
    expect(Bundle).toMatchObject({ items: { $ref: '#/components/schemas/Submission' }, maxItems: 14 });
    expect(Submission.oneOf).toHaveLength(4);
    for (const name of Object.values<string>(Submission.discriminator.mapping)) {
      expect(document.components.schemas[name.split('/').at(-1) ?? '']).toHaveProperty('properties');
    }
    expect(Addition.required).toEqual(['kind', 'proposal', 'basis']);
  });

  it('describes every kind and status', async () => {
    const document = JSON.parse((await world.get('/api/openapi.json')).body);
    const { schemas } = document.components;
    const kinds = Object.keys(schemas.Submission.discriminator.mapping);
    expect(kinds).toEqual(['correction', 'addition', 'consent', 'objection']);
    expect(schemas.Status.properties.kind.enum).toEqual(kinds);
    expect(schemas.Addition.properties.proposal.required).toEqual(['title']);
    expect(schemas.Consent.required).toEqual(['kind', 'record', 'notice', 'authority', 'contributor']);
    expect(schemas.Status.properties.status.enum).toContain('awaiting-reply');
    const refs = JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g);
    for (const [, name = ''] of refs) expect(Object.keys(schemas)).toContain(name);
  });

  it('knows of records that were withdrawn', async () => {
    const document = JSON.parse((await world.get('/api/openapi.json')).body);
    expect(document.paths['/api/submissions'].post.responses).toHaveProperty('410');
  });
});

describe('a POST', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const post = (headers: Record<string, string>) =>
    world.request('/correct/cybercrime-octopus', {
      method: 'POST',
      headers: { ...form, ...headers },
      body: 'endDate=2020-12-31',
    });

  it.each([
    ['nothing that says where it comes from', {}, 403],
    ['another site’s', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site’s', { 'sec-fetch-site': 'same-site', origin: 'https://corrections.example.org' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['no origin', { origin: 'null' }, 403],
    ['our own origin', { origin: 'https://corrections.example.org' }, 422],
    ['the same origin', { 'sec-fetch-site': 'same-origin' }, 422],
  ])('with %s gets its due', async (_what, headers, status) => {
    expect((await post(headers)).status).toBe(status);
  });
});
