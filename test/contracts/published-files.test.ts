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
