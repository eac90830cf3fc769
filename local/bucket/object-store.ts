import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { type WriteFile, writeWhole } from '../process/write-whole.ts';
import { keyOfFile, keyPath } from './key-path.ts';

const storedObject = z.object({
  /** With its quotes, as in the header. */
  etag: z.string(),
  size: z.number(),
  modified: z.iso.datetime(),
  /** Response headers kept from the upload: content-type, cache-control, x-amz-meta-… */
  headers: z.record(z.string(), z.string()),
  /** Name of the file beside this one that holds the bytes. */
  body: z.string(),
});

/** What the bucket knows of an object. */
export type StoredObject = z.infer<typeof storedObject>;

/** What an object is to hold. */
export type Content = {
  /** With its quotes. */
  readonly etag: string;
  readonly size: number;
  /** Writes the bytes to a file that is not there yet. */
  readonly writeTo: (path: string, write: WriteFile) => Promise<void>;
};

export function contentOf(bytes: Uint8Array): Content {
  return { etag: tagOf(bytes), size: bytes.length, writeTo: (path, write) => write(path, bytes) };
}

/** The ETag of bytes that are uploaded at once. */
export function tagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

/** A file is not as the bucket left it. */
export class CorruptObject extends Error {
  constructor(path: string) {
    super(`The file ${path} of the bucket is missing or corrupt.`);
  }
}

function readMetadata(path: string, text: string): StoredObject {
  try {
    return storedObject.parse(JSON.parse(text));
  } catch {
    throw new CorruptObject(path);
  }
}

/**
 * The objects of one bucket, in files. An object's metadata names the file of its bytes, so that renaming the metadata
 * into place switches both at once, and a crash leaves either the old object or the new one.
 */
export class ObjectStore {
  readonly #folder: string;
  readonly #write: WriteFile;
  readonly #writers = new Map<string, Promise<unknown>>();

  constructor(folder: string, write: WriteFile) {
    this.#folder = folder;
    this.#write = write;
  }

  /** @throws {CorruptObject} */
  async head(key: string): Promise<StoredObject | null> {
    const path = this.#metadataPath(key);
    const text = await orNull(readFile(path, 'utf8'));
    return text === null ? null : readMetadata(path, text);
  }

  /** The object with its bytes opened for reading; the caller closes them. */
  async open(key: string): Promise<{ readonly object: StoredObject; readonly file: FileHandle } | null> {
    for (let missed = ''; ; ) {
      const object = await this.head(key);
      if (!object) return null;
      const path = this.#bodyPath(key, object);
      const file = await orNull(open(path));
      if (file) return { object, file };
      // A writer replaced the object since its metadata was read; if not, somebody took the bytes away.
      if (missed === path) throw new CorruptObject(path);
      missed = path;
    }
  }

  /** @throws {CorruptObject} naming a file that is not as it was written */
  async verify(): Promise<void> {
    const keys = await this.keys();
    while (keys.length > 0) await Promise.all(keys.splice(0, 100).map((key) => this.#verifyOne(key)));
  }

  async #verifyOne(key: string): Promise<void> {
    const object = await this.head(key);
    if (!object) return;
    const path = this.#bodyPath(key, object);
    const body = await orNull(stat(path));
    if (body?.size !== object.size) throw new CorruptObject(path);
  }

  /**
   * Writes if the check does not throw; nobody else writes this key between the check and the write. When the disk is full
   * it rejects, and the object is as it was.
   */
  async put(
    key: string,
    content: Content,
    headers: Readonly<Record<string, string>>,
    check: (current: StoredObject | null) => void,
  ): Promise<StoredObject> {
    return this.#exclusively(key, async () => {
      const current = await this.head(key);
      check(current);
      const body = `${randomUUID()}.body`;
      const { etag, size } = content;
      const object = { etag, size, modified: new Date().toISOString(), headers: { ...headers }, body };
      await this.#replace(key, object, content);
      if (current) await this.#removeBody(key, current);
      return object;
    });
  }

  async delete(key: string, check: (current: StoredObject | null) => void): Promise<void> {
    await this.#exclusively(key, async () => {
      const current = await this.head(key);
      check(current);
      if (!current) return;
      await rm(this.#metadataPath(key));
      await this.#removeBody(key, current);
    });
  }

  /** All keys, in the order of their UTF-8 bytes, as S3 lists them. */
  async keys(): Promise<string[]> {
    const entries = await orNull(readdir(this.#folder, { recursive: true }));
    const keys = (entries ?? []).map(keyOfFile).filter((key) => key !== null);
    return keys.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  }

  #metadataPath(key: string): string {
    return join(this.#folder, keyPath(key));
  }

  async #replace(key: string, object: StoredObject, content: Content): Promise<void> {
    const path = this.#metadataPath(key);
    await mkdir(dirname(path), { recursive: true });
    try {
      await content.writeTo(join(dirname(path), object.body), this.#write);
      await writeWhole(this.#write, path, JSON.stringify(object));
    } catch (error) {
      await this.#removeBody(key, object);
      throw error;
    }
  }

  #bodyPath(key: string, { body }: StoredObject): string {
    return join(dirname(this.#metadataPath(key)), body);
  }

  async #removeBody(key: string, object: StoredObject): Promise<void> {
    await rm(this.#bodyPath(key, object), { force: true });
  }

  async #exclusively<Result>(key: string, write: () => Promise<Result>): Promise<Result> {
    const before = this.#writers.get(key);
    const turn = (before ?? Promise.resolve()).then(write, write);
    this.#writers.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#writers.get(key) === turn) this.#writers.delete(key);
    }
  }
}

async function orNull<Found>(found: Promise<Found>): Promise<Found | null> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
