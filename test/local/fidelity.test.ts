import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionDefinitions } from '../../local/lambda/definition.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';

/** What functions meet on AWS, on the whole way from a connection to the function and back. */
const assembly = fileURLToPath(new URL('./fixtures/assembly', import.meta.url));
const MB = 1024 * 1024;
let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop({ port: 24_420, dataFolder: null, assembly });
});
afterAll(() => laptop.stop());

type Echoed = Readonly<Record<string, unknown>> & { readonly headers: Readonly<Record<string, string>> };

/** The event that a function gets of a request whose header lines are sent as they are. */
async function echo(path: string, lines: readonly string[] = []): Promise<Echoed> {
  const { host, port } = new URL(laptop.urls.website);
  const request = httpRequest({ port, path, headers: ['Host', host, ...lines] });
  request.end();
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  return JSON.parse(await text(response)) as Echoed;
}

const post = (path: string, type: string, body: string | Uint8Array<ArrayBuffer>) =>
  fetch(laptop.urls.website + path, { method: 'POST', headers: { 'content-type': type }, body });

describe('a request', () => {
  it('has lower-case headers, with the values of several lines in one', async () => {
    const lines = ['X-ReQuest', 'One', 'x-request', 'two', 'Cookie', 'a=1', 'cookie', 'b=2'];
    const { headers, cookies } = await echo('/echo', lines);
    expect(headers['x-request']).toBe('One,two');
    expect(Object.keys(headers).filter((name) => name !== name.toLowerCase())).toEqual([]);
    expect([cookies, headers['cookie']]).toEqual([['a=1', 'b=2'], undefined]);
  });

  it('has its query as sent, and its parameters decoded with several values in one', async () => {
    const event = await echo('/echo?a=1&b=%C3%A9+x&a=2&empty');
    expect(event['rawQueryString']).toBe('a=1&b=%C3%A9+x&a=2&empty');
    expect(event['queryStringParameters']).toEqual({ a: '1,2', b: 'é x', empty: '' });
    expect(await echo('/echo')).not.toHaveProperty('queryStringParameters');
  });

  it('comes through CloudFront and the API, whatever it says of that itself', async () => {
    const { headers } = await echo('/echo', ['X-Forwarded-Proto', 'ftp', 'X-Forwarded-For', '203.0.113.9']);
    expect(headers).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' });
    const addresses = headers['x-forwarded-for']?.split(', ') ?? [];
    expect([addresses[0], addresses.at(-1)]).toEqual(['203.0.113.9', '192.0.2.1']);
    expect(addresses.at(-2)).toContain('127.0.0.1');
  });

  it('with HEAD goes to $default where no route declares it, and is answered without a body', async () => {
    const head = await fetch(`${laptop.urls.website}/things/1`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
  });

  it('with a path that a route has, but not its method, goes to $default', async () => {
    expect(await echo('/things/1')).toMatchObject({ routeKey: '$default' });
    const declared = (await (await post('/things/%C3%A9', 'text/plain', 'x')).json()) as Echoed;
    expect(declared).toMatchObject({ routeKey: 'POST /things/{id}', pathParameters: { id: 'é' } });
  });
});

describe('a body', () => {
  it.each([
    ['application/x-www-form-urlencoded', 'a=%C3%A9', true],
    ['application/json', '{"a":"é"}', false],
  ])('of %s arrives as %s, in base64: %s', async (type, body, isBase64Encoded) => {
    const event = (await (await post('/echo', type, body)).json()) as Echoed;
    const expected = isBase64Encoded ? Buffer.from(body).toString('base64') : body;
    expect(event).toMatchObject({ body: expected, isBase64Encoded });
  });

  it('may fill an event of 6 MB, in which base64 takes a third more', async () => {
    const bytes = new Uint8Array(4.6 * MB).fill(120);
    expect((await post('/number', 'text/plain', bytes)).status).toBe(500);
    const binary = await post('/number', 'application/octet-stream', bytes);
    expect([binary.status, await binary.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });

  it('of more than 10 MB does not get as far as the API’s function', async () => {
    const response = await post('/echo', 'text/plain', new Uint8Array(10 * MB + 1));
    expect([response.status, await response.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });
});

describe('the environment of a function', () => {
  it('has no room for more than Lambda gives it', () => {
    const functionWith = (value: string) => ({
      Resources: {
        Big: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { S3Key: 'big.zip' },
            Handler: 'index.handler',
            Runtime: 'nodejs24.x',
            Environment: { Variables: { NAME: value } },
          },
        },
      },
    });
    const define = (value: string) =>
      functionDefinitions(functionWith(value), (resolved) => resolved, assembly, 'http://127.0.0.1');
    expect(define('x'.repeat(4092))).toHaveLength(1);
    expect(() => define('x'.repeat(4093))).toThrow('variables of Big have 4097 bytes: Lambda takes 4096');
  });
});
