import { expect, it, test } from 'vitest';
import { repeatedItems } from '../../lambdas/domain/merge.ts';
import { type Content, submittedField } from '../../lambdas/domain/record.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import { additionSchema } from '../../lambdas/submissions/addition/document.ts';
import { correctionSchema } from '../../lambdas/submissions/correction/document.ts';
import { octopus } from './given.ts';

const page = 'https://www.coe.int/x';
const spellings = [
  'HTTPS://WWW.COE.INT/x',
  'https://www.coe.int:443/x',
  'https://www.coe.int./x',
  'https://www.coe.int/%78',
  'https://www.coe.int/a/../x',
  ' https://www.coe.int/x\u200b',
];

test.each(spellings)('%j in a list of links is the page that is there already', (spelling) => {
  const sent = [
    { title: null, url: page },
    { title: 'The page', url: spelling },
    { title: 'THE\u00a0page', url: page },
    { title: null, url: 'https://www.coe.int/y' },
  ];
  const { value: links } = check(submittedField('links'), sent) as { value: Content['links'] };
  expect(links).toEqual([
    { title: 'The page', url: page },
    { title: null, url: 'https://www.coe.int/y' },
  ]);
  expect(repeatedItems({ ...octopus, links })).toEqual([]);
});

it('links to one page under two titles are left to a person', () => {
  const links = [
    { title: 'Report', url: page },
    { title: 'Annex', url: page },
  ];
  expect(check(submittedField('links'), links)).toEqual({ value: links });
  expect(repeatedItems({ ...octopus, links })).toEqual([{ path: ['links', 1], rule: 'listed-twice' }]);
});

test.each(spellings)('%j as evidence and as source is told once', (spelling) => {
  const correction = {
    kind: 'correction',
    record: 'x',
    version: 1,
    changes: [{ field: 'endDate', from: null, to: '2020' }],
    evidence: [page, spelling],
  };
  expect(check(correctionSchema, correction)).toMatchObject({ value: { evidence: [page] } });
  const addition = {
    kind: 'addition',
    proposal: { title: 'X' },
    basis: { basis: 'public', sources: [spelling, page] },
  };
  expect(check(additionSchema, addition)).toMatchObject({ value: { basis: { sources: [page] } } });
});
