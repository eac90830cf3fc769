import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../lambdas/domain/read-date.ts';
import { formatDate } from '../../lambdas/i18n/format.ts';

const read = (typed: string) => {
  const reading = readDate(typed, (date) => formatDate(date, 'en'));
  if (!reading.doubt)
    return reading.value.other ? [reading.value.date, reading.value.other] : reading.value.date;
  return reading.doubt.offers ?? reading.doubt.rule;
};

describe('a date as typed', () => {
  it.each([
    ['2020', '2020'],
    [' 2020-10-31 ', '2020-10-31'],
    ['2020-10', '2020-10'],
    ['2020/12/31', '2020-12-31'],
    ['2020/6/3', '2020-06-03'],
    ['2021.06.30', '2021-06-30'],
    ['2021 06 30', '2021-06-30'],
    ['2021.06', '2021-06'],
    ['2021/6', '2021-06'],
    ['20210630', '2021-06-30'],
    ['30062021', '2021-06-30'],
    ['30/06/2021', '2021-06-30'],
    ['30.6.2021', '2021-06-30'],
    ['30.6.2021.', '2021-06-30'],
    ['30 / 06 / 2021', '2021-06-30'],
    ['30. 6. 2021', '2021-06-30'],
    ['06/2021', '2021-06'],
    ['6.2021', '2021-06'],
    ['12/31/2020', '2020-12-31'],
    ['6/30/2021', '2021-06-30'],
    ['03.04.2021', '2021-04-03'],
    ['04/04/2021', '2021-04-04'],
    ['juin 2021', '2021-06'],
    ['1er juin 2021', '2021-06-01'],
    ['1ᵉʳ juin 2021', '2021-06-01'],
    ['30 June 2021', '2021-06-30'],
    ['June 30, 2021', '2021-06-30'],
    ['June, 2021', '2021-06'],
    ['Sept 2021', '2021-09'],
    ['Sept. 2021', '2021-09'],
    ['31 de diciembre de 2016', '2016-12-31'],
    ['1º de junio del 2021', '2021-06-01'],
    ['setiembre 2021', '2021-09'],
    ['décembre 2016', '2016-12'],
    ['DECEMBRE 2016', '2016-12'],
    ['31-Dec-2020', '2020-12-31'],
    ['31Dec2020', '2020-12-31'],
    ['31/Dec/2020', '2020-12-31'],
    ['Dec-2020', '2020-12'],
    ['2020-Dec-31', '2020-12-31'],
    ['2020 December 31', '2020-12-31'],
    ['31st of December, 2020', '2020-12-31'],
    ['the first of June 2021', '2021-06-01'],
    ['twenty-first June 2021', '2021-06-21'],
    ['April 3rd 2021', '2021-04-03'],
    ['Monday, 30 June 2021', '2021-06-30'],
    ['Thurs 31 Dec 2020', '2020-12-31'],
    ['lundi 30 juin 2021', '2021-06-30'],
    ['miércoles, 30 de junio de 2021', '2021-06-30'],
    ['يونيو 2021', '2021-06'],
    ['٣٠ يونيو ٢٠٢١', '2021-06-30'],
    ['31 كانون الأول 2020', '2020-12-31'],
    ['حزيران 2021', '2021-06'],
    ['٣٠/٠٦/٢٠٢١', '2021-06-30'],
    ['३०/०६/२०२१', '2021-06-30'],
    ['２０２１－０６－３０', '2021-06-30'],
    ['2020‐12‐31', '2020-12-31'],
    ['2020‑12‑31', '2020-12-31'],
    ['2020–12–31', '2020-12-31'],
    ['2020−12−31', '2020-12-31'],
    ['30\u00a0June\u00a02021', '2021-06-30'],
    ['\u200e30/06/2021\u200f', '2021-06-30'],
    ['2021年6月30日', '2021-06-30'],
    ['2020-12-31T10:00:00Z', '2020-12-31'],
    ['2020-12-31T23:30:00.000+05:00', '2020-12-31'],
    ['2020-12-31 00:00:00', '2020-12-31'],
    ['31/12/2020 00:00', '2020-12-31'],
    ['12/31/2020 5:30 PM', '2020-12-31'],
    ['20201231T100000Z', '2020-12-31'],
    ['Thu, 31 Dec 2020 00:00:00 +0000', '2020-12-31'],
    ['Thu Dec 31 2020 00:00:00 GMT+0100 (Central European Standard Time)', '2020-12-31'],
    ['202106', '2021-06'],
    ['in 2021', '2021'],
    ['año 2021', '2021'],
  ])('%s means %s', (typed, meant) => expect(read(typed)).toBe(meant));

  it.each([
    ['03/04/2021', ['2021-04-03', '2021-03-04']],
    ['3-4-2021', ['2021-04-03', '2021-03-04']],
    ['12/11/2020', ['2020-11-12', '2020-12-11']],
  ])('%s is read day first, and may be the other', (typed, both) => expect(read(typed)).toEqual(both));

  it.each([
    ['Mar-21', ['March 2021']],
    ['Dec ’20', ['December 2020']],
    ['31/12/20', ['31 December 2020']],
    ['31-Dec-20', ['31 December 2020']],
    ['03/04/21', ['3 April 2021', '4 March 2021']],
    ['21-06-30', ['30 June 2021', '21 June 2030'].toReversed()],
    ['12/21', ['December 2021']],
    ['21', ['2021']],
    ['98', ['1998']],
    ['44196', ['31 December 2020']],
    ['44196.5', ['31 December 2020']],
    ['1609372800', ['31 December 2020']],
    ['2011/12', ['December 2011']],
  ])('%s is asked', (typed, offers) => {
    expect(read(typed)).toEqual(offers);
    for (const offer of offers) expect(read(offer)).toMatch(/^\d{4}/);
  });

  it.each([
    'ongoing',
    'Ongoing',
    'present',
    'en cours',
    'en curso',
    'مستمر',
    'to date',
    'In progress',
    'actualidad',
  ])('%s has no date yet', (typed) => expect(read(typed)).toBe('date-ongoing'));

  it.each(['n/a', '-', 'TBC', '???', 'unknown', 'inconnu', 'por determinar'])('%s says nothing', (typed) =>
    expect(read(typed)).toBe('leave-empty'),
  );

  it.each([
    '2019-2021',
    '2019 – 2021',
    '2019 to 2021',
    'from 2019 until 2021',
    '2021/22',
    '2021-22',
    '2019/2021',
    '01/2019-12/2021',
    'Jan 2019 - Dec 2021',
    '01/01/2019 - 31/12/2021',
    '2019-01-01/2021-12-31',
    '2019-present',
    'de 2019 à 2021',
    'du 1er juin 2019 au 30 juin 2021',
    '1-5 June 2021',
    'January - March 2021',
    'من 2019 إلى 2021',
  ])('%s is two dates', (typed) => expect(read(typed)).toBe('two-dates'));

  it.each([
    'Q1 2021',
    '2021 Q1',
    '2021Q1',
    '1Q21',
    'T1 2021',
    'H1 2021',
    'first quarter of 2021',
    'Spring 2021',
    'printemps 2021',
    'otoño 2021',
    'FY2021',
    'FY 2021/22',
    'mid-2021',
    'end of 2021',
    'fin 2021',
    'الربع الأول 2021',
  ])('%s is a part of a year', (typed) => expect(read(typed)).toBe('part-of-year'));

  it.each(['2564', '31/12/2564', '1442', '15 رمضان 1442', '1 Ramadan 1442', '0020-12-31', '9999'])(
    '%s is of another calendar',
    (typed) => expect(read(typed)).toBe('other-calendar'),
  );

  it.each(['31/02/2021', '2021-02-30', '30 February 2021', '29.02.2023'])('%s has no such day', (typed) =>
    expect(read(typed)).toBe('no-such-day'),
  );

  it.each(['c. 2020', '~2020', '2020?', 'about 2020', 'since 2019', 'vers 2020'])(
    '%s is not exact',
    (typed) => expect(read(typed)).toBe('not-exact'),
  );

  it.each([
    'soon',
    'Brumaire 2021',
    '2020-31-12',
    '2021-13',
    '30 June',
    'June',
    '1/2/3/4',
    '123',
    '2021'.repeat(99),
  ])('%s is none', (typed) => expect(read(typed)).toBe('not-a-date'));

  it('reads back what it says in words, in every language', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(4, 7, 10),
        fc.constantFrom('en', 'fr', 'es', 'ar'),
        (instant, long, language) => {
          const date = instant.toISOString().slice(0, long);
          expect(read(formatDate(date, language))).toBe(date);
        },
      ),
    );
  });

  it('reads a date or refuses it, whatever is typed', () => {
    const unit = fc.constantFrom(...'0123456789-/. ,', 'Dec', 'juin', 'to', 'Q', 'of', 'T', ':', '٣', '年');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (typed) => {
        const reading = readDate(typed, (date) => formatDate(date, 'en'));
        if (!reading.doubt) expect(reading.value.date).toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/);
      }),
    );
  });
});
