import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  absent,
  type Condition,
  matching,
  present,
  presentAndAtMost,
} from '../../lambdas/storage/conditions.ts';
import { dynamoTable, type QueryOptions, type Table } from '../../lambdas/storage/table.ts';
import { startTable, type TableBackEnd } from './back-ends.ts';

let backEnd: TableBackEnd;
let table: Table;

beforeAll(async () => {
  backEnd = await startTable();
  table = dynamoTable(backEnd.client, backEnd.tableName);
});
afterAll(() => backEnd.stop());

/** A partition that nobody else has. */
const partition = () => `${backEnd.prefix}#${randomUUID()}`;
/** An item that a real table forgets by itself. */
const item = (pk: string, sk: string, more = {}) => ({
  schema: 1,
  pk,
  sk,
  expires: Math.floor(Date.now() / 1000) + 3600,
  ...more,
});
const keyOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => ({ pk, sk });
const whole = { whole: 'operatorsOwn' } as const;
const sortKeys = async (pk: string, options: Partial<QueryOptions> = {}) =>
  (await table.query(pk, { ...('limit' in options ? {} : whole), ...options } as QueryOptions)).map(
    ({ sk }) => sk,
  );

describe('one item', () => {
  it('is null where there is none', async () => {
    expect(await table.get({ pk: partition(), sk: 'none' })).toBeNull();
  });

  it('is read at once as it was written, without what is undefined', async () => {
    const written = item(partition(), 'a', {
      text: 'é☃\n',
      empty: '',
      number: -1.5,
      list: [1, 'a', null, { deep: [true] }],
    });
    expect(await table.put({ ...written, nothing: undefined })).toEqual({ refused: [] });
    expect(await table.get(keyOf(written))).toEqual(written);
  });

  it('is replaced as a whole', async () => {
    const pk = partition();
    await table.put(item(pk, 'a', { old: 1 }));
    await table.put(item(pk, 'a', { fresh: 2 }));
    const found = await table.get({ pk, sk: 'a' });
    expect([found?.['old'], found?.['fresh']]).toEqual([undefined, 2]);
  });

  it('is written only while its condition holds', async () => {
    const first = item(partition(), 'a', { revision: 1, status: 'open' });
    expect(await table.put(first, present)).toEqual({ refused: [0] });
    expect(await table.put(first, absent)).toEqual({ refused: [] });
    expect(await table.put(first, absent)).toEqual({ refused: [0] });
    const second = { ...first, revision: 2 };
    const was = matching({ revision: 1, status: ['open', 'waiting'] });
    expect(await table.put(second, was)).toEqual({ refused: [] });
    expect(await table.put({ ...first, revision: 3 }, was)).toEqual({ refused: [0] });
    expect(await table.get(keyOf(first))).toEqual(second);
  });
});

describe('a partition', () => {
  it('is read in the order of its sort keys, whole or in part', async () => {
    const pk = partition();
    for (const sk of ['B#2', 'A#1', 'B#10', 'B#1', 'a']) await table.put(item(pk, sk));
    expect(await sortKeys(pk)).toEqual(['A#1', 'B#1', 'B#10', 'B#2', 'a']);
    expect(await sortKeys(pk, { prefix: 'B#' })).toEqual(['B#1', 'B#10', 'B#2']);
    expect(await sortKeys(pk, { prefix: 'B#', newestFirst: true, limit: 2 })).toEqual(['B#2', 'B#10']);
    expect(await sortKeys(pk, { before: 'B#10' })).toEqual(['A#1', 'B#1']);
    expect(await sortKeys(partition())).toEqual([]);
  });

  it('is read on from behind any sort key, in either direction, whether it is still there or not', async () => {
    const pk = partition();
    for (const sk of ['A#1', 'B#1', 'B#2', 'B#3', 'C#1']) await table.put(item(pk, sk));
    expect(await sortKeys(pk, { prefix: 'B#', behind: 'B#1' })).toEqual(['B#2', 'B#3']);
    expect(await sortKeys(pk, { prefix: 'B#', behind: 'B#1', limit: 1 })).toEqual(['B#2']);
    expect(await sortKeys(pk, { prefix: 'B#', behind: 'B#3', newestFirst: true })).toEqual(['B#2', 'B#1']);
    expect(await sortKeys(pk, { before: 'B#3', behind: 'A#1' })).toEqual(['B#1', 'B#2']);
    await table.transact([{ remove: { pk, sk: 'B#2' } }]);
    expect(await sortKeys(pk, { prefix: 'B#', behind: 'B#2' })).toEqual(['B#3']);
    expect(await sortKeys(pk, { prefix: 'B#', behind: 'B#0' })).toEqual(['B#1', 'B#3']);
  });

  it('is read without what nobody asked for', async () => {
    const pk = partition();
    await table.put(item(pk, 'A', { text: 'x', status: 'live' }));
    expect(await table.query(pk, { limit: 1, only: ['status'] })).toEqual([
      { pk, sk: 'A', schema: 1, status: 'live' },
    ]);
    expect(await table.query(pk, { prefix: 'A', limit: 1, only: ['status', 'at'] })).toEqual([
      { pk, sk: 'A', schema: 1, status: 'live' },
    ]);
  });

  it('is read to its end though it does not fit into one answer', async () => {
    const pk = partition();
    const names = ['1', '2', '3', '4', '5'];
    for (const sk of names) await table.put(item(pk, sk, { text: 'x'.repeat(300_000) }));
    expect(await sortKeys(pk)).toEqual(names);
    expect(await sortKeys(pk, { limit: 4 })).toEqual(names.slice(0, 4));
  });
});

