import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBuckets } from '../../local/bucket/server.ts';
import { Shutdown } from '../../local/process/shutdown.ts';

const Bucket = 'inventory';
const config = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const shutdown = new Shutdown();
let folder: string;
let endpoint: string;
let client: S3Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bucket-'));
  endpoint = await startBuckets(folder, [Bucket], shutdown);
  client = new S3Client({ ...config, endpoint });
});

afterAll(async () => {
  client.destroy();
  await shutdown.stop();
  await rm(folder, { recursive: true });
});

async function read(Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

const failure = (name: string, status: number) => ({ name, $metadata: { httpStatusCode: status } });

/** What the bucket of files has besides what any S3 has to have, which is tried in test/contracts/s3.test.ts. */
describe('the bucket keeps objects in files', () => {
  it('keeps keys apart that look alike as file names', async () => {
    const keys = ['a', 'a/b', 'a,/b', 'a.json/b', '../a', 'é ü%2F', 'a//b'];
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    for (const Key of keys) expect(await read(Key)).toBe(Key);
  });

  it('and never shows a reader anything but a whole object', async () => {
    const bodies = ['x'.repeat(50_000), 'y'.repeat(70_000)];
    const put = (Body = '') => client.send(new PutObjectCommand({ Bucket, Key: 'whole', Body }));
    await put(bodies[0]);
    const writes = Array.from({ length: 20 }, (_, number) => put(bodies[number % 2]));
    const reads = await Promise.all(Array.from({ length: 20 }, () => read('whole')));
    await Promise.all(writes);
    expect(reads.filter((text) => !bodies.includes(text ?? ''))).toEqual([]);
  });
});

describe('files that are not as they were written', () => {
  /** A bucket of an earlier run, with one object, and where its files are. */
  async function earlier(): Promise<{ path: string; files: string[]; start: () => Promise<string> }> {
    const path = await mkdtemp(join(folder, 'earlier-'));
    const first = new Shutdown();
    const s3 = new S3Client({ ...config, endpoint: await startBuckets(path, [Bucket], first) });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'v1/index.json', Body: '{"sequence":1}' }));
    s3.destroy();
    await first.stop();
    const objects = join(path, Bucket, 'v1,');
    const files = (await readdir(objects)).sort().map((name) => join(objects, name));
    return { path, files, start: () => startBuckets(path, [Bucket], shutdown) };
  }

  it('are named at the start, whatever is wrong with them', async () => {
    for (const damage of [
      async ([body = '']: string[]) => rm(body),
      async ([body = '']: string[]) => writeFile(body, '{'),
      async ([, metadata = '']: string[]) => writeFile(metadata, '{"etag":'),
    ]) {
      const { files, start } = await earlier();
      await damage(files);
      await expect(start()).rejects.toThrow(/^The file .*v1,.* of the bucket is missing or corrupt\. Begin/);
    }
  });

  it('end a request, which they would not let go of', async () => {
    const { files, start } = await earlier();
    const url = `${await start()}/${Bucket}/v1/index.json`;
    expect((await fetch(url)).status).toBe(200);
    await rm(files[0] ?? '');
    const terminal = vi.spyOn(console, 'error').mockReturnValue();
    expect((await fetch(url)).status).toBe(500);
    expect(`${terminal.mock.calls}`).toContain('is missing or corrupt');
    terminal.mockRestore();
  });

  it('forgets uploads in parts that were never finished', async () => {
    const { path, start } = await earlier();
    const left = join(path, `${Bucket},parts`, 'upload');
    await mkdir(left, { recursive: true });
    await start();
    await expect(stat(left)).rejects.toThrow('ENOENT');
  });
});

describe('readers without a client of S3', () => {
  it('are answered 304 for an ETag or a time the reader has', async () => {
    const { ETag = '' } = await client.send(new PutObjectCommand({ Bucket, Key: 'cached', Body: '12345' }));
    const url = `${endpoint}/${Bucket}/cached`;
    const fresh = await fetch(url, { headers: { 'if-none-match': ETag } });
    expect([fresh.status, fresh.headers.get('etag'), await fresh.text()]).toEqual([304, ETag, '']);
    expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    const since = { 'if-modified-since': fresh.headers.get('last-modified') ?? '' };
    expect((await fetch(url, { headers: since })).status).toBe(304);
    expect((await fetch(url, { headers: { 'if-match': '"other"' } })).status).toBe(412);
  });
});

describe('what the bucket refuses', () => {
  it('names a bucket that is not there', async () => {
    const get = new GetObjectCommand({ Bucket: 'other', Key: 'a' });
    await expect(client.send(get)).rejects.toMatchObject(failure('NoSuchBucket', 404));
  });

  it('names an operation it does not have', async () => {
    const response = await fetch(`${endpoint}/${Bucket}/a?acl`);
    expect(response.status).toBe(501);
    expect(await response.text()).toContain('<Code>NotImplemented</Code>');
  });
});
