import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  filledFields,
  hasBasis,
  restingOnConsent,
  withConsent,
  withoutConsent,
} from '../../lambdas/domain/basis.ts';
import type { ConsentRecord } from '../../lambdas/domain/consent.ts';
import {
  type Content,
  emptyContent,
  type Field,
  fields,
  type Publication,
} from '../../lambdas/domain/record.ts';
import type { CurrentRecord } from '../../lambdas/domain/record-state.ts';
import { problem } from '../../lambdas/domain/refusals.ts';
import { withdraw } from '../../lambdas/domain/withdrawal.ts';
import { now, octopus, recordAt } from './given.ts';

const given = {
  role: 'owner',
  organisation: 'Owner',
  grantedAt: now.toISOString(),
  receipt: 'RCP-7F3K-9Q2M' as const,
};
const source = 'https://example.org/source';

const consent: ConsentRecord = {
  receipt: given.receipt,
  record: 'cybercrime-octopus',
  version: 1,
  fields: ['title', 'summary'],
  notice: '2026-11',
  noticeSha256: 'hash',
  language: 'en',
  role: 'owner',
  organisation: 'Owner',
  submission: 'COR-7F3K-9Q2M',
  givenAt: now.toISOString(),
  status: 'given',
  since: now.toISOString(),
  revision: 1,
};

/** Any mix of reasons: for the record, and for any of its fields. */
const publications = fc
  .record({
    isPublic: fc.boolean(),
    byField: fc.dictionary(
      fc.constantFrom(...fields),
      fc.constantFrom<'public' | 'consent'>('public', 'consent'),
      { maxKeys: 6 },
    ),
  })
  .map(
    ({ isPublic, byField }): Publication => ({
      basis: isPublic ? 'public' : 'consent',
      sources: isPublic ? [source] : [],
      consent: given,
      fields: Object.fromEntries(
        Object.entries(byField).map(([field, basis]) => [
          field,
          { basis, sources: basis === 'public' ? [source] : [] },
        ]),
      ),
    }),
  );

const basisOf = ({ basis, fields: own }: Publication, field: Field) => own[field]?.basis ?? basis;

describe('withdrawing a consent', () => {
  it('takes exactly what rests on it, and leaves a basis for what stays', () => {
    fc.assert(
      fc.property(publications, (publication) => {
        const before = { content: octopus, publication };
        const left = withoutConsent(before, null);
        const own = (content: Content, field: Field) => JSON.stringify(content[field]);
        if (left === null) {
          expect(basisOf(publication, 'title')).toBe('consent');
          return;
        }
        expect(left.publication.consent).toBeNull();
        expect(hasBasis(left.publication)).toBe(true);
        for (const field of filledFields(octopus)) {
          const rests = basisOf(publication, field) === 'consent';
          expect(own(left.content, field)).toBe(own(rests ? emptyContent : octopus, field));
        }
        expect(restingOnConsent(left)).toEqual([]);
      }),
    );
  });

  it('takes nothing while another consent stands in', () => {
    fc.assert(
      fc.property(publications, (publication) => {
        const other = { ...given, receipt: 'RCP-0000-0001' as const };
        expect(withoutConsent({ content: octopus, publication }, other)).toEqual({
          content: octopus,
          publication: { ...publication, consent: other },
        });
      }),
    );
  });

  it('given before, never changes why the rest may be public', () => {
    const publication: Publication = { basis: 'public', sources: [source], consent: null, fields: {} };
    const both = withConsent(publication, given);
    expect(both).toEqual({ ...publication, consent: given });
    expect(withoutConsent({ content: octopus, publication: both }, null)).toEqual({
      content: octopus,
      publication,
    });
  });

  const byConsent: CurrentRecord = {
    ...recordAt(3),
    publication: { basis: 'consent', sources: [], consent: given, fields: {} },
  };

  it('removes a record that has no other basis', () => {
    expect(withdraw(consent, byConsent, [consent], now).value).toMatchObject({
      event: { type: 'withdrawn', by: 'grantor' },
      consent: { status: 'withdrawn', revision: 2 },
      effect: { type: 'remove', reason: 'withdrawn' },
    });
  });

  it('empties the fields that rest on it, and erases what they said', () => {
    const mixed: CurrentRecord = {
      ...recordAt(3),
      publication: {
        basis: 'public',
        sources: [source],
        consent: given,
        fields: { summary: { basis: 'consent', sources: [] } },
      },
    };
    expect(withdraw(consent, mixed, [consent], now).value).toMatchObject({
      effect: {
        type: 'revise',
        erases: ['summary'],
        version: { version: 4, changed: ['summary'], content: { summary: null, title: octopus.title } },
      },
    });
  });

  it('of a record that names another one, only has itself named no more in what is older', () => {
    const other = { ...consent, receipt: 'RCP-0000-0001' as const };
    expect(withdraw(other, byConsent, [consent, other], now).value).toMatchObject({
      effect: { type: 'unname', unnames: { credits: [], consents: [other.receipt] } },
    });
  });

  it('is done once', () => {
    const gone: ConsentRecord = { ...consent, status: 'withdrawn' };
    expect(withdraw(gone, byConsent, [gone], now)).toEqual({ problems: [problem([], 'consent-ended')] });
  });
});
