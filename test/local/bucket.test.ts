import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets } from '../../local/bucket/server.ts';
import { Shutdown } from '../../local/shutdown.ts';

const Bucket = 'inventory';
const shutdown = new Shutdown();
let folder: string;
let endpoint: string;
let client: S3Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bucket-'));
  endpoint = await startBuckets(folder, [Bucket], shutdown);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new S3Client({ endpoint, region: 'eu-west-1', credentials });
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

describe('the bucket keeps objects', () => {
  it('gives back the bytes, their MD5 as ETag, and the headers', async () => {
    const put = new PutObjectCommand({
      Bucket,
      Key: 'v1/index.json',
      Body: '{"é":1}',
      ContentType: 'application/json',
      CacheControl: 'public, max-age=60',
      Metadata: { sequence: '1' },
    });
    await client.send(put);
    const found = await client.send(new GetObjectCommand({ Bucket, Key: 'v1/index.json' }));
    expect(found).toMatchObject({
      ETag: `"${createHash('md5').update('{"é":1}').digest('hex')}"`,
      ContentType: 'application/json',
      CacheControl: 'public, max-age=60',
      ContentLength: 8,
      Metadata: { sequence: '1' },
    });
    expect(await found.Body?.transformToString()).toBe('{"é":1}');
  });

  it('takes a stream in signed-less chunks with a trailing checksum, and drops their encoding', async () => {
    const bytes = randomBytes(300_000);
    const Body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
    const put = { Bucket, Key: 'big.gz', Body, ContentLength: bytes.length, ContentEncoding: 'gzip' };
    await client.send(new PutObjectCommand(put));
    const found = await client.send(new GetObjectCommand({ Bucket, Key: 'big.gz' }));
    expect(found.ContentEncoding).toBe('gzip');
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  it('refuses bytes that do not match their checksum', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'torn', Body: 'whole', ChecksumCRC32: 'AAAAAA==' });
    await expect(client.send(put)).rejects.toMatchObject(failure('BadDigest', 400));
    await expect(read('torn')).rejects.toMatchObject(failure('NoSuchKey', 404));
  });

  it('keeps keys apart that look alike as file names', async () => {
    const keys = ['a', 'a/b', 'a,/b', 'a.json/b', '../a', 'é ü%2F', 'a//b'];
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    for (const Key of keys) expect(await read(Key)).toBe(Key);
  });

  it('deletes, and again', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: '1' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    const head = client.send(new HeadObjectCommand({ Bucket, Key: 'gone' }));
    await expect(head).rejects.toMatchObject(failure('NotFound', 404));
  });
});

describe('conditional writes', () => {
  it('create only what is not there', async () => {
    const create = (Body: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'once', Body, IfNoneMatch: '*' }));
    await create('first');
    await expect(create('second')).rejects.toMatchObject(failure('PreconditionFailed', 412));
    expect(await read('once')).toBe('first');
  });

  it('replace only what was read', async () => {
    const put = (Body: string, IfMatch?: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'seen', Body, ...(IfMatch ? { IfMatch } : {}) }));
    const { ETag: old = '' } = await put('1');
    await put('2', old);
    await expect(put('3', old)).rejects.toMatchObject(failure('PreconditionFailed', 412));
    expect(await read('seen')).toBe('2');
  });

  it('have nothing to match where nothing is', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'nowhere', Body: '1', IfMatch: '"0"' });
    await expect(client.send(put)).rejects.toMatchObject(failure('NoSuchKey', 404));
  });

  it('let one of many writers win', async () => {
    const { ETag: IfMatch = '' } = await client.send(
      new PutObjectCommand({ Bucket, Key: 'race', Body: 'start' }),
    );
    const writers = Array.from({ length: 20 }, (_, number) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'race', Body: `writer ${number}`, IfMatch })),
    );
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await read('race')).toBe(`writer ${outcomes.findIndex(({ status }) => status === 'fulfilled')}`);
  });

  it('never show a reader anything but a whole object', async () => {
    const bodies = ['x'.repeat(50_000), 'y'.repeat(70_000)];
    const put = (Body = '') => client.send(new PutObjectCommand({ Bucket, Key: 'whole', Body }));
    await put(bodies[0]);
    const writes = Array.from({ length: 20 }, (_, number) => put(bodies[number % 2]));
    const reads = await Promise.all(Array.from({ length: 20 }, () => read('whole')));
    await Promise.all(writes);
    expect(reads.filter((text) => !bodies.includes(text ?? ''))).toEqual([]);
  });
});

describe('conditional and partial reads', () => {
  it('answer 304 for an ETag or a time the reader has', async () => {
    const { ETag = '' } = await client.send(new PutObjectCommand({ Bucket, Key: 'cached', Body: '12345' }));
    const url = `${endpoint}/${Bucket}/cached`;
    const fresh = await fetch(url, { headers: { 'if-none-match': ETag } });
    expect([fresh.status, fresh.headers.get('etag'), await fresh.text()]).toEqual([304, ETag, '']);
    expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    const since = { 'if-modified-since': fresh.headers.get('last-modified') ?? '' };
    expect((await fetch(url, { headers: since })).status).toBe(304);
    expect((await fetch(url, { headers: { 'if-match': '"other"' } })).status).toBe(412);
  });

  it('send a range', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'ranged', Body: '0123456789' }));
    const get = (Range: string) => client.send(new GetObjectCommand({ Bucket, Key: 'ranged', Range }));
    const part = await get('bytes=2-4');
    expect([part.ContentRange, await part.Body?.transformToString()]).toEqual(['bytes 2-4/10', '234']);
    expect(await (await get('bytes=-2')).Body?.transformToString()).toBe('89');
    await expect(get('bytes=10-')).rejects.toMatchObject(failure('InvalidRange', 416));
  });
});

describe('lists', () => {
  it('go page by page in the order of keys, under a prefix', async () => {
    for (const Key of ['list/b', 'list/a', 'list/c/1', 'list/c/2', 'list/é']) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const query = { Bucket, Prefix: 'list/', MaxKeys: 3 };
    const first = await client.send(new ListObjectsV2Command(query));
    const ContinuationToken = first.NextContinuationToken ?? '';
    const second = await client.send(new ListObjectsV2Command({ ...query, ContinuationToken }));
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['list/a', 'list/b', 'list/c/1']);
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['list/c/2', 'list/é']);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
  });

  it('fold what lies below a delimiter', async () => {
    for (const Key of ['fold/a', 'fold/b/1', 'fold/b/2']) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const listed = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'fold/', Delimiter: '/' }));
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['fold/a']);
    expect(listed.CommonPrefixes).toEqual([{ Prefix: 'fold/b/' }]);
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
