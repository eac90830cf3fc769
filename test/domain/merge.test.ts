import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../lambdas/domain/documents.ts';
import { diffField, repeatedItems } from '../../lambdas/domain/merge.ts';
import type { Content } from '../../lambdas/domain/record.ts';
import { octopus } from './given.ts';

const diff = (change: Change, now: Partial<Content>) => diffField(change, { ...octopus, ...now });
const estonia = { id: 'estonia', name: 'Estonia', url: null };
const japan = { id: 'japan', name: 'Japan', url: null };
const norway = { id: 'norway', name: 'Norway', url: null };

describe('a single value', () => {
  const change: Change = { field: 'endDate', from: '2020', to: '2016' };

  it('is clean while nobody touched it', () => {
    expect(diff(change, { endDate: '2020' })).toMatchObject({ kind: 'clean', merged: '2016' });
  });
  it('is nothing to do when the record already says so', () => {
    expect(diff(change, { endDate: '2016' })).toMatchObject({ kind: 'same', merged: '2016' });
  });
  it('is a conflict when it says something else by now', () => {
    expect(diff(change, { endDate: '2018' })).toMatchObject({
      kind: 'conflict',
      now: '2018',
      merged: '2016',
    });
  });
  it('lists of objectives and outputs count as one value', () => {
    const objectives: Change = { field: 'objectives', from: ['a'], to: ['a', 'b'] };
    expect(diff(objectives, { objectives: ['c', 'a'] }).kind).toBe('conflict');
  });
});

describe('contributions', () => {
  const one = { funder: 'Canada', amount: 250_000, currency: 'CAD', year: 2020 };
  const other = { ...one, amount: -5000 };
  const change = (from: (typeof one)[], to: (typeof one)[]): Change => ({ field: 'contributions', from, to });

  it.each([
    ['a second instalment is one more', [one], [one, one], [one], 'clean', [one, one]],
    ['a second instalment that is there already', [one], [one, one], [one, one], 'same', [one, one]],
    ['one of two taken back', [one, one], [one], [one, one], 'clean', [one]],
    ['one of three taken back', [one, one], [one], [one, one, one], 'merged', [one, one]],
    ['an instalment beside what others added', [one], [one, one], [one, other], 'merged', [one, other, one]],
    ['an instalment where others took the first', [one], [one, one], [], 'merged', [one]],
    ['all taken back', [one, one], [], [one, one], 'clean', []],
  ])('%s', (_what, from, to, contributions, kind, merged) => {
    expect(diff(change(from, to), { contributions })).toMatchObject({ kind, merged });
  });

  it('may stand twice, where nothing else in a list may', () => {
    expect(repeatedItems({ ...octopus, contributions: [one, one] })).toEqual([]);
    expect(repeatedItems({ ...octopus, beneficiaries: ['KE', 'KE'] })).toHaveLength(1);
  });

  it('are a bag: adding and taking back leaves what there was, whatever others did', () => {
    const item = fc.constantFrom(one, other, { ...one, year: 2021 });
    const bag = fc.array(item, { maxLength: 5 });
    fc.assert(
      fc.property(bag, bag, bag, (from, added, now) => {
        const there = diff(change(from, [...from, ...added]), { contributions: now })
          .merged as (typeof one)[];
        const count = (list: readonly unknown[], wanted: unknown) =>
          list.filter((one) => one === wanted).length;
        for (const one of added) {
          expect(count(there, one)).toBeGreaterThanOrEqual(count(now, one));
          expect(count(there, one)).toBeLessThanOrEqual(count(now, one) + count(added, one));
        }
      }),
    );
  });
});

