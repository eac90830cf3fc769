import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutSecondSpellings } from '../../lambdas/domain/once.ts';
import { sharedIds } from '../../lambdas/domain/organisations.ts';
import { emptyContent, type InventoryRecord, submittedField } from '../../lambdas/domain/record.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import { skeleton } from '../../lambdas/domain/skeleton.ts';
import { organisationId } from '../../lambdas/domain/slug.ts';
import type { Organisation } from '../../lambdas/fields/organisations.ts';
import { loadLatin } from '../../lambdas/runtime/latin.ts';

const latin = await loadLatin();
const named = (name: string, id = organisationId(name)): Organisation => ({ id, name, url: null });
const record = (...funders: Organisation[]) => ({ ...emptyContent, funders }) as unknown as InventoryRecord;
const idsOf = (organisations: readonly Organisation[]) => organisations.map(({ id }) => id);

describe('the ids that records share', () => {
  test('an organisation of a published name has its id, however it is spelled', () => {
    const settled = sharedIds([record(named('Council of Europe', 'coe'))], latin);
    const { funders } = settled({ ...emptyContent, funders: [named('COUNCIL OF  EUROPE')] });
    expect(idsOf(funders)).toEqual(['coe']);
  });

  test('what has an id already keeps it, also one of an older make', () => {
    const settled = sharedIds([record(named('网络', 'org-18o18217r'))], latin);
    expect(idsOf(settled({ ...emptyContent, partners: [named('网络')] }).partners)).toEqual([
      'org-18o18217r',
    ]);
  });

  test('names without Latin letters are spelled', () => {
    const funders = [named('Агентство'), named('网络安全'), named('Αρχή')];
    const settled = sharedIds([], latin);
    expect(idsOf(settled({ ...emptyContent, funders }).funders)).toEqual([
      'agentstvo',
      'wang-luo-an-quan',
      'arhi',
    ]);
  });

  test('names that differ only in signs have different ids', () => {
    const funders = [
      named('Planet'),
      named('Planet+'),
      named('Planet!'),
      named('Planet?'),
      named('Planet plus'),
    ];
    const ids = idsOf(sharedIds([], latin)({ ...emptyContent, funders }).funders);
    expect(ids).toEqual(['planet', 'planet-plus', 'planet-2', 'planet-3', 'planet-plus-2']);
  });

  test('names that spell alike in two scripts have different ids', () => {
    const settled = sharedIds([record(named('Agentstvo', 'agentstvo'))], latin);
    expect(idsOf(settled({ ...emptyContent, funders: [named('Агентство')] }).funders)).toEqual([
      'agentstvo-2',
    ]);
  });

  test('an id that somebody chose stands, unless another organisation has it', () => {
    const settled = sharedIds([record(named('UNDP', 'undp'))], latin);
    const funders = [named('World Bank', 'wb'), named('Another', 'undp')];
    expect(idsOf(settled({ ...emptyContent, funders }).funders)).toEqual(['wb', 'undp-2']);
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
        const settle = sharedIds([], latin);
        const published = before.map((names) =>
          settle({ ...emptyContent, funders: names.map((one) => named(one)) }),
        );
        const again = sharedIds(published as unknown as InventoryRecord[], latin);
        const next = after.map((names) =>
          again({ ...emptyContent, implementers: names.map((one) => named(one)) }),
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
