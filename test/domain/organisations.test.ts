import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutSecondSpellings } from '../../lambdas/domain/once.ts';
import { KnownOrganisations, sharedIds, UnknownOrganisations } from '../../lambdas/domain/organisations.ts';
import { type Content, emptyContent, submittedField } from '../../lambdas/domain/record.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import { skeleton } from '../../lambdas/domain/skeleton.ts';
import { organisationId } from '../../lambdas/domain/slug.ts';
import type { Organisation } from '../../lambdas/fields/organisations.ts';
import { loadLatin } from '../../lambdas/runtime/latin.ts';
import { withSharedIds } from '../support/inventory.ts';

const latin = await loadLatin();
const named = (name: string, id = organisationId(name)): Organisation => ({ id, name, url: null });
const record = (...funders: Content['funders']): Content => ({ ...emptyContent, funders });
/** Gives contents their ids, one after the other, where these records are published. */
const settledAfter =
  (published: readonly Content[]) =>
  (...contents: readonly Content[]) =>
    withSharedIds(published, latin, (settled) => contents.map(settled));
/** The funders' ids of one content. */
const fundersAfter = (published: readonly Content[], ...funders: Content['funders']) =>
  settledAfter(published)({ ...emptyContent, funders }).flatMap((content) => idsOf(content.funders));
const idsOf = (organisations: readonly Organisation[]) => organisations.map(({ id }) => id);

describe('the ids that records share', () => {
  test('an organisation of a published name has its id, however it is spelled', () => {
    const published = [record(named('Council of Europe', 'coe'))];
    expect(fundersAfter(published, named('COUNCIL OF  EUROPE'))).toEqual(['coe']);
  });

  test('what has an id already keeps it, also one of an older make', () => {
    const published = [record(named('网络', 'org-18o18217r'))];
    const [settled] = settledAfter(published)({ ...emptyContent, partners: [named('网络')] });
    expect(idsOf(settled?.partners ?? [])).toEqual(['org-18o18217r']);
  });

  test('names without Latin letters are spelled', () => {
    const ids = fundersAfter([], named('Агентство'), named('网络安全'), named('Αρχή'));
    expect(ids).toEqual(['agentstvo', 'wang-luo-an-quan', 'arhi']);
  });

  test('names that differ only in signs have different ids', () => {
    const ids = fundersAfter(
      [],
      named('Planet'),
      named('Planet+'),
      named('Planet!'),
      named('Planet?'),
      named('Planet plus'),
    );
    expect(ids).toEqual(['planet', 'planet-plus', 'planet-2', 'planet-3', 'planet-plus-2']);
  });

  test('names that spell alike in two scripts have different ids', () => {
    const published = [record(named('Agentstvo', 'agentstvo'))];
    expect(fundersAfter(published, named('Агентство'))).toEqual(['agentstvo-2']);
  });

  test('an id that somebody chose stands, unless another organisation has it', () => {
    const published = [record(named('UNDP', 'undp'))];
    const ids = fundersAfter(published, named('World Bank', 'wb'), named('Another', 'undp'));
    expect(ids).toEqual(['wb', 'undp-2']);
  });

  test('nothing is given that was not looked up: what is missing is told, in two steps', () => {
    const known = new KnownOrganisations();
    const names = new UnknownOrganisations();
    sharedIds(known, latin, names)(record(named('Planet'), named('Agency')));
    expect([...names.names]).toEqual([skeleton('Planet'), skeleton('Agency')]);
    for (const name of names.names) known.ids.set(name, null);
    const ids = new UnknownOrganisations();
    sharedIds(known, latin, ids)(record(named('Planet'), named('Agency')));
    expect([ids.isEmpty, [...ids.ids]]).toEqual([false, ['planet', 'agency']]);
  });

  test('two names never have one id, and one name never two, in whatever records', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[Pp]lanet[+!? .&-]{0,3}$/),
      fc.constantFrom('Планета', 'Planeta', '网', '網', '🚀', '🛡️', 'Planet plus', 'Ｐlanet', 'x'.repeat(150)),
      fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    );
    const lists = fc.array(fc.array(name, { maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const published = settledAfter([])(
          ...before.map((names) => ({ ...emptyContent, funders: names.map((one) => named(one)) })),
        );
        const next = settledAfter(published)(
          ...after.map((names) => ({ ...emptyContent, implementers: names.map((one) => named(one)) })),
        );
        const all = [...published, ...next].flatMap(({ funders, implementers }) => [
          ...funders,
          ...implementers,
        ]);
        const pairs = new Set(all.map((one) => JSON.stringify([one.id, skeleton(one.name)])));
        expect(pairs.size).toBe(new Set(all.map(({ id }) => id)).size);
        expect(pairs.size).toBe(new Set(all.map((one) => skeleton(one.name))).size);
      }),
    );
  });
});

describe('two spellings of one organisation in a list', () => {
  const url = 'https://www.coe.int/';

  test('are one, as it was written first, with the address that either has', () => {
    const list = [
      named('Council of Europe'),
      named('European Union'),
      { ...named('council  of EUROPE'), url },
    ];
    expect(withoutSecondSpellings(list)).toEqual([
      { ...named('Council of Europe'), url },
      named('European Union'),
    ]);
  });

  test.each([
    ['Agência', 'Agencia'],
    ['ＵＮＤＰ', 'UNDP'],
    ['World\u00a0Bank', 'World Bank'],
    ['Straße', 'STRASSE'],
    ['O’Neill Trust', "O'Neill Trust"],
  ])('%s and %s', (one, other) => {
    const sent = [{ name: one }, { name: other }];
    expect(check(submittedField('funders'), sent).problems).toBeUndefined();
    const { value } = check(submittedField('funders'), sent) as { value: Organisation[] };
    expect(value.map(({ name }) => name)).toEqual([one.replace('\u00a0', ' ')]);
  });

  test('but a sign more is another one', () => {
    expect(withoutSecondSpellings([named('Planet'), named('Planet+')])).toHaveLength(2);
  });
});
