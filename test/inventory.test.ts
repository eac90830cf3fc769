import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasBasis } from '../lambdas/domain/basis.ts';
import { contentOf, contentSchema, type InventoryRecord, recordSchema } from '../lambdas/domain/record.ts';
import { wholeProblems } from '../lambdas/domain/record-state.ts';
import { organisationId } from '../lambdas/domain/slug.ts';

type Seed = Omit<InventoryRecord, 'provenance' | 'published' | 'modified' | 'verified' | 'version'>;

const folder = new URL('../inventory/records/', import.meta.url);
const filledByLoad = {
  provenance: {},
  published: '2026-11-01T00:00:00Z',
  modified: '2026-11-01T00:00:00Z',
  verified: null,
  version: 1,
};

const files = readdirSync(folder).sort();
const seeds = files.map((file): readonly [string, Seed] => [
  basename(file, '.json'),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
]);

test('the inventory starts with nine records', () => {
  expect(files).toEqual([
    'cyber4dev.json',
    'cybercrime-octopus.json',
    'cybereast.json',
    'cybersouth.json',
    'endocsea-europe.json',
    'glacy-plus.json',
    'global-project-cybercrime-3.json',
    'iproceeds-2.json',
    'octopus-project.json',
  ]);
});

describe.each(seeds)('%s', (name, seed) => {
  test('is a record once the load has filled in what is its own', () => {
    const record = { ...seed, ...contentOf(seed), ...filledByLoad };
    expect(recordSchema.parse(record)).toEqual(record);
    expect(wholeProblems(contentOf(seed))).toEqual([]);
  });

  test('has every field of the content, in tidy text', () => {
    expect(contentSchema.parse(contentOf(seed))).toEqual(contentOf(seed));
  });

  test('has the name of its file', () => {
    expect(seed.id).toBe(name);
  });

  test('is public because its sources are', () => {
    expect(hasBasis(seed.publication)).toBe(true);
    expect(seed.publication.sources.every((source) => source.startsWith('https://'))).toBe(true);
  });

  test('names organisations by the ids all records share', () => {
    const organisations = [...seed.funders, ...seed.implementers, ...seed.partners];
    expect(organisations.length).toBeGreaterThan(0);
    expect(organisations.map(({ id }) => id)).toEqual(organisations.map(({ name }) => organisationId(name)));
  });

  test('counts a contribution only of a funder it lists', () => {
    const funders = seed.funders.map(({ name }) => name);
    expect(
      seed.contributions.map(({ funder }) => funder).filter((funder) => !funders.includes(funder)),
    ).toEqual([]);
  });

  test('is related to records that exist and say so too', () => {
    const mutual = seeds.filter(([, other]) => other.related.includes(seed.id)).map(([id]) => id);
    expect(seed.related).toEqual(mutual);
  });
});

test('an organisation has one URL in all records', () => {
  const organisations = seeds.flatMap(([, seed]) => [
    ...seed.funders,
    ...seed.implementers,
    ...seed.partners,
  ]);
  const distinct = new Set(organisations.map((organisation) => JSON.stringify(organisation)));
  expect(distinct.size).toBe(new Set(organisations.map(({ id }) => id)).size);
});

test('Cybercrime@Octopus is complete', () => {
  const octopus = new Map(seeds).get('cybercrime-octopus');
  expect(octopus).toMatchObject({ startDate: '2014-01-01', endDate: '2020-12-31', status: 'finished' });
  expect(octopus?.objectives).toHaveLength(4);
  expect(octopus?.outputs).toHaveLength(10);
  expect(octopus?.activities).toHaveLength(3);
  expect(octopus?.funders).toHaveLength(8);
  expect(JSON.stringify(octopus)).not.toContain('2016-12-31');
});
