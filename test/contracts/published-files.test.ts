import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PublishedFiles, s3PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { type S3BackEnd, startS3 } from './back-ends.ts';

let s3: S3BackEnd;
let files: PublishedFiles;

beforeAll(async () => {
  s3 = await startS3();
  files = s3PublishedFiles(s3.client, s3.bucket);
});
afterAll(() => s3.stop());

const file = (name: string, body: string) => ({
  path: s3.prefix + name,
  body,
  mediaType: 'application/json',
});

/** Writes a file that is not there yet. @returns its ETag */
async function create(name: string, body: string): Promise<string> {
  expect(await files.write(file(name, body), null)).toBe('written');
  return (await files.etag(s3.prefix + name)) ?? '';
}

describe('a published file', () => {
  it('is null where there is none', async () => {
    const path = `${s3.prefix}none.json`;
    expect([await files.read(path), await files.etag(path)]).toEqual([null, null]);
  });

  it('is read as it was written, with the ETag of its bytes', async () => {
    const etag = await create('read.json', '{"é":"☃"}');
    expect(etag).toMatch(/^".+"$/);
    expect(await files.read(`${s3.prefix}read.json`)).toEqual({ body: '{"é":"☃"}', etag });
  });

  it('says what it is, and that nobody may keep it longer than a minute', async () => {
    await create('headers.json', '{}');
    const Key = `${s3.prefix}headers.json`;
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: s3.bucket, Key }));
    expect(head).toMatchObject({ ContentType: 'application/json', CacheControl: 'public, max-age=60' });
  });

  it('has one ETag for the same bytes, and another for others', async () => {
    const [one, same, other] = [
      await create('1.json', '1'),
      await create('2.json', '1'),
      await create('3.json', '3'),
    ];
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});

describe('writing', () => {
  const body = async (name: string) => (await files.read(s3.prefix + name))?.body;

  it('makes a file only where there is none', async () => {
    await create('made.json', 'first');
    expect(await files.write(file('made.json', 'second'), null)).toBe('moved');
    expect(await body('made.json')).toBe('first');
  });

  it('replaces only what was read', async () => {
    const etag = await create('replaced.json', 'first');
    expect(await files.write(file('replaced.json', 'second'), etag)).toBe('written');
    expect(await files.write(file('replaced.json', 'third'), etag)).toBe('moved');
    expect(await body('replaced.json')).toBe('second');
  });

  it('does not bring back a file that is gone', async () => {
    expect(await files.write(file('gone.json', '1'), '"0123456789abcdef0123456789abcdef"')).toBe('moved');
    expect(await body('gone.json')).toBeUndefined();
  });

  it('lets one of many writers win, and tells all others', async () => {
    const etag = await create('race.json', 'start');
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, writer) => files.write(file('race.json', `${writer}`), etag)),
    );
    expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
    expect(await body('race.json')).toBe(`${outcomes.indexOf('written')}`);
  });
});

describe('a file of any size', () => {
  const MB = 1024 * 1024;
  const upload = (name: string) => files.begin({ path: s3.prefix + name, mediaType: 'text/csv' });

  it('is there as a whole once it is finished, and not before', async () => {
    const [first, second] = [Buffer.alloc(5 * MB, 'a'), Buffer.from('é☃')];
    const { part, finish } = await upload('parts.csv');
    await part(1, first);
    expect(await files.etag(`${s3.prefix}parts.csv`)).toBeNull();
    await part(2, second);
    expect(await finish(null)).toBe('written');
    expect(Buffer.from((await files.bytes(`${s3.prefix}parts.csv`)) ?? [])).toEqual(
      Buffer.concat([first, second]),
    );
    const Key = `${s3.prefix}parts.csv`;
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: s3.bucket, Key }));
    expect(head).toMatchObject({ ContentType: 'text/csv', CacheControl: 'public, max-age=60' });
  });

  it('takes its parts in the order of their numbers, whenever they come', async () => {
    const { part, finish } = await upload('order.csv');
    await part(2, Buffer.from('b'));
    await part(1, Buffer.alloc(5 * MB, 'a'));
    expect(await finish(null)).toBe('written');
    const bytes = Buffer.from((await files.bytes(`${s3.prefix}order.csv`)) ?? []);
    expect([bytes.length, `${bytes.subarray(-2)}`]).toEqual([5 * MB + 1, 'ab']);
  });

  it('replaces only what was read', async () => {
    const etag = await create('begun.csv', 'first');
    const { part, finish } = await upload('begun.csv');
    await part(1, Buffer.from('second'));
    expect(await files.write(file('begun.csv', 'third'), etag)).toBe('written');
    expect(await finish(etag)).toBe('moved');
    expect((await files.read(`${s3.prefix}begun.csv`))?.body).toBe('third');
  });

  it('is made only where there is none, if none was there', async () => {
    const { part, finish } = await upload('new.csv');
    await part(1, Buffer.from('second'));
    await create('new.csv', 'first');
    expect(await finish(null)).toBe('moved');
    expect((await files.read(`${s3.prefix}new.csv`))?.body).toBe('first');
  });

  it('is read piece by piece', async () => {
    await create('pieces.csv', '☃'.repeat(100_000));
    const pieces = [];
    for await (const piece of (await files.pieces(`${s3.prefix}pieces.csv`)) ?? []) pieces.push(piece);
    expect(`${Buffer.concat(pieces)}`).toBe('☃'.repeat(100_000));
    expect(await files.pieces(`${s3.prefix}none.csv`)).toBeNull();
  });
});

describe('a private file', () => {
  it('is kept, whatever was there', async () => {
    await files.keep(`${s3.prefix}kept`, Buffer.from([0, 255, 10]));
    await files.keep(`${s3.prefix}kept`, Buffer.from([1, 254]));
    expect([...((await files.bytes(`${s3.prefix}kept`)) ?? [])]).toEqual([1, 254]);
    expect(await files.bytes(`${s3.prefix}never kept`)).toBeNull();
  });

  it('is removed, also where there is none', async () => {
    await create('removed.json', 'first');
    await files.remove(`${s3.prefix}removed.json`);
    await files.remove(`${s3.prefix}removed.json`);
    expect(await files.etag(`${s3.prefix}removed.json`)).toBeNull();
  });

  it('is listed by how its path begins, also where there are more than a page holds', async () => {
    const names = Array.from({ length: 1001 }, (_, number) => `${s3.prefix}list/${number}`);
    for (let start = 0; start < names.length; start += 100)
      await Promise.all(names.slice(start, start + 100).map((path) => files.keep(path, Buffer.from('1'))));
    expect([...(await files.list(`${s3.prefix}list/`))].sort()).toEqual(names.sort());
    expect(await files.list(`${s3.prefix}nothing/`)).toEqual([]);
  });
});
