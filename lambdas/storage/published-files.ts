import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Artefact } from '../formats/format.ts';

/** A file whose bytes are not at hand as a whole. */
export type FileName = Pick<Artefact, 'path' | 'mediaType'>;
/** As a file is written; its text, or what its text was packed into. */
export type WholeFile = FileName & { readonly body: string | Uint8Array };
/** `moved` when somebody else wrote meanwhile. */
export type Written = 'written' | 'moved';

/** The bucket sites read from. An ETag is that of the bytes now; null for no such file. */
export type PublishedFiles = {
  readonly read: (path: string) => Promise<{ readonly body: string; readonly etag: string } | null>;
  readonly bytes: (path: string) => Promise<Uint8Array | null>;
  /** A file of any size, piece by piece. */
  readonly pieces: (path: string) => Promise<AsyncIterable<Uint8Array> | null>;
  readonly etag: (path: string) => Promise<string | null>;
  /** Writes if the file still has the ETag (null: if there is none). */
  readonly write: (file: WholeFile, etag: string | null) => Promise<Written>;
  /** Begins a file of any size, which is there only once it is finished. */
  readonly begin: (file: FileName) => Promise<Upload>;
  /** Writes a file that nobody else writes. */
  readonly keep: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Removes a file that nobody else writes, if there is one. */
  readonly remove: (path: string) => Promise<void>;
  /** The paths that begin so. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
};

/** A file that is written in parts, each but the last of 5 MB at least. One that is not finished the bucket forgets by itself. */
export type Upload = {
  readonly part: (number: number, bytes: Uint8Array) => Promise<void>;
  /** As {@link PublishedFiles.write}. */
  readonly finish: (etag: string | null) => Promise<Written>;
};

/** Every published file may be withdrawn: none is cached longer than this. */
const CACHE_CONTROL = 'public, max-age=60';

export function s3PublishedFiles(client: S3Client, Bucket: string): PublishedFiles {
  const found = (Key: string) => orNull(client.send(new GetObjectCommand({ Bucket, Key })));
  return {
    read: async (path) => {
      const { Body, ETag } = (await found(path)) ?? {};
      return Body && ETag ? { body: await Body.transformToString(), etag: ETag } : null;
    },
    bytes: async (path) => (await (await found(path))?.Body?.transformToByteArray()) ?? null,
    pieces: async (path) => {
      const body = (await found(path))?.Body;
      return body ? (body as unknown as AsyncIterable<Uint8Array>) : null;
    },
    etag: async (Key) => {
      const head = await orNull(client.send(new HeadObjectCommand({ Bucket, Key })));
      return head?.ETag ?? null;
    },
    write: ({ path, body, mediaType }, etag) =>
      unlessMoved(
        client.send(
          new PutObjectCommand({ Bucket, Key: path, Body: body, ...headers(mediaType), ...condition(etag) }),
        ),
      ),
    begin: (file) => beginUpload(client, Bucket, file),
    keep: async (Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    remove: async (Key) => void (await client.send(new DeleteObjectCommand({ Bucket, Key }))),
    list: async (Prefix) => {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return keys;
    },
  };
}

async function beginUpload(client: S3Client, Bucket: string, { path, mediaType }: FileName): Promise<Upload> {
  const begun = await client.send(
    new CreateMultipartUploadCommand({ Bucket, Key: path, ...headers(mediaType) }),
  );
  const upload = { Bucket, Key: path, UploadId: begun.UploadId };
  const etags = new Map<number, string | undefined>();
  return {
    part: async (number, bytes) => {
      const { ETag } = await client.send(
        new UploadPartCommand({ ...upload, PartNumber: number, Body: bytes }),
      );
      etags.set(number, ETag);
    },
    finish: (etag) => {
      const Parts = [...etags].sort(([a], [b]) => a - b).map(([PartNumber, ETag]) => ({ PartNumber, ETag }));
      return unlessMoved(
        client.send(
          new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...condition(etag) }),
        ),
      );
    },
  };
}

function headers(mediaType: string) {
  return { ContentType: mediaType, CacheControl: CACHE_CONTROL };
}

function condition(etag: string | null) {
  return etag ? { IfMatch: etag } : { IfNoneMatch: '*' };
}

async function unlessMoved(request: Promise<unknown>): Promise<Written> {
  try {
    await request;
    return 'written';
  } catch (error) {
    if (isConflict(error)) return 'moved';
    throw error;
  }
}

async function orNull<Found>(request: Promise<Found>): Promise<Found | null> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NotFound) return null;
    throw error;
  }
}

/** 412: the condition failed. 409: another conditional write is under way. 404: the file to match is gone. */
function isConflict(error: unknown): boolean {
  return error instanceof S3ServiceException && [404, 409, 412].includes(error.$metadata.httpStatusCode ?? 0);
}
