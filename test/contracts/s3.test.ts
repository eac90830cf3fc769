import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type S3BackEnd, startS3 } from './back-ends.ts';

let s3: S3BackEnd;
let client: S3Client;
let Bucket: string;

beforeAll(async () => {
  s3 = await startS3();
  ({ client, bucket: Bucket } = s3);
});
afterAll(() => s3.stop());

const key = (name: string) => s3.prefix + name;

async function read(Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

const failure = (name: string, status: number) => ({ name, $metadata: { httpStatusCode: status } });

describe('a bucket keeps objects', () => {
  it('gives back the bytes, their MD5 as ETag, and the headers', async () => {
    const put = new PutObjectCommand({
      Bucket,
      Key: key('v1/index.json'),
      Body: '{"é":1}',
      ContentType: 'application/json',
      CacheControl: 'public, max-age=60',
      Metadata: { sequence: '1' },
    });
    await client.send(put);
    const found = await client.send(new GetObjectCommand({ Bucket, Key: key('v1/index.json') }));
    expect(found).toMatchObject({
      ETag: `"${createHash('md5').update('{"é":1}').digest('hex')}"`,
      ContentType: 'application/json',
      CacheControl: 'public, max-age=60',
      ContentLength: 8,
      Metadata: { sequence: '1' },
    });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: key('v1/index.json') }));
    expect(head).toMatchObject({ ETag: found.ETag, ContentLength: 8, Metadata: { sequence: '1' } });
    expect(await found.Body?.transformToString()).toBe('{"é":1}');
  });

  it('takes a stream in signed-less chunks with a trailing checksum, and drops their encoding', async () => {
    const bytes = randomBytes(300_000);
    const Body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
    const put = { Bucket, Key: key('big.gz'), Body, ContentLength: bytes.length, ContentEncoding: 'gzip' };
    await client.send(new PutObjectCommand(put));
    const found = await client.send(new GetObjectCommand({ Bucket, Key: key('big.gz') }));
    expect(found.ContentEncoding).toBe('gzip');
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  it('refuses bytes that do not match their checksum', async () => {
    const put = new PutObjectCommand({ Bucket, Key: key('torn'), Body: 'whole', ChecksumCRC32: 'AAAAAA==' });
    await expect(client.send(put)).rejects.toMatchObject(failure('BadDigest', 400));
    await expect(read(key('torn'))).rejects.toMatchObject(failure('NoSuchKey', 404));
  });

  it('deletes, and again', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: key('gone'), Body: '1' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: key('gone') }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: key('gone') }));
    const head = client.send(new HeadObjectCommand({ Bucket, Key: key('gone') }));
    await expect(head).rejects.toMatchObject(failure('NotFound', 404));
  });
});

describe('conditional writes', () => {
  it('create only what is not there', async () => {
    const create = (Body: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: key('once'), Body, IfNoneMatch: '*' }));
    await create('first');
    await expect(create('second')).rejects.toMatchObject(failure('PreconditionFailed', 412));
    expect(await read(key('once'))).toBe('first');
  });

  it('replace only what was read', async () => {
    const put = (Body: string, IfMatch?: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: key('seen'), Body, ...(IfMatch ? { IfMatch } : {}) }));
    const { ETag: old = '' } = await put('1');
    await put('2', old);
    await expect(put('3', old)).rejects.toMatchObject(failure('PreconditionFailed', 412));
    expect(await read(key('seen'))).toBe('2');
  });

  it('have nothing to match where nothing is', async () => {
    const put = new PutObjectCommand({ Bucket, Key: key('nowhere'), Body: '1', IfMatch: '"0"' });
    await expect(client.send(put)).rejects.toMatchObject(failure('NoSuchKey', 404));
  });

  it('let one of many writers win', async () => {
    const { ETag: IfMatch = '' } = await client.send(
      new PutObjectCommand({ Bucket, Key: key('race'), Body: 'start' }),
    );
    const writers = Array.from({ length: 20 }, (_, number) =>
      client.send(new PutObjectCommand({ Bucket, Key: key('race'), Body: `writer ${number}`, IfMatch })),
    );
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await read(key('race'))).toBe(
      `writer ${outcomes.findIndex(({ status }) => status === 'fulfilled')}`,
    );
  });
});

