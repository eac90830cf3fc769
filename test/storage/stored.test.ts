import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { type Attributes, itemType } from '../../lambdas/storage/stored.ts';

const key = { pk: 'RECORD#a', sk: 'STATE' };

/** A made-up type whose third schema has a list where the first had one name. */
const named = vi.fn((said: Attributes) => ({ ...said, names: [said['name']] }));
const counted = vi.fn((said: Attributes) => ({
  ...said,
  count: (said['names'] as readonly unknown[]).length,
}));
const schema = z.object({ names: z.array(z.string()), count: z.number() });
const type = itemType(schema, [named, counted]);

describe('an item', () => {
  it('says by which schema it was written', () => {
    expect(type.item(key, { names: ['A'], count: 1 })).toEqual({ ...key, names: ['A'], count: 1, schema: 3 });
    expect(itemType(schema).item(key, { names: [], count: 0 }).schema).toBe(1);
  });

  it('has its own key and schema, whatever a value says that was read with another', () => {
    const row = { ...type.row({ ...key, schema: 3, names: [], count: 0 }), pk: 'OTHER', schema: 9 };
    expect(type.item(key, row)).toMatchObject({ ...key, schema: 3 });
  });

  it('is read as it was written, without its key', () => {
    expect(type.read({ ...key, names: ['A'], count: 1, schema: 3 })).toEqual({ names: ['A'], count: 1 });
    expect(type.row({ ...key, names: [], count: 0, schema: 3 })).toEqual({ ...key, names: [], count: 0 });
    expect([named, counted].map((upgrade) => upgrade.mock.calls.length)).toEqual([0, 0]);
  });

  it('of an older schema goes through what came since, and no more', () => {
    expect(type.read({ ...key, name: 'A', schema: 1 })).toEqual({ names: ['A'], count: 1 });
    expect(type.read({ ...key, names: ['A', 'B'], schema: 2 })).toEqual({ names: ['A', 'B'], count: 2 });
    expect([named, counted].map((upgrade) => upgrade.mock.calls.length)).toEqual([1, 2]);
  });

  it('that does not say its schema is of the first', () => {
    expect(type.read({ ...key, name: 'A' })).toEqual({ names: ['A'], count: 1 });
  });

  it('of a later schema is not read: it would lose what is not known yet', () => {
    expect(() => type.read({ ...key, names: [], count: 0, schema: 4 })).toThrow(
      'Item RECORD#a / STATE is of schema 4, later than 3.',
    );
  });

  it('that is not what its schema says is refused by its key and its places, without a word of it', () => {
    const broken = { ...key, names: ['Ada', 7], count: 'ada@example.org', schema: 3 };
    expect(() => type.read(broken)).toThrow(
      'Item RECORD#a / STATE of schema 3 cannot be read: names.1 (invalid_type), count (invalid_type).',
    );
  });
});
