import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../lambdas/domain/canonical.ts';
import { contentOf } from '../../lambdas/domain/record.ts';
import type { RecordVersion } from '../../lambdas/domain/record-state.ts';
import {
  chainHash,
  digestOf,
  isMassRemoval,
  planOperations,
  type Release,
  sealOperation,
  type WaitingRecord,
} from '../../lambdas/domain/release.ts';
import { organisationId } from '../../lambdas/domain/slug.ts';
import { applied, type Inventory, withSharedIds } from '../support/inventory.ts';
import { octopus, recordAt } from './given.ts';

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`;
function version(record: string, number: number, over: Partial<RecordVersion> = {}): RecordVersion {
  const { content, publication } = recordAt(1);
  return {
    record,
    version: number,
    content: { ...content, title: `${record} ${number}` },
    publication,
    aliases: [],
    changed: number === 1 ? ['title', 'endDate'] : ['title'],
    submission: number === 1 ? null : 'COR-7F3K-9Q2M',
    credit: null,
    at: at(number),
    verified: null,
    ...over,
  };
}

/** A live record whose versions these are, of which some may be out already. */
function waitingWith(versions: readonly RecordVersion[], inventory: Inventory): WaitingRecord {
  const newest = versions.at(-1);
  if (!newest) throw new Error('A record has a version.');
  const { record: id, version, content, publication, aliases, verified } = newest;
  const last = inventory.get(id) ?? null;
  return {
    id,
    state: {
      ...{ id, status: 'live', holds: [], revision: version },
      ...{ version, content, publication, aliases, verified },
    },
    fresh: versions.filter((one) => one.version > (last?.version ?? 0)),
    last,
    published: last !== null,
    consented: publication.consent !== null,
    removed: false,
  };
}

/** What publishing records does, where these were published before. */
function planned(before: Inventory, waiting: readonly WaitingRecord[], sequence: number) {
  return withSharedIds(
    [...before.values()].map(contentOf),
    (text) => text,
    (settled) => planOperations(waiting, { sequence, at: at(sequence), settled }),
  );
}

function release(
  inventory: Inventory,
  versions: readonly RecordVersion[],
  previous: Release | null,
): Release {
  const sequence = (previous?.sequence ?? 0) + 1;
  const waiting = [...new Set(versions.map(({ record }) => record))].map((id) =>
    waitingWith(
      versions.filter(({ record }) => record === id),
      inventory,
    ),
  );
  const operations = planned(inventory, waiting, sequence);
  return {
    sequence,
    at: at(sequence),
    previousSha256: previous && chainHash(previous, sha256),
    operations: operations.map((one, index) => sealOperation(one, `salt${index}`, sha256)),
  };
}

describe('a release', () => {
  const first = release(new Map(), [version('b', 1), version('a', 1)], null);
  const inventory = applied(new Map(), first.operations);

  it('adds records sorted by id, each field with its provenance', () => {
    expect(first.operations.map(({ op, id }) => [op, id])).toEqual([
      ['add', 'a'],
      ['add', 'b'],
    ]);
    expect(inventory.get('a')).toMatchObject({
      version: 1,
      published: at(1),
      modified: at(1),
      verified: null,
      provenance: { title: { sequence: 1, at: at(1), submission: null, credit: null } },
    });
  });

  it('replaces what changed and leaves the provenance of the rest', () => {
    const second = release(inventory, [version('a', 2, { credit: 'Ada' })], first);
    const [operation] = second.operations;
    expect(operation).toMatchObject({ op: 'replace', id: 'a', fields: ['title'] });
    expect(applied(inventory, second.operations).get('a')).toMatchObject({
      title: 'a 2',
      version: 2,
      published: at(1),
      modified: at(2),
      provenance: {
        title: { sequence: 2, submission: 'COR-7F3K-9Q2M', credit: 'Ada' },
        endDate: { sequence: 1, submission: null },
      },
    });
  });

  it('takes several versions of one record together, each with its own provenance', () => {
    const second = release(
      inventory,
      [version('a', 2), version('a', 3, { changed: ['endDate'], submission: 'COR-0000-0001' })],
      first,
    );
    expect(second.operations).toHaveLength(1);
    expect(second.operations[0]).toMatchObject({
      fields: ['title', 'endDate'],
      record: {
        version: 3,
        provenance: { title: { submission: 'COR-7F3K-9Q2M' }, endDate: { submission: 'COR-0000-0001' } },
      },
    });
  });

  it('does nothing for versions that are out already', () => {
    expect(release(inventory, [version('a', 1)], first).operations).toEqual([]);
  });

  it.each([
    ['a public basis without a source', { basis: 'public', sources: [], consent: null, fields: {} }],
    ['consent nobody gave', { basis: 'consent', sources: [], consent: null, fields: {} }],
  ] as const)('publishes nothing on %s, and takes back what was', (_why, publication) => {
    const broken = { publication: { ...publication, sources: [...publication.sources] } };
    expect(release(new Map(), [version('c', 1, broken)], null).operations).toEqual([]);
    const second = release(inventory, [version('a', 2, broken)], first);
    expect(second.operations).toMatchObject([{ op: 'remove', id: 'a', reason: 'no-basis' }]);
    expect(applied(inventory, second.operations).has('a')).toBe(false);
  });

  it('digests salt and operation, and hashes digests only', () => {
    const [operation] = first.operations;
    if (!operation || 'purged' in operation) throw new Error('no operation');
    const { salt, digest, ...bare } = operation;
    expect(digest).toBe(sha256(salt + canonicalJson(bare)));
    expect(digestOf(bare, salt, sha256)).toBe(digest);
    const operations = first.operations.map((one) => ({ op: one.op, id: one.id, digest: one.digest }));
    expect(chainHash(first, sha256)).toBe(
      sha256(canonicalJson({ sequence: 1, at: at(1), previousSha256: null, operations })),
    );
  });
});

describe('a mass removal', () => {
  const removals = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => ({ op: 'remove', id: `r${index}`, reason: 'no-basis' }) as const,
    );

  it('is more than a tenth of the inventory, and more than one record', () => {
    expect(isMassRemoval(removals(3), 30)).toBe(false);
    expect(isMassRemoval(removals(4), 30)).toBe(true);
    expect(isMassRemoval(removals(1), 0)).toBe(false);
  });
});

describe('publishing never loses or invents a value', () => {
  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    field: fc.constantFrom('title', 'summary', 'code'),
    value: fc.string({ minLength: 1 }),
    basis: fc.boolean(),
  });

  it('whatever is approved in whatever bundles: files and deltas say what the versions say', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), (rounds) => {
        let inventory: Inventory = new Map();
        let previous: Release | null = null;
        const truth = new Map<string, RecordVersion>();
        for (const round of rounds) {
          const versions = round.map(({ id, field, value, basis }) => {
            const before = truth.get(id);
            const next = version(id, (before?.version ?? 0) + 1, {
              content: { ...(before?.content ?? octopus), [field]: value },
              changed: [field as 'title'],
              publication: {
                basis: 'public',
                sources: basis ? ['https://example.org/'] : [],
                consent: null,
                fields: {},
              },
            });
            truth.set(id, next);
            return next;
          });
          const next = release(inventory, versions, previous);
          if (next.operations.length === 0) continue;
          expect(next.previousSha256).toBe(previous && chainHash(previous, sha256));
          const replayed = applied(inventory, JSON.parse(canonicalJson(next.operations)));
          inventory = applied(inventory, next.operations);
          expect(canonicalJson([...replayed])).toBe(canonicalJson([...inventory]));
          previous = next;
          for (const [id, newest] of truth) {
            const published = inventory.get(id);
            if (newest.publication.sources.length === 0) expect(published).toBeUndefined();
            else expect(published).toMatchObject({ ...newest.content, version: newest.version });
          }
          for (const id of inventory.keys()) expect(truth.has(id)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the organisations of a release', () => {
  const funded = (record: string, ...names: string[]) => {
    const { content } = recordAt(1);
    const funders = names.map((name) => ({ id: organisationId(name), name, url: null }));
    return version(record, 1, { content: { ...content, funders, implementers: [], partners: [] } });
  };
  const idsIn = (inventory: Inventory, record: string) => inventory.get(record)?.funders.map(({ id }) => id);

  it('have one id each, whatever the table says', () => {
    const first = release(
      new Map(),
      [funded('a', 'Planet', 'Planet!'), funded('b', 'PLANET', 'Planet?')],
      null,
    );
    const inventory = applied(new Map(), first.operations);
    expect(idsIn(inventory, 'a')).toEqual(['planet', 'planet-2']);
    expect(idsIn(inventory, 'b')).toEqual(['planet', 'planet-3']);
    const second = release(inventory, [funded('c', 'Planet!', 'Planet')], first);
    expect(idsIn(applied(inventory, second.operations), 'c')).toEqual(['planet-2', 'planet']);
  });

  it('keep it while their record is out of the inventory', () => {
    const first = release(new Map(), [funded('a', 'Planet!')], null);
    const before = applied(new Map(), first.operations);
    const held = waitingWith([funded('a', 'Planet!')], before);
    const other = waitingWith([funded('b', 'Planet')], new Map());
    const operations = planned(before, [other, { ...held, fresh: [], published: false }], 2);
    const inventory = applied(new Map(), operations);
    expect(idsIn(inventory, 'a')).toEqual(['planet']);
    expect(idsIn(inventory, 'b')).toEqual(['planet-2']);
  });
});
