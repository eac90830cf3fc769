import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkFormats } from '../../lambdas/formats/formats.ts';
import {
  beginsShard,
  inPieces,
  packed,
  partsOf,
  recordIn,
  unpacked,
  writtenRecord,
} from '../../lambdas/projection/shard.ts';
import { touchedShards } from '../../lambdas/projection/shards.ts';
import { FORMATS, styleOf } from '../../lambdas/projection/state.ts';
import { imprint, record, seed, sha256 } from '../formats/published.ts';

const ids = Array.from({ length: 2000 }, (_, number) => `record-${number}`);
/** Many that begin a shard, so that small inventories have several. */
const pool = [...ids.filter(beginsShard).slice(0, 20), ...ids.filter((id) => !beginsShard(id)).slice(0, 60)];

type Piece = {
  readonly from: string;
  readonly records: readonly { readonly id: string; readonly by: number }[];
};

/** Takes changes in as a release does: only the shards that they touch are read. */
function applied(shards: readonly Piece[], changes: ReadonlyMap<string, number | null>): readonly Piece[] {
  const names = shards.map(({ from, records }) => ({ from, made: '', style: '', records: records.length }));
  const runs = touchedShards(names, [...changes.keys()]);
  const gone = new Set(runs.flatMap((run) => run.shards.map(({ from }) => from)));
  const anew = runs.flatMap((run) => {
    const read = shards.filter(({ from }) => run.shards.some((one) => one.from === from));
    const others = read.flatMap(({ records }) => records).filter(({ id }) => !changes.has(id));
    const come = run.ids.flatMap((id) => {
      const by = changes.get(id) ?? null;
      return by === null ? [] : [{ id, by }];
    });
    return inPieces([...others, ...come].sort((a, b) => (a.id < b.id ? -1 : 1)));
  });
  return [...shards.filter(({ from }) => !gone.has(from)), ...anew].sort((a, b) =>
    a.from < b.from ? -1 : 1,
  );
}

describe('shards', () => {
  it('are cut as if all records had come at once, whatever came and went before', () => {
    const change = fc.tuple(fc.constantFrom(...pool), fc.option(fc.nat(9), { nil: null }));
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 12 }), (batches) => {
        const model = new Map<string, number>();
        let shards: readonly Piece[] = [];
        for (const batch of batches) {
          const changes = new Map(batch);
          shards = applied(shards, changes);
          for (const [id, by] of changes) by === null ? model.delete(id) : model.set(id, by);
          const whole = [...model].map(([id, by]) => ({ id, by }));
          expect(shards).toEqual(inPieces(whole.sort((a, b) => (a.id < b.id ? -1 : 1))));
        }
      }),
      { seed: 20_261_128, numRuns: 500 },
    );
  });

  it('of which a release touches one for each of its records, and the one before where a shard may begin', () => {
    const all = inPieces(ids.toSorted().map((id) => ({ id })));
    const names = all.map(({ from, records }) => ({ from, made: '', style: '', records: records.length }));
    expect(names.length).toBeGreaterThan(10);
    for (const id of ids) {
      const shards = touchedShards(names, [id]).flatMap((run) => run.shards);
      expect(shards.length, id).toBeLessThanOrEqual(beginsShard(id) ? 2 : 1);
    }
  });

  it('hold some 64 records', () => {
    const many = Array.from({ length: 20_000 }, (_, number) => `a-${number}`);
    const share = many.length / many.filter(beginsShard).length;
    expect(share).toBeGreaterThan(50);
    expect(share).toBeLessThan(80);
  });
});

describe('a shard', () => {
  const records = [...seed, record('title-only', { title: '— "quoted"\n<b>é☃</b>' })];
  const written = records.map((one) => writtenRecord(one, imprint));

  it('says again what was packed', async () => {
    const shard = unpacked(await packed(written));
    expect(shard.records).toEqual(written);
    expect(shard.records.map(recordIn)).toEqual(records.map((one) => JSON.parse(JSON.stringify(one))));
  });

  it('has for each format what the file says of its records, compressed', async () => {
    const { members } = unpacked(await packed(written));
    expect(members.map((member) => `${gunzipSync(member)}`)).toEqual(
      bulkFormats.map((format) => `${partsOf(format, written)}`),
    );
  });

  it('may be empty', async () => {
    expect((await unpacked(await packed([]))).records).toEqual([]);
  });

  it('is written anew where FORMATS was raised, as it must be when a format says anything else of a record', () => {
    // Where only the first records say something else, only the hash changes.
    const parts = seed.map((one) => writtenRecord(one, imprint).parts);
    expect([FORMATS, sha256(`${parts.flat().map((part) => `${part}`)}`)]).toEqual([
      1,
      'e91f80005b7a3cfc3d2eb21a20cae8da3f40551fb6bc262b36257e93ca79b38a',
    ]);
  });

  it('is of another style where the portal says something else of itself', () => {
    const styles = [imprint, { ...imprint, title: 'Other' }, { ...imprint, reporter: null }].map(styleOf);
    expect(new Set(styles).size).toBe(3);
    expect(styleOf({ ...imprint })).toBe(styles[0]);
  });
});
