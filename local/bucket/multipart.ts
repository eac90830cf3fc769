import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Content, type ObjectStore, type StoredObject, tagOf } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { escapeXml } from './xml.ts';

type Part = { readonly etag: string; readonly size: number; readonly path: string };
type Upload = {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Map<number, Part>;
};

/** The least bytes of every part but the last, and the most parts. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS = 10_000;

/**
 * Objects of one bucket that are uploaded in parts (Amazon S3 User Guide, "Uploading and copying objects using multipart
 * upload"). What is unfinished when the laptop stops is forgotten.
 */
export class MultipartUploads {
  readonly #folder: string;
  readonly #uploads = new Map<string, Upload>();

  /** @param folder for parts; what is left in it goes */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async begin(key: string, headers: Upload['headers']): Promise<string> {
    const id = randomUUID();
    await mkdir(this.#folderOf(id), { recursive: true });
    this.#uploads.set(id, { key, headers, parts: new Map() });
    return id;
  }

  /** @returns the part's ETag. A part that is sent again takes the place of the first. */
  async keepPart(id: string, key: string, number: number, bytes: Buffer): Promise<string> {
    const upload = this.#find(id, key);
    if (!Number.isInteger(number) || number < 1 || number > PARTS)
      throw new S3Error('InvalidArgument', { ArgumentName: 'partNumber' });
    const path = join(this.#folderOf(id), `${number}-${randomUUID()}`);
    await writeFile(path, bytes);
    const etag = tagOf(bytes);
    upload.parts.set(number, { etag, size: bytes.length, path });
    return etag;
  }

  /** Makes the object, if the check does not throw; else the upload goes on. */
  async complete(
    store: ObjectStore,
    id: string,
    key: string,
    list: string,
    check: (current: StoredObject | null) => void,
  ): Promise<StoredObject> {
    const upload = this.#find(id, key);
    const object = await store.put(key, joined(chosenParts(upload, list)), upload.headers, check);
    await this.abort(id, key);
    return object;
  }

  async abort(id: string, key: string): Promise<void> {
    this.#find(id, key);
    this.#uploads.delete(id);
    await rm(this.#folderOf(id), { recursive: true, force: true });
  }

  /** Forgets what an earlier run left. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #find(id: string, key: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.key !== key) throw new S3Error('NoSuchUpload', { UploadId: id });
    return upload;
  }

  #folderOf(id: string): string {
    return join(this.#folder, id);
  }
}

/** The parts that the client's list names, which must be there as it says, in order, and none but the last small. */
function chosenParts({ parts }: Upload, list: string): readonly Part[] {
  const named = [...list.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>\s*(\d+)/.exec(part)?.[1]),
    etag: bare(/<ETag>(.*?)<\/ETag>/s.exec(part)?.[1] ?? ''),
  }));
  if (named.length === 0) throw new S3Error('MalformedXML');
  if (named.some(({ number }, index) => index > 0 && number <= (named[index - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder');
  const chosen = named.map(({ number, etag }) => {
    const part = parts.get(number);
    if (!part || bare(part.etag) !== etag) throw new S3Error('InvalidPart', { PartNumber: `${number}` });
    return part;
  });
  if (chosen.slice(0, -1).some(({ size }) => size < PART_BYTES)) throw new S3Error('EntityTooSmall');
  return chosen;
}

function bare(etag: string): string {
  return etag.replaceAll('&quot;', '"').trim().replace(/^"|"$/g, '');
}

/** The ETag of such an object is no MD5 of its bytes, but one of its parts' MD5s, with their number. */
function joined(parts: readonly Part[]): Content {
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(bare(etag), 'hex')));
  return {
    etag: `"${createHash('md5').update(digests).digest('hex')}-${parts.length}"`,
    size: parts.reduce((sum, { size }) => sum + size, 0),
    writeTo: async (path) => {
      for (const part of parts) await appendFile(path, await readFile(part.path));
    },
  };
}

export function begunXml(bucket: string, key: string, id: string): string {
  const upload = `<Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<InitiateMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${upload}</InitiateMultipartUploadResult>`;
}

export function completedXml(bucket: string, key: string, etag: string): string {
  const object = `<Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>${escapeXml(etag)}</ETag>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${object}</CompleteMultipartUploadResult>`;
}
