import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Artefact } from '../formats/format.ts';

/** The bucket sites read from. An ETag is that of the bytes now; null for no such file. */
export type PublishedFiles = {
  readonly read: (path: string) => Promise<{ readonly body: string; readonly etag: string } | null>;
  readonly etag: (path: string) => Promise<string | null>;
  /** Writes if the file still has the ETag (null: if there is none); `moved` when somebody else wrote meanwhile. */
  readonly write: (file: Artefact, etag: string | null) => Promise<'written' | 'moved'>;
};

/** Every published file may be withdrawn: none is cached longer than this. */
const CACHE_CONTROL = 'public, max-age=60';

export function s3PublishedFiles(client: S3Client, bucket: string): PublishedFiles {
  return {
    read: async (path) => {
      const found = await orNull(client.send(new GetObjectCommand({ Bucket: bucket, Key: path })));
      if (!found?.Body || !found.ETag) return null;
      return { body: await found.Body.transformToString(), etag: found.ETag };
    },
    etag: async (path) => {
      const found = await orNull(client.send(new HeadObjectCommand({ Bucket: bucket, Key: path })));
      return found?.ETag ?? null;
    },
    write: async ({ path, body, mediaType }, etag) => {
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: path,
        Body: body,
        ContentType: mediaType,
        CacheControl: CACHE_CONTROL,
        ...(etag ? { IfMatch: etag } : { IfNoneMatch: '*' }),
      });
      try {
        await client.send(put);
        return 'written';
      } catch (error) {
        if (isConflict(error)) return 'moved';
        throw error;
      }
    },
  };
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
