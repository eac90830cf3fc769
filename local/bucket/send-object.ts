import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { isUnchanged } from './conditions.ts';
import type { ObjectStore } from './object-store.ts';
import { S3Error } from './s3-error.ts';

/** Answers GET and HEAD of an object: conditions, one range, the headers kept with it. @throws {S3Error} */
export async function sendObject(
  store: ObjectStore,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = await store.open(key);
  if (!found) throw new S3Error('NoSuchKey', { Key: key });
  const { object, file } = found;
  try {
    const { etag, size, modified } = object;
    response.setHeaders(
      new Headers({ ...object.headers, etag, 'last-modified': new Date(modified).toUTCString() }),
    );
    response.setHeader('accept-ranges', 'bytes');
    if (isUnchanged(request.headers, object)) return void response.writeHead(304).end();
    const range = readRange(request.headers.range, size);
    if (range) response.setHeader('content-range', `bytes ${range.start}-${range.end}/${size}`);
    const { start, end } = range ?? { start: 0, end: size - 1 };
    response.writeHead(range ? 206 : 200, { 'content-length': end - start + 1 });
    if (request.method === 'HEAD' || size === 0) return void response.end();
    await pipeline(file.createReadStream({ start, end, autoClose: false }), response);
  } finally {
    await file.close();
  }
}

/** One range of bytes, both ends included (RFC 9110, 14.1.2). Several ranges are ignored, as S3 does. */
function readRange(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw new S3Error('InvalidRange');
  return { start, end };
}
