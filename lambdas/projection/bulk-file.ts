import { createHash } from 'node:crypto';
import type { Resource } from '../formats/release-files.ts';
import type { FileName, PublishedFiles, Upload } from '../storage/published-files.ts';
import { writeFile } from './write-files.ts';

/** Files above it go up in parts of it: S3 takes no smaller ones than 5 MB, and at most 10 000. */
const PART_BYTES = 8 * 1024 * 1024;

/** A file of any size that is written from its beginning to its end, with no more than a part of it in memory. */
export class BulkFile {
  readonly #files: PublishedFiles;
  readonly #file: FileName;
  readonly #hash = createHash('sha256');
  #pieces: Uint8Array[] = [];
  #waiting = 0;
  #bytes = 0;
  #parts = 0;
  #upload: Upload | null = null;
  /** The part that is going up while the next one is filled. */
  #going: Promise<void> = Promise.resolve();

  constructor(files: PublishedFiles, file: FileName) {
    this.#files = files;
    this.#file = file;
  }

  /** How many bytes it has so far. */
  get bytes(): number {
    return this.#bytes;
  }

  async add(piece: Uint8Array): Promise<void> {
    if (piece.length === 0) return;
    this.#hash.update(piece);
    this.#bytes += piece.length;
    this.#pieces.push(piece);
    this.#waiting += piece.length;
    if (this.#waiting >= PART_BYTES) await this.#send();
  }

  /** @returns null where somebody else wrote other bytes since it had the ETag */
  async finish(etag: string | null): Promise<Resource | null> {
    const resource = { ...this.#file, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    if (!this.#upload) {
      const whole = { ...this.#file, body: this.#taken() };
      return (await writeFile(this.#files, whole, etag)) ? resource : null;
    }
    if (this.#waiting > 0) await this.#send();
    await this.#going;
    return (await this.#upload.finish(etag)) === 'written' ? resource : null;
  }

  async #send(): Promise<void> {
    this.#upload ??= await this.#files.begin(this.#file);
    await this.#going;
    this.#parts += 1;
    this.#going = this.#upload.part(this.#parts, this.#taken());
    // It is awaited with the next part, or at the end.
    this.#going.catch(() => {});
  }

  #taken(): Buffer {
    const taken = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#waiting = 0;
    return taken;
  }
}
