import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbClient } from '../../local/dynamodb/start.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { CannotStart } from '../../local/process/cannot-start.ts';

const assembly = fileURLToPath(new URL('./fixtures/assembly', import.meta.url));
const port = 24_310;
let dataFolder: string;
let laptop: Laptop;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'laptop-'));
  laptop = await startLaptop({ port, dataFolder, assembly });
});

afterAll(async () => {
  await laptop.stop();
  await rm(dataFolder, { recursive: true });
});

/** Asks again until the answer is there. */
async function eventually<Found>(find: () => Promise<Found | null>): Promise<Found> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await find();
    if (found !== null) return found;
    await delay(50);
  }
  throw new Error('It never came.');
}

async function subjects(): Promise<string[]> {
  const store = (await (await fetch(`${laptop.urls.inbox}/store`)).json()) as {
    emails: { subject: string }[];
  };
  return store.emails.map(({ subject }) => subject);
}

async function countRows(): Promise<number> {
  const client = dynamoDbClient(laptop.endpoints.dynamodb);
  const { Count = 0 } = await client.send(new ScanCommand({ TableName: laptop.tableName }));
  client.destroy();
  return Count;
}

describe('pages', () => {
  it('reach the function with the viewer’s address second-last, and not as the viewer named the host', async () => {
    const response = await fetch(`${laptop.urls.website}/some/page?a=1&a=2`, {
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect(await response.json()).toMatchObject({
      routeKey: '$default',
      rawPath: '/some/page',
      queryStringParameters: { a: '1,2' },
      headers: {
        host: 'Api.execute-api.eu-west-1',
        'x-forwarded-for': expect.stringMatching(/^203\.0\.113\.9, \S*127\.0\.0\.1, 192\.0\.2\.1$/),
      },
    });
  });

  it('answer a function’s failure as the API does, without its reason', async () => {
    for (const path of ['/throw', '/exit', '/hang', '/number', '/large']) {
      const response = await fetch(`${laptop.urls.website}${path}`);
      expect([path, response.status, await response.text()]).toEqual([
        path,
        500,
        '{"message":"Internal Server Error"}',
      ]);
    }
    expect((await fetch(`${laptop.urls.website}/after`)).status).toBe(200);
    const log = await readFile(join(dataFolder, 'logs', 'Echo.log'), 'utf8');
    expect(log).toContain('thrown on purpose');
    expect(log).toContain('Task timed out after 2.00 seconds');
  });

  it('refuse methods and bodies that AWS refuses', async () => {
    const put = await fetch(`${laptop.urls.website}/things/1`, { method: 'PUT', body: 'x' });
    expect(put.status).toBe(403);
    const body = new Uint8Array(7 * 1024 * 1024);
    const large = await fetch(`${laptop.urls.website}/things/1`, { method: 'POST', body });
    expect(large.status).toBe(413);
  });

  it('run with nothing but their own environment', async () => {
    const environment = await (await fetch(`${laptop.urls.website}/environment`)).json();
    expect(environment).toMatchObject({
      TABLE_NAME: laptop.tableName,
      PUBLIC_URL: laptop.urls.website,
      AWS_LAMBDA_FUNCTION_NAME: 'Echo',
      AWS_ACCESS_KEY_ID: 'Echo',
    });
    expect(
      Object.keys(environment).filter((name) => !/^(?:AWS_|TABLE_NAME|PUBLIC_URL|LANG|TZ)/.test(name)),
    ).toEqual([]);
  });
});

describe('a row in the outbox', () => {
  it('wakes the consumer, again after a failure, which mails and publishes', async () => {
    const response = await fetch(`${laptop.urls.website}/owe`);
    expect([response.status, response.headers.get('location')]).toEqual([201, '/owed']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const url = `${laptop.urls.website}/v1/woken.json`;
    const published = await eventually(async () => {
      const found = await fetch(url);
      return found.ok ? found : null;
    });
    expect(published.headers.get('access-control-allow-origin')).toBe('*');
    const etag = published.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect(await published.json()).toMatchObject({
      Records: [
        {
          eventName: 'INSERT',
          eventSource: 'aws:dynamodb',
          dynamodb: {
            ApproximateCreationDateTime: expect.any(Number),
            Keys: { pk: { S: 'OUTBOX' }, sk: { S: expect.any(String) } },
            StreamViewType: 'KEYS_ONLY',
          },
        },
      ],
    });
    expect(await subjects()).toHaveLength(1);
    const [mail = ''] = await readdir(join(dataFolder, 'mail'));
    expect(await readFile(join(dataFolder, 'mail', mail), 'utf8')).toContain('X-Kept: yes');
  });
});

describe('files that are not there', () => {
  it('refuse addresses that nobody can read', async () => {
    for (const path of ['/v1/%E0%A4%A', `/v1/${'a'.repeat(1100)}`, '/%E0%A4%A']) {
      expect((await fetch(laptop.urls.website + path)).status, path).toBe(400);
    }
    expect((await fetch(`${laptop.urls.site}/%E0%A4%A`)).status).toBe(400);
  });

  it('answer as S3 does', async () => {
    const response = await fetch(`${laptop.urls.website}/v1/nothing.json`);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/xml']);
    expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
  });
});

describe('the example site', () => {
  it('is told where the inventory is', async () => {
    const config = await fetch(`${laptop.urls.site}/config.json`);
    expect(await config.json()).toEqual({ inventory: laptop.urls.website });
    expect((await fetch(laptop.urls.site)).headers.get('content-type')).toContain('text/html');
  });

  it('shows nothing outside of its folder', async () => {
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json']) {
      expect((await fetch(`${laptop.urls.site}${path}`)).status).toBe(404);
    }
  });
});

describe('a second start', () => {
  it('is refused while the ports are in use', async () => {
    const second = startLaptop({ port, dataFolder: null, assembly });
    await expect(second).rejects.toThrow(CannotStart);
    await expect(second).rejects.toThrow(`Port ${port} (the website) is already in use`);
  });

  it('names the port that is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port + 11, '127.0.0.1', resolve));
    await expect(startLaptop({ port: port + 10, dataFolder: null, assembly })).rejects.toThrow(
      `Port ${port + 11} (the inbox) is already in use`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it('on the same data keeps rows, files and mails', async () => {
    const before = await subjects();
    const rows = await countRows();
    expect(rows).toBeGreaterThan(0);
    await laptop.stop();
    laptop = await startLaptop({ port, dataFolder, assembly });
    expect(await countRows()).toBe(rows);
    expect(await subjects()).toEqual(before);
    expect((await fetch(`${laptop.urls.website}/v1/woken.json`)).status).toBe(200);
  });
});

describe('a table that cannot be read', () => {
  it('is told in one sentence, and nothing keeps running', async () => {
    const corrupt = await mkdtemp(join(tmpdir(), 'corrupt-'));
    await mkdir(join(corrupt, 'dynamodb'));
    await writeFile(join(corrupt, 'dynamodb', 'shared-local-instance.db'), 'no database');
    const start = startLaptop({ port: port + 20, dataFolder: corrupt, assembly });
    await expect(start).rejects.toThrow(
      'cannot be read: it is corrupt or of another version. Begin anew with',
    );
    expect(await readdir(corrupt)).toEqual(['dynamodb']);
    await rm(corrupt, { recursive: true });
  });
});
