import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentOf, type InventoryRecord } from '../../lambdas/domain/record.ts';
import { planOperations, type WaitingRecord } from '../../lambdas/domain/release.ts';
import { skeleton } from '../../lambdas/domain/skeleton.ts';
import { organisationId } from '../../lambdas/domain/slug.ts';
import type { Organisation } from '../../lambdas/fields/organisations.ts';
import { loadLatin } from '../../lambdas/runtime/latin.ts';
import { applied, type Inventory, withSharedIds } from '../support/inventory.ts';
import { recordAt } from './given.ts';

const latin = await loadLatin();
const at = '2026-11-23T12:00:00.000Z';
const name = fc.constantFrom(
  ...['Planet', 'Planet+', 'PLANET', 'planet!', 'Planet plus', 'Planeta', 'Планета', 'Ｐlanet'],
  ...['网', '網', '🚀', '🛡️', 'Αρχή', 'ก', 'Council of Europe', 'Council  of\u00a0Europe'],
);
/** Some were chosen by hand, and may be another's. */
const organisation = fc
  .record({ name, id: fc.option(fc.constantFrom('planet', 'coe', 'planet-plus'), { nil: undefined }) })
  .map((one): Organisation => ({ name: one.name, id: one.id ?? organisationId(one.name), url: null }));
const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  held: fc.boolean(),
  funders: fc.array(organisation, { maxLength: 3 }),
  partners: fc.array(organisation, { maxLength: 3 }),
});

it('no release has one id for two names, or two for one name, whatever was held or came back', () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (releases) => {
      let inventory: Inventory = new Map();
      const last = new Map<string, InventoryRecord>();
      const ever = new Map<string, InventoryRecord>();
      for (const [index, steps] of releases.entries()) {
        const version = index + 1;
        const waiting = [...new Map(steps.map((one) => [one.id, one])).values()].map(
          ({ id, held, funders, partners }): WaitingRecord => ({
            id,
            state: { ...recordAt(version, { funders, partners }), id, status: held ? 'held' : 'live' },
            fresh: [
              { record: id, version, changed: ['funders', 'partners'], submission: null, credit: null, at },
            ],
            last: last.get(id) ?? null,
            published: inventory.has(id),
            consented: false,
            removed: false,
          }),
        );
        // What is out of the inventory for now may come back: its organisations keep their ids meanwhile.
        const operations = withSharedIds([...ever.values()].map(contentOf), latin, (settled) =>
          planOperations(waiting, { sequence: version, at, settled }),
        );
        inventory = applied(inventory, operations);
        for (const [id, record] of inventory) {
          last.set(id, record);
          ever.set(`${id} ${version}`, record);
        }
        const listed = [...inventory.values()].flatMap((record) => [
          ...record.funders,
          ...record.implementers,
          ...record.partners,
        ]);
        const pairs = new Set(listed.map((one) => JSON.stringify([one.id, skeleton(one.name)])));
        expect(new Set(listed.map(({ id }) => id)).size).toBe(pairs.size);
        expect(new Set(listed.map((one) => skeleton(one.name))).size).toBe(pairs.size);
      }
    }),
    { numRuns: 500 },
  );
});
