import type { Artefact, BulkFormat, Frame } from '../formats/format.ts';
import { bulkFormats } from '../formats/formats.ts';
import type { Modified } from '../formats/modified.ts';
import type { Resource } from '../formats/release-files.ts';
import type { PublishedFiles, WholeFile } from '../storage/published-files.ts';
import { BulkFile } from './bulk-file.ts';
import { gzipMember, partsOf, type Shard } from './shard.ts';
import { eachShard } from './shards.ts';
import type { ProjectedState } from './state.ts';
import type { Etags } from './write-files.ts';

/** Files above it have a compressed twin. */
export const TWIN_BYTES = 5_000_000;

const TWIN_TYPE = 'application/gzip';
export const twinOf = (path: string) => `${path}.gz`;

/** The paths of all files of all records, and of their compressed twins. */
export const bulkPaths = bulkFormats.flatMap(({ path }) => [path, twinOf(path)]);

/**
 * A file that is at hand as a whole, with its twin where it has one. A twin that is there already stays, and says the same as its
 * file, however small that became.
 */
export async function withTwin(file: Artefact, etags: Etags): Promise<readonly WholeFile[]> {
  const bytes = Buffer.from(file.body);
  if (bytes.length <= TWIN_BYTES && !etags.get(twinOf(file.path))) return [file];
  return [file, { path: twinOf(file.path), mediaType: TWIN_TYPE, body: await gzipMember(bytes) }];
}

/** A file of all records and its twin, as they are written. */
class Writing {
  readonly #format: BulkFormat;
  readonly #frame: Frame;
  readonly #index: number;
  readonly #plain: BulkFile;
  readonly #twin: BulkFile;
  /** What the twin would begin with, as long as it is not known whether there is one. */
  #members: Buffer[] | null = [];
  #isFirst = true;

  constructor(files: PublishedFiles, format: BulkFormat, index: number, frame: Frame) {
    const { path, mediaType } = format;
    this.#format = format;
    this.#frame = frame;
    this.#index = index;
    this.#plain = new BulkFile(files, { path, mediaType });
    this.#twin = new BulkFile(files, { path: twinOf(path), mediaType: TWIN_TYPE });
  }

  async begin(): Promise<void> {
    await this.#addText(this.#format.begins(this.#frame));
  }

  async add({ records, members }: Shard): Promise<void> {
    const parts = partsOf(this.#format, records);
    if (parts.length === 0) return;
    if (!this.#isFirst && this.#format.between !== '') await this.#addText(this.#format.between);
    this.#isFirst = false;
    await this.#add(parts, members[this.#index] ?? Buffer.alloc(0));
  }

  /** @param etags of what is there; null where there is nothing */
  async finish(etags: Etags): Promise<readonly Resource[] | null> {
    await this.#addText(this.#format.ends(this.#frame));
    const { path } = this.#format;
    const twin = etags.get(twinOf(path)) ?? null;
    if (twin !== null) await this.#beginTwin();
    const written = [
      await this.#plain.finish(etags.get(path) ?? null),
      ...(this.#members === null ? [await this.#twin.finish(twin)] : []),
    ];
    const resources = written.filter((one) => one !== null);
    return resources.length === written.length ? resources : null;
  }

  async #addText(text: string): Promise<void> {
    if (text !== '') await this.#add(Buffer.from(text), await gzipMember(Buffer.from(text)));
  }

  async #add(bytes: Buffer, member: Buffer): Promise<void> {
    await this.#plain.add(bytes);
    if (this.#members === null) return this.#twin.add(member);
    this.#members.push(member);
    if (this.#plain.bytes > TWIN_BYTES) await this.#beginTwin();
  }

  /** From here on there is a twin. */
  async #beginTwin(): Promise<void> {
    for (const one of this.#members ?? []) await this.#twin.add(one);
    this.#members = null;
  }
}

/** The files of all records as they were written, and when each record last changed. */
export type WrittenFiles = {
  readonly resources: readonly Resource[];
  readonly modified: readonly Modified[];
};

/**
 * Writes the files of all records from the shards, one after the other, whatever the inventory's size.
 * @param etags of what is there, read before HEAD was seen not to have moved
 * @returns null where another publisher wrote meanwhile
 * @throws {ShardGone}
 */
export async function writeBulkFiles(
  files: PublishedFiles,
  { shards }: ProjectedState,
  frame: Frame,
  etags: Etags,
): Promise<WrittenFiles | null> {
  const writings = bulkFormats.map((format, index) => new Writing(files, format, index, frame));
  const modified: Modified[] = [];
  for (const writing of writings) await writing.begin();
  for await (const { shard } of eachShard(files, shards)) {
    for (const { id, modified: at } of shard.records) modified.push({ id, modified: at });
    for (const writing of writings) await writing.add(shard);
  }
  const finished = await Promise.all(writings.map((writing) => writing.finish(etags)));
  const resources = finished.filter((one) => one !== null);
  return resources.length === finished.length ? { resources: resources.flat(), modified } : null;
}
