import type { IncomingHttpHeaders } from 'node:http';
import type { StoredObject } from './object-store.ts';
import { S3Error } from './s3-error.ts';

function lists(header: string, etag: string): boolean {
  // S3 takes ETags with and without their quotes.
  const bare = (tag: string) => tag.trim().replace(/^"|"$/g, '');
  return header.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

/**
 * Conditional writes as S3 has them: `If-Match: <etag>` on an existing object, `If-None-Match: *` on a missing one.
 * @throws {S3Error} PreconditionFailed, NoSuchKey (nothing there to match), NotImplemented (other conditions)
 */
export function requireWritable(
  headers: IncomingHttpHeaders,
  current: StoredObject | null,
  key: string,
): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined && noneMatch !== '*')
    throw new S3Error('NotImplemented', { Header: 'If-None-Match' });
  if (noneMatch === '*' && current) throw new S3Error('PreconditionFailed', { Condition: 'If-None-Match' });
  if (match === undefined) return;
  if (!current) throw new S3Error('NoSuchKey', { Key: key });
  if (!lists(match, current.etag)) throw new S3Error('PreconditionFailed', { Condition: 'If-Match' });
}

/**
 * Conditional reads in the order of RFC 9110, 13.2.2.
 * @returns whether the reader already has these bytes (304)
 * @throws {S3Error} PreconditionFailed
 */
export function isUnchanged(headers: IncomingHttpHeaders, object: StoredObject): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  // Times in HTTP are whole seconds.
  const modified = Math.floor(Date.parse(object.modified) / 1000) * 1000;
  const unmodifiedSince = Date.parse(headers['if-unmodified-since'] ?? '');
  const failed = match === undefined ? modified > unmodifiedSince : !lists(match, object.etag);
  if (failed)
    throw new S3Error('PreconditionFailed', { Condition: match ? 'If-Match' : 'If-Unmodified-Since' });
  if (noneMatch !== undefined) return lists(noneMatch.replaceAll('W/', ''), object.etag);
  return modified <= Date.parse(headers['if-modified-since'] ?? '');
}