describe('a count', () => {
  const expires = Math.floor(Date.now() / 1000) + 3600;

  it('begins at one, and misses nobody who counts at the same moment', async () => {
    const key = { pk: partition(), sk: 'COUNT' };
    const counts = await Promise.all(Array.from({ length: 10 }, () => table.count(key, expires, 1)));
    expect(counts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await table.get(key)).toEqual({ ...key, schema: 1, count: 10, expires });
    expect(await table.count(key, expires, 14)).toBe(24);
  });
});

describe('a transaction', () => {
  it('takes a hundred writes', async () => {
    const pk = partition();
    const writes = Array.from({ length: 100 }, (_, number) => ({ put: item(pk, `${number}`) }));
    expect(await table.transact(writes)).toEqual({ refused: [] });
    expect(await sortKeys(pk)).toHaveLength(100);
  });

  it('writes everything', async () => {
    const pk = partition();
    await table.put(item(pk, 'old'));
    await table.put(item(pk, 'kept'));
    const writes = [
      { put: item(pk, 'new'), when: absent },
      { remove: { pk, sk: 'old' } },
      { check: { pk, sk: 'kept' }, when: present },
    ];
    expect(await table.transact(writes)).toEqual({ refused: [] });
    expect(await sortKeys(pk)).toEqual(['kept', 'new']);
  });

  it('writes nothing when a condition refuses, and says which', async () => {
    const pk = partition();
    await table.put(item(pk, 'old'));
    const writes = [
      { put: item(pk, 'new') },
      { put: item(pk, 'old'), when: absent },
      { check: { pk, sk: 'none' }, when: present },
    ];
    expect(await table.transact(writes)).toEqual({ refused: [1, 2] });
    expect(await sortKeys(pk)).toEqual(['old']);
  });

  it('adds to a count while its condition holds', async () => {
    const key = { pk: partition(), sk: 'counted' };
    const add = (more: number, when: Condition) => table.transact([{ addTo: key, more, when }]);
    expect(await add(1, present)).toEqual({ refused: [0] });
    await table.put({ ...item(key.pk, key.sk), count: 3 });
    expect(await add(-1, presentAndAtMost('from', 7))).toEqual({ refused: [] });
    expect((await table.get(key))?.['count']).toBe(2);
    await table.put({ ...item(key.pk, key.sk), count: 2, from: 8 });
    expect(await add(1, presentAndAtMost('from', 7))).toEqual({ refused: [0] });
    expect(await add(1, presentAndAtMost('from', 8))).toEqual({ refused: [] });
    expect(await table.get(key)).toMatchObject({ count: 3, from: 8 });
  });

  it('of many at the same moment commits once, and refuses the others', async () => {
    const pk = partition();
    const attempts = Array.from({ length: 5 }, (_, writer) =>
      table.transact([
        { put: item(pk, 'once', { writer }), when: absent },
        { put: item(pk, `by ${writer}`) },
      ]),
    );
    const outcomes = await Promise.all(attempts);
    const winner = outcomes.findIndex(({ refused }) => refused.length === 0);
    expect(outcomes.filter(({ refused }) => refused.length > 0)).toEqual(Array(4).fill({ refused: [0] }));
    expect(await sortKeys(pk)).toEqual([`by ${winner}`, 'once']);
  });
});
