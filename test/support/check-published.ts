import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { canonicalJson } from '../../lambdas/domain/canonical.ts';
import type { PublishedFiles } from '../../lambdas/storage/published-files.ts';

/** Reads published files by their paths, with or without a slash in front; rejects when there is none. */
export function publishedReader(textOf: (path: string) => Promise<string | null>) {
  return async (path: string) => {
    const text = await textOf(path.replace(/^\//, ''));
    if (text === null) throw new Error(`There is no ${path}.`);
    return {
      text,
      get json() {
        return JSON.parse(text);
      },
    };
  };
}

/** Reads the files of a bucket. */
export function bucketReader(files: PublishedFiles) {
  return publishedReader(async (path) => (await files.read(path))?.body ?? null);
}

export type ReadPublished = ReturnType<typeof publishedReader>;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Everything a reader can check: hashes, chain, and that the deltas replay to the inventory.
 * @returns the newest release's number
 */
export async function checkPublished(read: ReadPublished): Promise<number> {
  const { json: index } = await read('v1/index.json');
  for (const { path, sha256: hash, bytes, mediaType } of index.resources) {
    const { text } = await read(path);
    expect([path, sha256(text), Buffer.byteLength(text)]).toEqual([path, hash, bytes]);
    if (/[/+]json$/.test(mediaType)) expect(text).toBe(canonicalJson(JSON.parse(text)));
  }
  const records = new Map<string, unknown>();
  let previousSha256: string | null = null;
  for (let sequence = 1; sequence <= index.sequence; sequence += 1) {
    const { json: changes } = await read(`v1/changes/${sequence}.json`);
    expect(changes).toMatchObject({
      sequence,
      previous: sequence === 1 ? null : sequence - 1,
      previousSha256,
    });
    for (const { salt, digest, ...operation } of changes.operations) {
      if ('purged' in operation) {
        // A later release says what is left of it, if anything.
        expect({ salt, ...operation }).toEqual({ op: operation.op, id: operation.id, purged: true });
        continue;
      }
      expect(digest).toBe(sha256(salt + canonicalJson(operation)));
      if (operation.op === 'remove') records.delete(operation.id);
      else records.set(operation.id, operation.record);
    }
    const operations = changes.operations.map((one: Record<string, string>) => ({
      op: one['op'],
      id: one['id'],
      digest: one['digest'],
    }));
    previousSha256 = sha256(canonicalJson({ sequence, at: changes.at, previousSha256, operations }));
  }
  const { json: inventory } = await read('v1/inventory.json');
  expect(inventory.sequence).toBe(index.sequence);
  expect(new Map(inventory.records.map((one: { id: string }) => [one.id, one]))).toEqual(records);
  for (const record of inventory.records)
    expect((await read(`v1/projects/${record.id}.json`)).json).toEqual(record);
  await checkFormats(read, inventory.records);
  const { json: delta } = await read('v1/delta.json');
  expect(delta.sequences.map((one: { sequence: number }) => one.sequence)).toEqual(
    Array.from({ length: index.sequence }, (_, position) => index.sequence - position),
  );
  for (const { path, sha256: hash } of delta.sequences) expect(sha256((await read(path)).text)).toBe(hash);
  return index.sequence;
}

/** Each format tells of the same records, in the same order. */
async function checkFormats(
  read: ReadPublished,
  records: readonly { readonly id: string; readonly modified: string }[],
): Promise<void> {
  const { text: lines } = await read('v1/inventory.ndjson');
  expect(lines).toBe(records.map((record) => `${canonicalJson(record)}\n`).join(''));
  const rows: { readonly id: string }[] = parse((await read('v1/inventory.csv')).text, { columns: true });
  expect(rows.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  const { json: search } = await read('v1/search.json');
  expect(search.records.map(({ id }: { id: string }) => id)).toEqual(records.map(({ id }) => id));
  const changed = parse((await read('v1/modified.csv')).text, { columns: true });
  const newestFirst = records.toSorted(
    (a, b) => b.modified.localeCompare(a.modified) || (a.id < b.id ? -1 : 1),
  );
  expect(changed).toEqual(newestFirst.map(({ id, modified }) => ({ modified, id })));
  const { json: feed } = await read('v1/feed.json');
  const told = feed.items.map(({ _corrigenda: { op, id } }: { _corrigenda: { op: string; id: string } }) => ({
    op,
    id,
  }));
  const left = new Set(records.map(({ id }) => id));
  for (const { op, id } of told) expect([id, op === 'remove']).toEqual([id, !left.has(id)]);
}
