import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualWait } from '../../lambdas/domain/usual-wait.ts';

describe('how long a decision usually takes', () => {
  it('is not said of fewer than five decisions', () => {
    expect(usualWait([1, 2, 3, 4])).toBeNull();
    expect(usualWait([])).toBeNull();
  });

  it('is the one in the middle, or between the two there', () => {
    expect(usualWait([900, 1, 5, 3, 2])).toBe(3);
    expect(usualWait([1, 2, 3, 5, 900, 901])).toBe(4);
  });

  it('has as many decisions above as below, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 5 }), (waits) => {
        const usual = usualWait(waits) ?? Number.NaN;
        const below = waits.filter((wait) => wait < usual).length;
        const above = waits.filter((wait) => wait > usual).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(waits.length / 2);
      }),
    );
  });
});