describe('a list', () => {
  const addNorway: Change = { field: 'funders', from: [estonia, japan], to: [norway, estonia, japan] };

  it('keeps its order, new items come last', () => {
    expect(diff(addNorway, { funders: [estonia, japan] })).toMatchObject({
      kind: 'clean',
      merged: [estonia, japan, norway],
    });
  });
  it('takes changes of different items together', () => {
    const romania = { id: 'romania', name: 'Romania', url: null };
    expect(diff(addNorway, { funders: [japan, romania] })).toMatchObject({
      kind: 'merged',
      merged: [japan, romania, norway],
    });
  });
  it('knows an organisation by its name, whatever its id', () => {
    const renamed = [{ ...estonia, id: 'ee' }, japan];
    expect(diff({ field: 'funders', from: [estonia], to: [] }, { funders: renamed })).toMatchObject({
      kind: 'merged',
      merged: [japan],
    });
  });
  it('is a conflict when both changed the same item', () => {
    const withUrl = { ...estonia, url: 'https://a.example/' };
    const change: Change = { field: 'funders', from: [estonia], to: [withUrl] };
    expect(diff(change, { funders: [{ ...estonia, url: 'https://b.example/' }] })).toMatchObject({
      kind: 'conflict',
      merged: [withUrl],
    });
  });
  it('has nothing to do in another order', () => {
    expect(diff({ field: 'beneficiaries', from: ['GN', 'BJ'], to: ['BJ', 'GN'] }, {})).toMatchObject({
      kind: 'same',
    });
  });
});

describe('merging never loses or invents a value', () => {
  const codes = fc.subarray(['GN', 'BJ', 'EE', 'FR', 'JP', 'NO', 'RO', 'PA'], { minLength: 0 });
  const shuffled = codes.chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));

  it('of a set: what the contributor added is in, what they removed is out, everything else stays', () => {
    fc.assert(
      fc.property(shuffled, shuffled, shuffled, (from, to, beneficiaries) => {
        const { merged } = diff({ field: 'beneficiaries', from, to }, { beneficiaries });
        const expected = new Set([
          ...beneficiaries.filter((code) => to.includes(code) || !from.includes(code)),
          ...to.filter((code) => !from.includes(code)),
        ]);
        expect(new Set(merged as string[])).toEqual(expected);
        expect(merged).toHaveLength(expected.size);
      }),
    );
  });

  it('of a set: items that stay keep their order', () => {
    fc.assert(
      fc.property(shuffled, shuffled, shuffled, (from, to, beneficiaries) => {
        const merged = diff({ field: 'beneficiaries', from, to }, { beneficiaries }).merged as string[];
        const kept = beneficiaries.filter((code) => merged.includes(code));
        expect(merged.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });

  it('of organisations with addresses, even with names twice', () => {
    const organisation = fc.record({
      id: fc.constant('x'),
      name: fc.constantFrom('A', 'B', 'C'),
      url: fc.constantFrom(null, 'https://a.example/', 'https://b.example/'),
    });
    const list = fc.array(organisation, { maxLength: 5 });
    fc.assert(
      fc.property(list, list, list, (from, to, funders) => {
        const { merged } = diff({ field: 'funders', from, to }, { funders });
        const known = [...to, ...funders].map((one) => JSON.stringify(one));
        for (const item of merged as (typeof to)[number][]) expect(known).toContain(JSON.stringify(item));
        // Nobody else touched the list: the outcome says what the contributor said.
        const alone = diff({ field: 'funders', from, to }, { funders: from }).merged as typeof to;
        const words = (items: typeof to) => items.map((one) => `${one.name} ${one.url}`).sort();
        expect(words(alone)).toEqual(words(to));
        // The contributor touched nothing: the outcome says what the record says.
        expect(diff({ field: 'funders', from, to: from }, { funders }).merged).toEqual(funders);
      }),
    );
  });

  it('applying a change twice is applying it once', () => {
    fc.assert(
      fc.property(shuffled, shuffled, shuffled, (from, to, beneficiaries) => {
        const once = diff({ field: 'beneficiaries', from, to }, { beneficiaries }).merged as string[];
        const twice = diff({ field: 'beneficiaries', from, to }, { beneficiaries: once });
        expect(twice).toMatchObject({ kind: 'same', merged: once });
      }),
    );
  });
});
