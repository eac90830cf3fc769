import { describe, expect, it } from 'vitest';
import type { Change } from '../../lambdas/domain/documents.ts';
import { changeProblems } from '../../lambdas/domain/judge-changes.ts';
import { diffField } from '../../lambdas/domain/merge.ts';
import { sameToReader } from '../../lambdas/domain/same.ts';
import { octopus } from './given.ts';

describe('what reads the same', () => {
  it.each([
    ['blanks', 'a  b\u00a0c', 'a b c'],
    ['line ends', 'a\nb', 'a b'],
    ['what nobody sees', 'a\u200bb', 'ab'],
    ['letters taken apart', 'e\u0301', 'é'],
    ['the spelling of a page', 'HTTPS://COE.INT', 'https://coe.int/'],
    ['in lists', [{ title: 'a ', url: 'https://coe.int:443' }], [{ title: 'a', url: 'https://coe.int/' }]],
  ])('differs in nothing: %s', (_what, one, other) => expect(sameToReader(one, other)).toBe(true));

  it.each([
    ['case', 'Octopus', 'octopus'],
    ['accents', 'é', 'e'],
    ['a path', 'https://coe.int/a', 'https://coe.int/a/'],
    ['a figure', 1, 2],
    ['a joiner that Persian needs', 'می\u200cخواهم', 'میخواهم'],
  ])('differs in %s', (_what, one, other) => expect(sameToReader(one, other)).toBe(false));
});

describe('merging', () => {
  const coe = { id: 'coe', name: 'Council of Europe', url: null };

  it('knows an organisation by what of its name an eye tells apart', () => {
    const again = { ...coe, name: 'COUNCIL\u00a0of Europe\u200b' };
    const change: Change = { field: 'partners', from: [], to: [again] };
    expect(diffField(change, { ...octopus, partners: [coe] }).merged).toEqual([again]);
  });

  it('knows a link by the one spelling of its address', () => {
    const one = { title: null, url: 'https://coe.int/' };
    const change: Change = { field: 'links', from: [], to: [{ title: null, url: 'HTTPS://coe.int' }] };
    expect(diffField(change, { ...octopus, links: [one] })).toMatchObject({ kind: 'same' });
  });

  it('takes other white space for nothing to do', () => {
    const change: Change = {
      field: 'summary',
      from: octopus.summary,
      to: `${octopus.summary?.replaceAll(' ', '\u00a0')}`,
    };
    expect(diffField(change, octopus)).toMatchObject({ kind: 'same', merged: octopus.summary });
    expect(changeProblems([change], octopus)).toEqual([{ path: ['changes'], rule: 'only-white-space' }]);
  });
});
