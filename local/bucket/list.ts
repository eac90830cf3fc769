import type { ObjectStore } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { escapeXml } from './xml.ts';

/** The most entries of one page, as on S3. */
const PAGE = 1000;

/** The answer to ListObjectsV2 (Amazon S3 API Reference). A continuation token is the last entry of the page before. */
export async function listObjects(
  bucket: string,
  store: ObjectStore,
  query: URLSearchParams,
): Promise<string> {
  const limit = readLimit(query.get('max-keys'));
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = decodeToken(query.get('continuation-token')) ?? query.get('start-after') ?? '';
  const entries = foldPrefixes(await store.keys(), prefix, delimiter).filter((entry) =>
    isAfter(entry, after),
  );
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  const more = entries.length > page.length && last !== undefined;
  const write = query.get('encoding-type') === 'url' ? encodeURIComponent : escapeXml;
  const contents = page.filter((entry) => !isFolded(entry, prefix, delimiter));
  const folded = page.filter((entry) => isFolded(entry, prefix, delimiter));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${bucket}</Name><Prefix>${write(prefix)}</Prefix><KeyCount>${page.length}</KeyCount>`,
    `<MaxKeys>${limit}</MaxKeys><IsTruncated>${more}</IsTruncated>`,
    more ? `<NextContinuationToken>${Buffer.from(last).toString('base64')}</NextContinuationToken>` : '',
    ...(await Promise.all(contents.map((key) => describe(store, key, write(key))))),
    ...folded.map((entry) => `<CommonPrefixes><Prefix>${write(entry)}</Prefix></CommonPrefixes>`),
    '</ListBucketResult>',
  ].join('');
}

function readLimit(text: string | null): number {
  const limit = Number(text ?? PAGE);
  if (!Number.isInteger(limit) || limit < 0)
    throw new S3Error('InvalidArgument', { ArgumentName: 'max-keys' });
  return Math.min(limit, PAGE);
}

function decodeToken(token: string | null): string | null {
  return token === null ? null : Buffer.from(token, 'base64').toString();
}

function isAfter(entry: string, after: string): boolean {
  return Buffer.compare(Buffer.from(entry), Buffer.from(after)) > 0;
}

/** Keys with the prefix; those that go on after a delimiter fold into one entry that ends with it. */
function foldPrefixes(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const matching = keys.filter((key) => key.startsWith(prefix));
  if (delimiter === '') return matching;
  const fold = (key: string) => {
    const end = key.indexOf(delimiter, prefix.length);
    return end < 0 ? key : key.slice(0, end + delimiter.length);
  };
  return [...new Set(matching.map(fold))];
}

function isFolded(entry: string, prefix: string, delimiter: string): boolean {
  return delimiter !== '' && entry.indexOf(delimiter, prefix.length) >= 0;
}

async function describe(store: ObjectStore, key: string, written: string): Promise<string> {
  const object = await store.head(key);
  // Deleted since the keys were read.
  if (!object) return '';
  const { etag, modified, size } = object;
  return (
    `<Contents><Key>${written}</Key><LastModified>${modified}</LastModified><ETag>${escapeXml(etag)}</ETag>` +
    `<Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  );
}
