import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sameJson } from '../../lambdas/domain/canonical.ts';

describe('canonical JSON', () => {
  it('writes what another implementation of RFC 8785 writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });
  it('sorts members by UTF-16 code units and leaves undefined ones out', () => {
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, a: undefined, 10: 3, 9: 4 })).toBe(
      '{"10":3,"9":4,"\u{1f600}":2,"\ufb33":1}',
    );
  });
  it('refuses numbers JSON does not have', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('JSON has no number NaN');
  });
  it('tells the same from another, whatever the order of members', () => {
    expect(sameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
  });
});
