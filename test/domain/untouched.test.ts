import { describe, expect, test } from 'vitest';
import type { Content } from '../../lambdas/domain/record.ts';
import { approve, confirmed, endDate, given, received, recordAt, sent } from './given.ts';

const named = (name: string) => ({ id: 'x', name, url: null });
const link = (url: string) => ({ title: null, url });

/** What older rules took, and today's would refuse. */
const old: readonly (readonly [string, Partial<Content>])[] = [
  ['a private address', { url: 'http://10.0.0.1/' }],
  ['an address without a dot', { url: 'http://intranet/' }],
  ['a private address in a list', { links: [link('http://192.168.0.1/')] }],
  ['two spellings of one organisation', { funders: [named('UNDP'), named('undp')] }],
  ['two spellings of one partner', { partners: [named('Agência'), named('Agencia')] }],
  ['one page twice', { links: [link('https://a.example/'), link('https://a.example')] }],
  ['one country twice', { beneficiaries: ['KE', 'KE'] }],
  ['a title of two lines, too long, with a filler', { title: `A\n\u3164${'x'.repeat(400)}` }],
  ['a tag in a text', { summary: 'a\u{e0041}b' }],
  ['a currency that is none', { contributions: [{ funder: 'A', amount: 1, currency: 'ZZZ', year: null }] }],
  ['a language that is none', { language: 'Klingonese' }],
  ['more items than may be', { outputs: Array(101).fill('x') }],
];

describe('a change is not refused for a field that it leaves alone', () => {
  test.each(old)('%s', (_what, content) => {
    const record = recordAt(1, content);
    given().on(record).when({ type: 'receive', content: sent() }).thenRecords({ type: 'received' });
    given(received(), confirmed)
      .on(record)
      .when(approve)
      .thenRecords({ type: 'approved' }, { content: { ...record.content, endDate: '2016-12-31' } });
  });

  test('nor for one whose change is declined', () => {
    const url = { field: 'url', from: 'http://intranet/', to: 'http://10.0.0.1/' } as const;
    const record = recordAt(1, { url: 'http://intranet/' });
    given(received(sent([endDate, url])), confirmed)
      .on(record)
      .when({ ...approve, choices: { url: { verdict: 'decline' } } })
      .thenRecords({ type: 'approved', verdicts: { endDate: 'accepted', url: 'declined' } }, { version: 2 });
  });

  test('nor for dates in the wrong order, where neither changes', () => {
    const title = { field: 'title', from: 'Cybercrime@Octopus', to: 'Octopus' } as const;
    const record = recordAt(1, { startDate: '2021', endDate: '2020' });
    given(received(sent([title])), confirmed)
      .on(record)
      .when(approve)
      .thenRecords({ type: 'approved' }, { changed: ['title'] });
  });

  test('but what it makes wrong itself is', () => {
    const { outcome } = given(
      received(sent([{ field: 'url', from: null, to: 'http://10.0.0.1/' }])),
      confirmed,
    )
      .on(recordAt(1, { url: null }))
      .when(approve);
    expect(outcome).toEqual({ problems: [{ path: ['url'], rule: 'url-private' }] });
  });
});
