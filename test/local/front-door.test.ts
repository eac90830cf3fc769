import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRONT_DOOR_HEADER } from '../../lambdas/config/front-door.ts';
import { filesBelow, type Running, startRunning } from '../support/running.ts';

let running: Running;

beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

const document = {
  kind: 'correction',
  record: 'cybercrime-octopus',
  version: 1,
  changes: [{ field: 'endDate', from: '2020-12-31', to: '2021-06-30' }],
};

type Sent = { readonly method?: string; readonly headers?: readonly string[]; readonly body?: string };

/** Asks with header lines as they are, as `fetch` would not send them. */
async function ask(address: string, path: string, { method = 'GET', headers = [], body }: Sent = {}) {
  const { hostname, port } = new URL(address);
  const lines = ['Host', `${hostname}:${port}`, ...headers];
  const length = body === undefined ? [] : ['Content-Length', `${Buffer.byteLength(body)}`];
  const request = httpRequest({ hostname, port, path, method, headers: [...lines, ...length] });
  request.end(body);
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  return { status: response.statusCode, body: await text(response) };
}

const json = ['Content-Type', 'application/json'];
const form = ['Content-Type', 'application/x-www-form-urlencoded', 'Sec-Fetch-Site', 'same-origin'];

describe('the door beside the door', () => {
  it.each([
    ['GET', '/'],
    ['HEAD', '/'],
    ['GET', '/projects/cybercrime-octopus'],
    ['GET', '/correct/cybercrime-octopus'],
    ['GET', '/confirm/anything'],
    ['GET', '/review/anything'],
    ['GET', '/submissions/COR-0000-0000?t=anything'],
    ['GET', '/api/openapi.json'],
    ['GET', '/assets/style.css'],
    ['GET', '/no/such/page'],
    ['DELETE', '/'],
  ])('answers %s %s with nothing but a refusal', async (method, path) => {
    const { status, body } = await ask(running.apiAddress, path, { method });
    expect(status).toBe(403);
    expect(body).not.toContain('Octopus');
  });

  it('takes nothing, whatever address somebody says to come from', async () => {
    const before = await running.dump();
    for (let last = 1; last <= 20; last += 1) {
      const made = ['X-Forwarded-For', `203.0.113.${last}, 198.51.100.${last}`];
      const body = JSON.stringify({ ...document, comment: `Flood ${last}.` });
      const sent = { method: 'POST', headers: [...json, ...made], body };
      expect((await ask(running.apiAddress, '/api/submissions', sent)).status).toBe(403);
    }
    for (const path of ['/withdraw/cybercrime-octopus', '/add', '/confirm/x', '/review/x']) {
      const sent = { method: 'POST', headers: form, body: 'decision=send&email=a%40example.org' };
      expect((await ask(running.apiAddress, path, sent)).status).toBe(403);
    }
    expect(await running.dump()).toEqual(before);
  });

  it('opens to no key that somebody tries', async () => {
    const [secret = ''] = running.secrets;
    const tried = ['', '0', secret.slice(1), `${secret}x`, secret.toUpperCase(), 'undefined', 'null', '*'];
    for (const key of tried) {
      const headers = [FRONT_DOOR_HEADER, key];
      expect((await ask(running.apiAddress, '/', { headers })).status, key).toBe(403);
    }
    const twice = [FRONT_DOOR_HEADER, secret, FRONT_DOOR_HEADER, secret];
    expect((await ask(running.apiAddress, '/', { headers: twice })).status).toBe(403);
  });

  it('opens to the key, which is what the website sends', async () => {
    const [secret = ''] = running.secrets;
    expect((await ask(running.apiAddress, '/', { headers: [FRONT_DOOR_HEADER, secret] })).status).toBe(200);
  });

  it('says on the API what is wrong, as a problem document', async () => {
    const sent = { method: 'POST', headers: json, body: JSON.stringify(document) };
    const { body } = await ask(running.apiAddress, '/api/submissions', sent);
    expect(JSON.parse(body)).toMatchObject({ status: 403, title: 'Forbidden' });
  });
});

describe('the front door', () => {
  it('is not shut by whoever sends a key of their own', async () => {
    for (const key of ['made up', '']) {
      expect((await ask(running.pages, '/', { headers: [FRONT_DOOR_HEADER, key] })).status).toBe(200);
    }
  });

  it('tells its key to nobody: not on pages, and in no log or kept file', async () => {
    const [secret = ''] = running.secrets;
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const files = [
      ...(await filesBelow(running.folders.logs)),
      ...(await filesBelow(running.folders.bucket)),
    ];
    expect(files.length).toBeGreaterThan(4);
    for (const file of [...files, `${running.data}/running.json`]) {
      expect(await readFile(file, 'utf8'), file).not.toContain(secret);
    }
    expect((await ask(running.pages, '/')).body).not.toContain(secret);
  });
});
