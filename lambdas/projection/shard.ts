import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { InventoryRecord } from '../domain/record.ts';
import type { BulkFormat, Imprint } from '../formats/format.ts';
import { bulkFormats } from '../formats/formats.ts';
import { inventoryJson } from '../formats/inventory-json.ts';
import type { Modified } from '../formats/modified.ts';

/** Formats that say the same of a record share what was written of it. */
const writers = [...new Set(bulkFormats.map(({ part }) => part))];
const documents = writers.indexOf(inventoryJson.part);

/** A published record, as each format writes it; null where a format leaves it out. */
export type WrittenRecord = Modified & { readonly parts: readonly (Buffer | null)[] };

export function writtenRecord(record: InventoryRecord, imprint: Imprint): WrittenRecord {
  const parts = writers.map((part) => part(record, imprint));
  const { id, modified } = record;
  return { id, modified, parts: parts.map((part) => (part === null ? null : Buffer.from(part))) };
}

/** The record itself: one of its parts is its JSON. */
export function recordIn({ parts }: WrittenRecord): InventoryRecord {
  return JSON.parse(`${parts[documents]}`) as InventoryRecord;
}

/** On average so many records make a shard: of 3 KB each, a megabyte in all formats together. */
const RECORDS = 64;

/**
 * Whether a shard begins with a record, whatever stands before and behind it: which records share a shard follows from their ids
 * alone, so that the same inventory is always cut the same way.
 */
export function beginsShard(id: string): boolean {
  const [first = 0] = createHash('sha256').update(id).digest();
  return first % RECORDS === 0;
}

/** Records of one shard; `from` is empty for what no record begins. */
export type Piece<Of> = { readonly from: string; readonly records: readonly Of[] };

/** Cuts records, which are in the order of their ids, into shards. */
export function inPieces<Of extends { readonly id: string }>(records: readonly Of[]): readonly Piece<Of>[] {
  const pieces: { from: string; records: Of[] }[] = [];
  for (const record of records) {
    const begins = beginsShard(record.id);
    if (begins || pieces.length === 0) pieces.push({ from: begins ? record.id : '', records: [] });
    pieces.at(-1)?.records.push(record);
  }
  return pieces;
}

/** What a format says of some records, behind each other. */
export function partsOf({ part, between, behind }: BulkFormat, records: readonly WrittenRecord[]): Buffer {
  const index = writers.indexOf(part);
  const pieces: Buffer[] = [];
  for (const { parts } of records) {
    const written = parts[index];
    if (!written) continue;
    if (between !== '' && pieces.length > 0) pieces.push(Buffer.from(between));
    pieces.push(written);
    if (behind !== '') pieces.push(Buffer.from(behind));
  }
  return Buffer.concat(pieces);
}

/** Records whose ids lie next to each other, with what each format says of them, and that compressed. */
export type Shard = {
  readonly records: readonly WrittenRecord[];
  /** A gzip member for each format. */
  readonly members: readonly Buffer[];
};

const compressed = promisify(gzip);

export function gzipMember(bytes: Uint8Array): Promise<Buffer> {
  return compressed(bytes);
}

/** What stands at the beginning of a packed shard, in a line. */
type Header = {
  readonly records: readonly Modified[];
  /** For each record the bytes of each of its parts; -1 for none. */
  readonly parts: readonly (readonly number[])[];
  readonly members: readonly number[];
};

/** A shard as one object: its header, the parts record by record, the members. */
export async function packed(records: readonly WrittenRecord[]): Promise<Buffer> {
  const members = await Promise.all(bulkFormats.map((format) => gzipMember(partsOf(format, records))));
  const header: Header = {
    records: records.map(({ id, modified }) => ({ id, modified })),
    parts: records.map(({ parts }) => parts.map((part) => part?.length ?? -1)),
    members: members.map(({ length }) => length),
  };
  const parts = records.flatMap((record) => record.parts.filter((part) => part !== null));
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts, ...members]);
}

export function unpacked(bytes: Uint8Array): Shard {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = whole.indexOf('\n');
  const header = JSON.parse(`${whole.subarray(0, end)}`) as Header;
  let at = end + 1;
  const next = (length: number) => {
    at += length;
    return whole.subarray(at - length, at);
  };
  const records = header.records.map((record, index) => ({
    ...record,
    parts: (header.parts[index] ?? []).map((length) => (length < 0 ? null : next(length))),
  }));
  return { records, members: header.members.map(next) };
}
