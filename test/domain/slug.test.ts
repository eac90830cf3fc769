import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordId } from '../../lambdas/domain/record-id.ts';
import { numbered, organisationId, slugOf } from '../../lambdas/domain/slug.ts';
import { slug } from '../../lambdas/domain/values.ts';
import { loadLatin } from '../../lambdas/runtime/latin.ts';

const latin = await loadLatin();
const isId = (id: string) => slug.safeParse(id).success;

describe('a title becomes an id', () => {
  test.each([
    ['Cyber capacity in Ghana', 'cyber-capacity-in-ghana'],
    ['GLACY+', 'glacy-plus'],
    ['Research & development', 'research-and-development'],
    ['Women’s network', 'womens-network'],
    ['Côte d’Ivoire: renforcer la résilience', 'cote-divoire-renforcer-la-resilience'],
    ['Łódź Øresund Straße', 'lodz-oresund-strasse'],
    ['Київська школа', 'kiyivska-shkola'],
    ['Ελληνική Αρχή', 'elliniki-arhi'],
    ['网络安全能力建设', 'wang-luo-an-quan-neng-li-jian-she'],
    ['الأمن السيبراني', 'lmn-lsybrny'],
    ['사이버 보안', 'saibeo-boan'],
    ['サイバー', 'saiba'],
    ['ეროვნული', 'erovnuli'],
    ['🚀 Rocket', 'rocket'],
  ])('%s → %s', (title, id) => {
    expect(recordId(title, null, latin)).toBe(id);
  });

  test.each(['ความปลอดภัยไซเบอร์', 'साइबर सुरक्षा', 'ኢትዮጵያ', 'বাংলাদেশ', 'עברית', 'Հայաստան'])(
    '%s is spelled in letters',
    (title) => {
      const id = recordId(title, null, latin);
      expect(isId(id)).toBe(true);
      expect(id).not.toContain('project-');
    },
  );

  test('without a letter in the title the code does', () => {
    expect(recordId('🛡️💻', 'G-0677', latin)).toBe('g-0677');
  });

  test('without either there is a name that means nothing, and is another for another title', () => {
    const ids = ['🛡️💻', '🚀', '!!!', '。。。'].map((title) => recordId(title, null, latin));
    expect(ids.every((id) => /^project-[a-z0-9]+$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('whatever the title, it is an id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) =>
        isId(recordId(title, title, latin)),
      ),
    );
  });
});

describe('an organisation has an id', () => {
  test.each(['Planet', 'Planet+', 'Agence', 'АНО', '网络', '🚀'])('%s', (name) => {
    expect(isId(organisationId(name))).toBe(true);
  });

  test('of its own where only a sign tells it from another', () => {
    expect(organisationId('Planet+')).not.toBe(organisationId('Planet'));
  });

  test('that is short, however long its name', () => {
    expect(organisationId('网'.repeat(200)).length).toBeLessThan(20);
  });
});

test('an id that is taken is numbered, and stays one', () => {
  expect(numbered('planet', 1)).toBe('planet');
  expect(numbered('planet', 2)).toBe('planet-2');
  expect(isId(numbered('a'.repeat(100), 3))).toBe(true);
  expect(isId(numbered(slugOf(`${'a'.repeat(94)} b c d e`), 12))).toBe(true);
});
