import { describe, expect, it } from 'vitest';
import { contentSchema, fields, submittedField } from '../../lambdas/domain/record.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import { recordSchemaJson } from '../../lambdas/formats/json-schema.ts';
import { octopus } from './given.ts';

const refusals = (value: unknown) => check(contentSchema, value).problems ?? [];
const refused = (value: Record<string, unknown>) => refusals({ ...octopus, ...value });

describe('a record', () => {
  it('is taken as it stands', () => expect(refusals(octopus)).toEqual([]));

  it('is normalised: NFC, line ends, no white space around', () => {
    const parsed = contentSchema.parse({ ...octopus, title: ' Cafe\u0301 ', summary: 'a  \r\nb\r' });
    expect(parsed.title).toBe('Café');
    expect(parsed.summary).toBe('a\nb');
  });

  it.each([
    ['an unknown field', { colour: 'red' }, { path: ['colour'], rule: 'unknown-field' }],
    ['an empty title', { title: '  ' }, { path: ['title'], rule: 'empty-text' }],
    ['NUL', { summary: 'a\u0000b' }, { path: ['summary'], rule: 'unreadable-characters' }],
    ['a lone surrogate', { summary: 'a\ud800b' }, { path: ['summary'], rule: 'unreadable-characters' }],
    [
      'an override of the text direction',
      { summary: 'a\u202eb' },
      { path: ['summary'], rule: 'unreadable-characters' },
    ],
    ['a title too long', { title: 'x'.repeat(301) }, { path: ['title'], rule: 'too-long', limit: 300 }],
    ['no such day', { endDate: '2020-02-30' }, { path: ['endDate'], rule: 'not-a-date' }],
    ['a script as an address', { url: 'javascript:alert(1)' }, { path: ['url'], rule: 'url-scheme' }],
    ['an address without a host', { url: 'https:confirm/abc' }, { path: ['url'], rule: 'not-a-url' }],
    [
      'an address that reorders itself',
      { url: 'https://x.org/\u202ea' },
      { path: ['url'], rule: 'not-a-url' },
    ],
    [
      'an address with a password',
      { url: 'https://a:b@example.org/' },
      { path: ['url'], rule: 'url-credentials' },
    ],
    ['another status', { status: 'done' }, { path: ['status'], rule: 'unknown-choice' }],
    ['no such country', { beneficiaries: ['FR', 'ZZ'] }, { path: ['beneficiaries', 1], rule: 'not-a-place' }],
    [
      'too many items',
      { outputs: Array(101).fill('x') },
      { path: ['outputs'], rule: 'too-many', limit: 100 },
    ],
    ['text for a list', { outputs: 'x' }, { path: ['outputs'], rule: 'list-expected' }],
    ['a number for text', { summary: 5 }, { path: ['summary'], rule: 'text-expected' }],
    ['an unknown language', { language: 'Klingonese' }, { path: ['language'], rule: 'not-a-language' }],
  ])('refuses %s', (_what, value, problem) => expect(refused(value)).toEqual([problem]));

  it('names what is missing, and what stands twice wrong once', () => {
    const { title, ...untitled } = octopus;
    expect(refusals(untitled)).toEqual([{ path: ['title'], rule: 'missing-field' }]);
    expect(refused({ url: `x${'y'.repeat(3000)}` })).toEqual([
      { path: ['url'], rule: 'too-long', limit: 2000 },
    ]);
  });

  const contribution = { funder: 'Canada', amount: 1, currency: null, year: null };
  const refusedContribution = (one: Partial<Record<keyof typeof contribution, unknown>>) =>
    refused({ contributions: [{ ...contribution, ...one }] }).map(({ path: [, , part], ...rest }) => [
      part,
      rest,
    ]);

  it.each([1e16, -1e16, 9.1e13 + 0.25])('refuses an amount of %d', (amount) => {
    expect(refusedContribution({ amount })).toEqual([['amount', { rule: 'not-an-amount' }]]);
  });

  it.each([0, 250_000, 161_000.1, 0.29, -5000, 1e15, 3_600_000_000_000])(
    'takes an amount of %d',
    (amount) => {
      expect(refusedContribution({ amount })).toEqual([]);
    },
  );

  it.each([
    [0.001, null, 2],
    [1e-140, 'CAD', 2],
    [0.187, 'EUR', 2],
    [100.5, 'JPY', 0],
    [1.2345, 'KWD', 3],
    [0.5, 'XOF', 0],
  ])('refuses %d %s, which has more than %d decimals', (amount, currency, limit) => {
    expect(refusedContribution({ amount, currency })).toEqual([
      ['amount', { rule: 'too-many-decimals', limit }],
    ]);
  });

  it.each([
    [1.234, 'KWD'],
    [100, 'JPY'],
    [1.25, 'XDR'],
    [1, 'XCG'],
    [1, ' eur '],
  ])('takes %d %s', (amount, currency) => expect(refusedContribution({ amount, currency })).toEqual([]));

  it.each(['ZZZ', 'XXX', 'XTS', 'XAU', 'EURO', 'E', '', 'BTC', 'AAA'])(
    'refuses the currency %j',
    (currency) =>
      expect(refusedContribution({ currency })).toEqual([['currency', { rule: 'not-a-currency' }]]),
  );

  it.each([
    ['DEM', null, 2002],
    ['DEM', 2003, 2002],
    ['FRF', 2020, 2002],
    ['HRK', 2024, 2023],
    ['ZMK', null, 2013],
  ])('refuses %s in %s, which was money until %d', (currency, year, limit) => {
    expect(refusedContribution({ currency, year })).toEqual([
      ['currency', { rule: 'currency-ended', limit }],
    ]);
  });

  it.each([
    ['DEM', 1998],
    ['FRF', 2001],
    ['BGN', 2020],
  ])('takes %s in %d', (currency, year) => expect(refusedContribution({ currency, year })).toEqual([]));

  it('counts characters as people do: 300 emoji are a title', () => {
    expect(refused({ title: '🐙'.repeat(300) })).toEqual([]);
    expect(refused({ title: '🐙'.repeat(301) })).toHaveLength(1);
  });

  it('has a schema for what is sent of every field', () => {
    expect(fields.length).toBeGreaterThan(10);
    for (const field of fields) expect(submittedField(field).safeParse(octopus[field]).success).toBe(true);
  });

  it('names organisations sent without an id by their name', () => {
    const parse = (name: string) => submittedField('funders').parse([{ name }]);
    expect(parse('Agence française')).toEqual([
      { id: 'agence-francaise', name: 'Agence française', url: null },
    ]);
    expect(parse('Türkiye')).toEqual([{ id: 'turkiye', name: 'Türkiye', url: null }]);
    expect(parse('مصر')[0]?.id).toMatch(/^org-[0-9a-z]+$/);
  });

  it('is described by a JSON Schema in which every field is required', () => {
    const schema = recordSchemaJson() as {
      required: string[];
      properties: object;
      additionalProperties: boolean;
    };
    expect(schema.required.sort()).toEqual(Object.keys(schema.properties).sort());
    expect(schema.required).toHaveLength(fields.length + 8);
    expect(schema.additionalProperties).toBe(false);
  });
});
