import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formEntries, inputName, readFields } from '../../lambdas/domain/form.ts';
import { type Field, fields } from '../../lambdas/domain/record.ts';
import { understoodIn } from '../../lambdas/forms/understood.ts';
import { octopus } from './given.ts';

const understood = understoodIn(new URLSearchParams());
const read = (entries: [string, string][]) =>
  Object.fromEntries([...readFields(entries, understood)].map(([field, { value }]) => [field, value]));

describe('a form', () => {
  it('says nothing of fields it does not carry', () => expect(read([['comment', 'x']])).toEqual({}));

  it('says null or [] where it carries empty inputs only', () => {
    expect(
      read([
        ['endDate', ' '],
        ['outputs', ''],
        ['funders[0][name]', ''],
        ['funders[0][url]', ''],
      ]),
    ).toEqual({
      endDate: null,
      outputs: [],
      funders: [],
    });
  });

  it('takes malformed names for nobody’s wish to empty anything', () => {
    expect(
      read([
        ['endDate[0]', '2021'],
        ['constructor', 'x'],
        ['__proto__[0]', 'x'],
      ]),
    ).toEqual({});
    expect(read([['objectives', 'hello']])).toEqual({ objectives: 'hello' });
    expect(read([['objectives[x]', 'hello']])).toEqual({ objectives: 'hello' });
  });

  it('reads no more rows than it takes to see that there are too many', () => {
    const rows = Array.from({ length: 3000 }, (_, row): [string, string] => [`outputs[${row}]`, 'x']);
    expect(read(rows)['outputs']).toHaveLength(101);
  });

  it('drops empty rows and keeps the order of the others', () => {
    expect(
      read([
        ['outputs[7]', 'c'],
        ['outputs[0]', 'a'],
        ['outputs[3]', ' '],
      ]),
    ).toEqual({ outputs: ['a', 'c'] });
  });

  it('reads dates, amounts and places as people write them', () => {
    expect(
      read([
        ['endDate', 'juin 2021'],
        ['contributions[0][funder]', 'Canada'],
        ['contributions[0][amount]', '250,000'],
        ['contributions[0][currency]', 'cad'],
        ['contributions[0][year]', '2020'],
        ['activities[0][title]', 'Workshop'],
        ['activities[0][date]', '30/04/2019'],
        ['beneficiaries[0]', 'Benin'],
      ]),
    ).toEqual({
      endDate: '2021-06',
      contributions: [{ funder: 'Canada', amount: 250_000, currency: 'CAD', year: 2020 }],
      activities: [{ title: 'Workshop', date: '2019-04-30' }],
      beneficiaries: ['BJ'],
    });
  });

  it('keeps what it cannot read, so that it can be refused and shown again', () => {
    expect(
      read([
        ['endDate', 'soon'],
        ['contributions[0][amount]', 'much'],
      ]),
    ).toEqual({
      endDate: 'soon',
      contributions: [{ amount: 'much' }],
    });
  });

  it('leads from a place in the value back to its input, past empty rows', () => {
    const entries: [string, string][] = [
      ['funders[0][name]', ''],
      ['funders[4][name]', 'A'],
      ['funders[4][url]', 'x'],
    ];
    const funders = readFields(entries, understood).get('funders');
    expect(funders?.inputName([0, 'url'])).toBe('funders[4][url]');
    expect(funders?.inputName([0])).toBe('funders[4]');
    expect(funders?.inputName([])).toBe('funders');
  });

  it('calls the record’s language otherwise, as `language` is the submission’s', () => {
    expect(inputName('language')).toBe('recordLanguage');
    expect(read([['language', 'fr']])).toEqual({});
    expect(read([['recordLanguage', 'fr']])).toEqual({ language: 'fr' });
  });

  it('reads back what it was filled with', () => {
    fc.assert(
      fc.property(fc.constantFrom<Field>(...fields), (field) => {
        const value = readFields(formEntries(field, octopus[field]), understood).get(field)?.value;
        const withoutIds = JSON.parse(
          JSON.stringify(octopus[field], (key, member) => (key === 'id' ? undefined : member)),
        );
        expect(value === undefined ? [] : value).toEqual(withoutIds);
      }),
    );
  });
});
