import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HeldSoFar,
  mostHeld,
  type Objector,
  type Rations,
  rationed,
} from '../../lambdas/domain/holds.ts';

const rations: Rations = { perAddress: 1, perDomain: 3, share: 0.05 };
const nothingHeld: HeldSoFar = { byAddress: 0, byDomain: 0, held: 0, records: 1000 };
const party: Objector = { hasSay: true, rejectedLately: false, heldAlready: false };

describe('objections of one sender', () => {
  it.each<[string, readonly Objector[], Partial<HeldSoFar>, Partial<Rations>, readonly (string | null)[]]>([
    ['hold one record each day', [party, party, party], {}, {}, [null, 'address-used-up', 'address-used-up']],
    ['hold none where one is held today', [party], { byAddress: 1 }, {}, ['address-used-up']],
    ['hold none where others of the domain held three', [party], { byDomain: 3 }, {}, ['domain-used-up']],
    ['hold as many as the settings say', [party, party], {}, { perAddress: 2 }, [null, null]],
    ['hold nothing from nowhere', [{ ...party, hasSay: false }], {}, {}, ['stranger']],
    ['hold not again what was rejected', [{ ...party, rejectedLately: true }], {}, {}, ['rejected-lately']],
    [
      'take no ration for what holds nothing',
      [{ ...party, hasSay: false }, party],
      {},
      {},
      ['stranger', null],
    ],
    ['take no more than the share', [party], { held: 50 }, {}, ['share-used-up']],
    [
      'may hold what is on hold, whatever the share',
      [{ ...party, heldAlready: true }],
      { held: 50 },
      {},
      [null],
    ],
    ['take one of the smallest inventory', [party], { records: 9 }, {}, [null]],
    ['take one, and no second', [party, party], { records: 9 }, { perAddress: 2 }, [null, 'share-used-up']],
  ])('%s', (_, objectors, soFar, more, expected) => {
    expect(rationed(objectors, { ...nothingHeld, ...soFar }, { ...rations, ...more })).toEqual(expected);
  });

  it('never hold more than any of the rations, whatever they are', () => {
    const objector = fc.record({
      hasSay: fc.boolean(),
      rejectedLately: fc.boolean(),
      heldAlready: fc.boolean(),
    });
    const small = fc.nat(8);
    fc.assert(
      fc.property(
        fc.array(objector, { maxLength: 14 }),
        fc.record({ byAddress: small, byDomain: small, held: small, records: fc.nat(400) }),
        fc.record({ perAddress: small, perDomain: small, share: fc.double({ min: 0, max: 1, noNaN: true }) }),
        (objectors, soFar, limits) => {
          const answers = rationed(objectors, soFar, limits);
          const holding = objectors.filter((_, index) => answers[index] === null);
          expect(holding.every(({ hasSay, rejectedLately }) => hasSay && !rejectedLately)).toBe(true);
          const allowed = Math.min(limits.perAddress - soFar.byAddress, limits.perDomain - soFar.byDomain);
          expect(holding.length).toBeLessThanOrEqual(Math.max(0, allowed));
          const taken = holding.filter(({ heldAlready }) => !heldAlready).length;
          const room = mostHeld(soFar.records, limits.share) - soFar.held;
          expect(taken).toBeLessThanOrEqual(Math.max(0, room));
        },
      ),
    );
  });
});

describe('the share of an inventory', () => {
  it.each([
    [0, 1],
    [9, 1],
    [39, 1],
    [40, 2],
    [1000, 50],
  ])('of %i records is %i', (records, most) => {
    expect(mostHeld(records, 0.05)).toBe(most);
  });
});
