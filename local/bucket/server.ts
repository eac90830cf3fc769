import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { listen, readBytes } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';
import { isDiskError, type WriteFile, writeToDisk } from '../process/write-whole.ts';
import { requireWritable } from './conditions.ts';
import { listObjects } from './list.ts';
import { begunXml, completedXml, MultipartUploads } from './multipart.ts';
import { CorruptObject, contentOf, ObjectStore, type StoredObject } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { sendObject } from './send-object.ts';
import { keptHeaders, readUpload } from './upload.ts';

/** Query parameters of the operations this server has. Others ask for another operation. */
const PARAMETERS = new Set([
  'continuation-token',
  'delimiter',
  'encoding-type',
  'fetch-owner',
  'list-type',
  'max-keys',
  'partNumber',
  'prefix',
  'start-after',
  'uploadId',
  'uploads',
  'x-id',
]);

type Target = {
  readonly bucket: string;
  readonly store: ObjectStore;
  readonly uploads: MultipartUploads;
  readonly key: string;
  readonly query: URLSearchParams;
};

/**
 * An S3 with buckets kept in files: PutObject, GetObject, HeadObject, DeleteObject, ListObjectsV2 and uploads in parts,
 * path style, with conditional reads and writes. Every process that can reach the port may use it; the signature is not checked.
 * @returns the endpoint's URL
 * @throws {CannotStart} when the files of an earlier run are not as it left them
 */
export async function startBuckets(
  folder: string,
  names: readonly string[],
  shutdown: Shutdown,
  write: WriteFile = writeToDisk,
): Promise<string> {
  const buckets = new Map(names.map((name) => [name, bucketIn(folder, name, write)]));
  for (const { store, uploads } of buckets.values()) {
    await store.verify().catch(refuseToStart);
    await uploads.clear();
  }
  return listen(0, (request, response) => answer(buckets, request, response), shutdown);
}

function refuseToStart(error: unknown): never {
  if (!(error instanceof CorruptObject)) throw error;
  throw new CannotStart(
    `${error.message} Begin anew with npm start -- --fresh, or put a copy back in its place.`,
  );
}

type Bucket = Pick<Target, 'store' | 'uploads'>;

/** No bucket's name ends so: a folder beside that of the objects. */
function bucketIn(folder: string, name: string, write: WriteFile): Bucket {
  return {
    store: new ObjectStore(join(folder, name), write),
    uploads: new MultipartUploads(join(folder, `${name},parts`)),
  };
}

async function answer(
  buckets: ReadonlyMap<string, Bucket>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('x-amz-request-id', randomUUID());
  try {
    await operate(findTarget(buckets, request), request, response);
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal || response.headersSent) throw error;
    // A refused upload may still be under way: read it to its end, so that the client gets to read the answer.
    request.resume();
    const body = request.method === 'HEAD' ? '' : refusal.body;
    response.writeHead(refusal.status, { 'content-type': 'application/xml' }).end(body);
  }
}

/** A disk that is full is what S3 calls an internal error: clients ask again, and then give up. */
function asRefusal(error: unknown): S3Error | null {
  if (error instanceof S3Error) return error;
  if (!isDiskError(error)) return null;
  console.error(`The bucket cannot write or read a file (${error.code}).`);
  return new S3Error('InternalError');
}

function findTarget(buckets: ReadonlyMap<string, Bucket>, request: IncomingMessage): Target {
  const [path = '', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const [, bucket = '', ...segments] = path.split('/').map(decoded);
  const found = buckets.get(bucket);
  if (!found) throw new S3Error('NoSuchBucket', { BucketName: bucket });
  const query = new URLSearchParams(search);
  const unknown = [...query.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown) throw new S3Error('NotImplemented', { Query: unknown });
  const key = segments.join('/');
  if (isTooLong(key)) throw new S3Error('KeyTooLongError');
  return { bucket, ...found, key, query };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new S3Error('InvalidURI', { URI: segment });
  }
}

/** S3 takes keys of 1,024 bytes. Here each part between slashes is a file's name, which has 255 with its ending. */
function isTooLong(key: string): boolean {
  const parts = key.split('/').map((part) => encodeURIComponent(part).length);
  return Buffer.byteLength(key) > 1024 || parts.some((length) => length > 240);
}

async function operate(target: Target, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { store, key } = target;
  if (key === '') return list(target, request, response);
  if (target.query.has('uploads') || target.query.has('uploadId')) return upload(target, request, response);
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return sendObject(store, key, request, response);
    case 'PUT':
      return put(target, request, response);
    case 'DELETE':
      await store.delete(key, (current) => requireDeletable(request, current, key));
      response.writeHead(204).end();
      return;
    default:
      throw new S3Error('MethodNotAllowed');
  }
}

async function list({ bucket, store, query }: Target, request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'HEAD') {
    response.writeHead(200).end();
    return;
  }
  if (request.method !== 'GET' || query.get('list-type') !== '2') throw new S3Error('NotImplemented');
  response.writeHead(200, { 'content-type': 'application/xml' }).end(await listObjects(bucket, store, query));
}

async function put(
  { store, key }: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers } = request;
  if (headers['x-amz-copy-source'] !== undefined)
    throw new S3Error('NotImplemented', { Header: 'x-amz-copy-source' });
  const content = contentOf(await uploadedBytes(request));
  const object = await store.put(key, content, keptHeaders(headers), (current) =>
    requireWritable(headers, current, key),
  );
  response.writeHead(200, { etag: object.etag }).end();
}

async function uploadedBytes(request: IncomingMessage): Promise<Buffer> {
  return readUpload(request.headers, (await readBytes(request)) ?? Buffer.alloc(0));
}

/** The steps of an upload in parts. */
async function upload(target: Target, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { bucket, store, uploads, key, query } = target;
  const { headers } = request;
  const id = query.get('uploadId') ?? '';
  const xml = (text: string) => response.writeHead(200, { 'content-type': 'application/xml' }).end(text);
  switch (`${request.method} ${id === '' ? 'uploads' : 'uploadId'}`) {
    case 'POST uploads':
      xml(begunXml(bucket, key, await uploads.begin(key, keptHeaders(headers))));
      return;
    case 'PUT uploadId': {
      const bytes = await uploadedBytes(request);
      const etag = await uploads.keepPart(id, key, Number(query.get('partNumber')), bytes);
      response.writeHead(200, { etag }).end();
      return;
    }
    case 'POST uploadId': {
      const parts = `${await uploadedBytes(request)}`;
      const check = (current: StoredObject | null) => requireWritable(headers, current, key);
      const { etag } = await uploads.complete(store, id, key, parts, check);
      xml(completedXml(bucket, key, etag));
      return;
    }
    case 'DELETE uploadId':
      await uploads.abort(id, key);
      response.writeHead(204).end();
      return;
    default:
      throw new S3Error('NotImplemented', { Query: 'uploads' });
  }
}

function requireDeletable(
  { headers }: IncomingMessage,
  current: Parameters<typeof requireWritable>[1],
  key: string,
): void {
  // Deleting what is not there succeeds, unless it had to match.
  requireWritable({ 'if-match': headers['if-match'] }, current, key);
}
