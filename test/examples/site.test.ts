import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Project, readInventory, Unreadable } from '../../examples/site/inventory.js';
import {
  changedFields,
  lastChange,
  period,
  placeName,
  search,
  spokenDate,
} from '../../examples/site/words.js';
import octopus from '../../inventory/records/cybercrime-octopus.json' with { type: 'json' };
import proceeds from '../../inventory/records/iproceeds-2.json' with { type: 'json' };

const origin = 'https://corrections.example.org';

/** A seed as released: every field in release 1, the given ones later. */
function released(seed: typeof octopus | typeof proceeds, later: Record<string, number> = {}): Project {
  const change = (sequence: number) => ({ sequence, at: `2026-11-0${sequence}T10:00:00Z`, credit: null });
  const provenance = Object.fromEntries(Object.keys(seed).map((field) => [field, change(later[field] ?? 1)]));
  return { ...seed, provenance } as Project;
}

/** Answers like an inventory whose index and inventory are, at each reading, of the releases given. */
function publishing(...readings: readonly { index: number; inventory: number }[]) {
  const asked: string[] = [];
  const get = async (url: URL, { cache }: { cache: RequestCache }) => {
    const reading = readings[Math.floor(asked.length / 2)];
    asked.push(`${url} ${cache}`);
    const bodyOf = (sequence: number) => JSON.stringify({ sequence, records: [] });
    if (url.pathname === '/v1/inventory.json') return new Response(bodyOf(reading?.inventory ?? 0));
    const sha256 = createHash('sha256')
      .update(bodyOf(reading?.index ?? 0))
      .digest('hex');
    return Response.json({ sequence: reading?.index, resources: [{ path: '/v1/inventory.json', sha256 }] });
  };
  return { asked, get };
}

describe('reading the inventory', () => {
  test('gives the release the index names', async () => {
    const { asked, get } = publishing({ index: 4, inventory: 4 });
    const { index, inventory } = await readInventory(origin, get);
    expect([index.sequence, inventory.sequence]).toEqual([4, 4]);
    expect(asked).toEqual([`${origin}/v1/index.json no-cache`, `${origin}/v1/inventory.json no-cache`]);
  });

  test('reads the index again when a release came in between', async () => {
    const { asked, get } = publishing({ index: 4, inventory: 5 }, { index: 5, inventory: 5 });
    const { inventory } = await readInventory(origin, get);
    expect(inventory.sequence).toBe(5);
    expect(asked.slice(2)).toEqual([`${origin}/v1/index.json reload`, `${origin}/v1/inventory.json reload`]);
  });

  test('gives up when the bytes match no index at the second reading either', async () => {
    const { asked, get } = publishing({ index: 4, inventory: 5 }, { index: 4, inventory: 5 });
    await expect(readInventory(origin, get)).rejects.toThrow('does not match its index');
    expect(asked).toHaveLength(4);
  });

  test.each([
    ['no answer', () => Promise.reject(new TypeError('fetch failed')), 'does not answer'],
    ['an error', async () => new Response('', { status: 503 }), 'answered 503 for /v1/index.json'],
    ['a page', async () => new Response('<!doctype html>'), 'something else than an inventory'],
    ['an index without it', async () => Response.json({ resources: [] }), 'lists no /v1/inventory.json'],
  ])('says what is wrong with %s', async (_, get, message) => {
    const reading = readInventory(origin, get);
    await expect(reading).rejects.toThrow(Unreadable);
    await expect(reading).rejects.toThrow(message);
  });
});

describe('words', () => {
  test.each([
    ['2020', '2020'],
    ['2020-10', 'October 2020'],
    ['2020-10-31', '31 October 2020'],
  ])('%s is spoken as %s', (date, spoken) => {
    expect(spokenDate(date)).toBe(spoken);
  });

  test('a period is as long as it is known', () => {
    expect(period({ startDate: '2014-01-01', endDate: '2020-12-31' })).toBe(
      '1 January 2014 to 31 December 2020',
    );
    expect(period({ startDate: '2016', endDate: null })).toBe('from 2016');
    expect(period({ startDate: null, endDate: '2021' })).toBe('until 2021');
    expect(period({ startDate: null, endDate: null })).toBe('dates not known');
  });

  test('places are named, countries as regions', () => {
    expect(['XK', 'LA', '001', '150'].map(placeName)).toEqual(['Kosovo', 'Laos', 'Worldwide', 'Europe']);
  });
});

describe('changes', () => {
  test('nothing changed since the first release', () => {
    expect(lastChange(released(octopus))).toEqual({ sequence: 1, date: '1 November 2026' });
    expect(changedFields(released(octopus)).size).toBe(0);
  });

  test('the newest change counts, and its field is marked', () => {
    const project = released(octopus, { endDate: 3, title: 2 });
    expect(lastChange(project)).toEqual({ sequence: 3, date: '3 November 2026' });
    expect([...changedFields(project).keys()].sort()).toEqual(['endDate', 'title']);
  });

  test('a record without provenance says nothing', () => {
    expect(lastChange({ provenance: {} })).toBeNull();
  });
});

test.each([
  ['', ['cybercrime-octopus', 'iproceeds-2']],
  ['turkiye', ['iproceeds-2']],
  ['council OCTOPUS', ['cybercrime-octopus']],
  ['kosovo norway', []],
])('searching for "%s" finds %j', (typed, ids) => {
  expect(search([released(octopus), released(proceeds)], typed).map(({ id }) => id)).toEqual(ids);
});