describe('conditional and partial reads', () => {
  it('answer 304 for an ETag the reader has, and 412 for one it has not', async () => {
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: key('cached'), Body: '12345' }));
    const get = (condition: object) =>
      client.send(new GetObjectCommand({ Bucket, Key: key('cached'), ...condition }));
    await expect(get({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get({ IfMatch: '"other"' })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    expect((await get({ IfNoneMatch: '"other"' })).ETag).toBe(ETag);
  });

  it('send a range', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: key('ranged'), Body: '0123456789' }));
    const get = (Range: string) => client.send(new GetObjectCommand({ Bucket, Key: key('ranged'), Range }));
    const part = await get('bytes=2-4');
    expect([part.ContentRange, await part.Body?.transformToString()]).toEqual(['bytes 2-4/10', '234']);
    expect(await (await get('bytes=-2')).Body?.transformToString()).toBe('89');
    await expect(get('bytes=10-')).rejects.toMatchObject(failure('InvalidRange', 416));
  });
});

describe('an upload in parts', () => {
  /** The least that a part but the last may have. */
  const first = randomBytes(5 * 1024 * 1024);
  const last = Buffer.from('the end');

  /** Begins an upload of both, and says how it is completed. */
  async function uploadOf(Key: string, bodies: readonly Buffer[] = [first, last]) {
    const begin = { Bucket, Key, ContentType: 'application/json', Metadata: { sequence: '1' } };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(begin));
    const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
      Parts.push({ ETag, PartNumber });
    }
    const complete = (parts = Parts, condition = {}) =>
      client.send(
        new CompleteMultipartUploadCommand({
          ...{ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } },
          ...condition,
        }),
      );
    const abort = () => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    return { Parts, complete, abort };
  }

  it('makes one object when it is complete, with an ETag of its parts', async () => {
    const Key = key('parts/whole');
    const { Parts, complete } = await uploadOf(Key);
    await expect(read(Key)).rejects.toMatchObject(failure('NoSuchKey', 404));
    expect(Parts[1]?.ETag).toBe(`"${createHash('md5').update(last).digest('hex')}"`);
    const { ETag } = await complete();
    const md5s = [first, last].map((bytes) => createHash('md5').update(bytes).digest());
    expect(ETag).toBe(`"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-2"`);
    const found = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(found).toMatchObject({ ETag, ContentType: 'application/json', Metadata: { sequence: '1' } });
    const bytes = Buffer.from((await found.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat([first, last]))).toBe(true);
  });

  it('replaces only what was read, and may be completed after all', async () => {
    const Key = key('parts/seen');
    const { ETag: old = '' } = await client.send(new PutObjectCommand({ Bucket, Key, Body: 'old' }));
    const { complete } = await uploadOf(Key, [last]);
    const refused = failure('PreconditionFailed', 412);
    await expect(complete(undefined, { IfMatch: '"other"' })).rejects.toMatchObject(refused);
    await expect(complete(undefined, { IfNoneMatch: '*' })).rejects.toMatchObject(refused);
    expect(await read(Key)).toBe('old');
    await complete(undefined, { IfMatch: old });
    expect(await read(Key)).toBe('the end');
  });

  it('is not completed with parts that are not there, in disorder, or too small', async () => {
    const Key = key('parts/wrong');
    const { Parts, complete, abort } = await uploadOf(Key, [last, last]);
    const [one, two] = Parts;
    if (!one || !two) throw new Error('There are two parts.');
    await expect(complete([one, two])).rejects.toMatchObject(failure('EntityTooSmall', 400));
    await expect(complete([two, one])).rejects.toMatchObject(failure('InvalidPartOrder', 400));
    const missing = { ETag: '"0123456789abcdef0123456789abcdef"', PartNumber: 2 };
    await expect(complete([missing])).rejects.toMatchObject(failure('InvalidPart', 400));
    await abort();
  });

  it('leaves nothing when it is given up', async () => {
    const Key = key('parts/given-up');
    const { complete, abort } = await uploadOf(Key, [last]);
    await abort();
    await expect(complete()).rejects.toMatchObject(failure('NoSuchUpload', 404));
    await expect(read(Key)).rejects.toMatchObject(failure('NoSuchKey', 404));
  });
});

describe('lists', () => {
  it('go page by page in the order of keys, under a prefix', async () => {
    for (const Key of ['list/b', 'list/a', 'list/c/1', 'list/c/2', 'list/é'].map(key)) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const query = { Bucket, Prefix: key('list/'), MaxKeys: 3 };
    const first = await client.send(new ListObjectsV2Command(query));
    const ContinuationToken = first.NextContinuationToken ?? '';
    const second = await client.send(new ListObjectsV2Command({ ...query, ContinuationToken }));
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['list/a', 'list/b', 'list/c/1'].map(key));
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['list/c/2', 'list/é'].map(key));
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
  });

  it('fold what lies below a delimiter', async () => {
    for (const Key of ['fold/a', 'fold/b/1', 'fold/b/2'].map(key)) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const listed = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: key('fold/'), Delimiter: '/' }),
    );
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual([key('fold/a')]);
    expect(listed.CommonPrefixes).toEqual([{ Prefix: key('fold/b/') }]);
  });
});
