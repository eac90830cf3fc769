import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { type WriteFile, writeWhole } from '../write-whole.ts';
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

  async head(key: string): Promise<StoredObject | null> {
    const text = await orNull(readFile(this.#metadataPath(key), 'utf8'));
    return text === null ? null : storedObject.parse(JSON.parse(text));
  }

  /** The object with its bytes opened for reading; the caller closes them. */
  async open(key: string): Promise<{ readonly object: StoredObject; readonly file: FileHandle } | null> {
    for (;;) {
      const object = await this.head(key);
      if (!object) return null;
      const file = await orNull(open(join(dirname(this.#metadataPath(key)), object.body)));
      // Not there: a writer replaced the object since its metadata was read.
      if (file) return { object, file };
    }
  }

  /**
   * Writes if the check does not throw; nobody else writes this key between the check and the write. When the disk is full
   * it rejects, and the object is as it was.
   */
  async put(
    key: string,
    bytes: Uint8Array,
    headers: Readonly<Record<string, string>>,
    check: (current: StoredObject | null) => void,
  ): Promise<StoredObject> {
    return this.#exclusively(key, async () => {
      const current = await this.head(key);
      check(current);
      const body = `${randomUUID()}.body`;
      const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
      const modified = new Date().toISOString();
      const object = { etag, size: bytes.length, modified, headers: { ...headers }, body };
      await this.#replace(key, object, bytes);
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

  async #replace(key: string, object: StoredObject, bytes: Uint8Array): Promise<void> {
    const path = this.#metadataPath(key);
    await mkdir(dirname(path), { recursive: true });
    try {
      await this.#write(join(dirname(path), object.body), bytes);
      await writeWhole(this.#write, path, JSON.stringify(object));
    } catch (error) {
      await this.#removeBody(key, object);
      throw error;
    }
  }

  async #removeBody(key: string, object: StoredObject): Promise<void> {
    await rm(join(dirname(this.#metadataPath(key)), object.body), { force: true });
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
