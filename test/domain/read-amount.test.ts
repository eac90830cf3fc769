import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount } from '../../lambdas/domain/read-amount.ts';
import { numberInWords } from '../../lambdas/i18n/format.ts';

const read = (typed: string, language: 'en' | 'fr' | 'es' | 'ar' = 'en') => {
  const reading = readAmount(typed, language, (number) => numberInWords(number, language));
  return reading.doubt ?? [reading.value.amount, ...reading.value.currencies.slice(0, 1)].join(' ');
};

describe('an amount as typed', () => {
  it.each([
    ['250000', '250000'],
    ['0', '0'],
    ['-0', '0'],
    ['250,000', '250000'],
    ['250 000', '250000'],
    ['250,000.50', '250000.5'],
    ['1.234.567,89', '1234567.89'],
    ['1.234.567', '1234567'],
    ['1,234,567', '1234567'],
    ['2,5', '2.5'],
    ['2.5', '2.5'],
    ['2,50', '2.5'],
    ['12 000,00', '12000'],
    ['12\u202f000,00', '12000'],
    ['12\u00a0000,00', '12000'],
    ['12\u2009000', '12000'],
    ['1’234’567', '1234567'],
    ["1'234'567.50", '1234567.5'],
    ['1ʼ234', '1234'],
    ['12,34,567', '1234567'],
    ['1,50,000', '150000'],
    ['0,500', '0.5'],
    ['0.50', '0.5'],
    ['.5', '0.5'],
    ['1000,5', '1000.5'],
    ['5000,-', '5000'],
    ['5000.–', '5000'],
    ['١٢٣٤٥٦', '123456'],
    ['١٢٣٬٤٥٦', '123456'],
    ['١٢٣٬٤٥٦٫٧٨', '123456.78'],
    ['۱۲۳۴', '1234'],
    ['१२३४५६', '123456'],
    ['１２３４５６', '123456'],
    ['250,000.000', '250000'],
    ['3 600 000 000 000', '3600000000000'],
    ['1.000.000.000.000.000', '1000000000000000'],
  ])('%s is %s', (typed, meant) => expect(read(typed)).toBe(meant));

  it.each([
    ['$1,000,000', '1000000 USD'],
    ['€250,000', '250000 EUR'],
    ['€ 250 000', '250000 EUR'],
    ['250 000 €', '250000 EUR'],
    ['EUR 250000', '250000 EUR'],
    ['250000 EUR', '250000 EUR'],
    ['250000EUR', '250000 EUR'],
    ['eur 250000', '250000 EUR'],
    ['250000 euros', '250000 EUR'],
    ['US$ 2.5 million', '2500000 USD'],
    ['US $500', '500 USD'],
    ['U.S. dollars 500', '500 USD'],
    ['500 US Dollars', '500 USD'],
    ['500 (USD)', '500 USD'],
    ['£3m', '3000000 GBP'],
    ['1.5M€', '1500000 EUR'],
    ['500 k€', '500000 EUR'],
    ['500 KEUR', '500000 EUR'],
    ['2 millions d’euros', '2000000 EUR'],
    ['2 million of euros', '2000000 EUR'],
    ['2 mil millones de dólares', '2000000000 USD'],
    ['Rs 5 crore', '50000000 INR'],
    ['CHF 12’000.–', '12000 CHF'],
    ['EUR: 250,000', '250000 EUR'],
    ['AUD$ 5,000', '5000 AUD'],
    ['$5,000 CAD', '5000 CAD'],
    ['€EUR 5,000', '5000 EUR'],
    ['KSh 5,000', '5000 KES'],
    ['DEM 5,000', '5000 DEM'],
    ['5 000 Kenyan shillings', '5000 KES'],
    ['5 000 shillings kényans', '5000 KES'],
    ['5 مليون يورو', '5000000 EUR'],
  ])('%s is %s', (typed, meant) => expect(read(typed)).toBe(meant));

  it.each([
    ['1.5 million', 1.5e6],
    ['1,5 million', 1.5e6],
    ['2m', 2e6],
    ['2M', 2e6],
    ['2mn', 2e6],
    ['2 MM', 2e6],
    ['3 mio', 3e6],
    ['3 Mio.', 3e6],
    ['5 bn', 5e9],
    ['5 billion', 5e9],
    ['1.2 trillion', 1.2e12],
    ['1 lakh', 1e5],
    ['2.5 crore', 2.5e7],
    ['250k', 2.5e5],
    ['250 thousand', 2.5e5],
    ['2 milliards', 2e9],
    ['2 mil millones', 2e9],
    ['5 ملايين', 5e6],
    ['1.25 million', 1.25e6],
    ['0,187 million', 187_000],
  ])('%s is %d', (typed, meant) => expect(read(typed)).toBe(String(meant)));

  it.each([
    ['-5000', '-5000'],
    ['−5000', '-5000'],
    ['–5,000', '-5000'],
    ['(5,000)', '-5000'],
    ['(€5,000)', '-5000 EUR'],
    ['EUR (5,000)', '-5000 EUR'],
    ['-€5,000', '-5000 EUR'],
    ['€ -5,000', '-5000 EUR'],
    ['- 5000 EUR', '-5000 EUR'],
  ])('%s flows back: %s', (typed, meant) => expect(read(typed)).toBe(meant));

  it.each([
    ['250.000', ['250', '250,000']],
    ['1.250', ['1.25', '1,250']],
    ['€250.000', ['250 €', '250,000 €']],
    ['-250.000', ['-250', '-250,000']],
    ['1.500 million', ['1,500,000', '1,500,000,000']],
    ['1.234', ['1.2340', '1,234']],
  ])('%s is asked in English', (typed, offers) => {
    expect(read(typed)).toEqual({ rule: 'amount-asked', offers });
    // Whatever is offered is then certain.
    for (const offer of offers) expect(read(offer)).toEqual(expect.any(String));
  });

  it.each([
    ['1.234', 'EUR', ['1,234']],
    ['1.234', 'JPY', ['1,234']],
    ['1.234', 'KWD', ['1.2340', '1,234']],
    ['250.000', 'JPY', ['250', '250,000']],
  ])('%s offers only what there is of %s', (typed, currency, offers) => {
    const inWords = (number: { whole: string; fraction: string }) => numberInWords(number, 'en');
    expect(readAmount(typed, 'en', inWords, [currency]).doubt?.offers).toEqual(offers);
    expect(readAmount(`${typed} ${currency}`, 'en', inWords).doubt?.offers).toEqual(
      offers.map((offer) => `${offer} ${currency}`),
    );
  });

  it('settles by the language of the form what its own sign says', () => {
    expect(read('250,000', 'en')).toBe('250000');
    expect(read('250.000', 'es')).toBe('250000');
    expect(read('250,000', 'es')).toMatchObject({ rule: 'amount-asked', offers: ['250', '250.000'] });
    expect(read('250.000', 'fr')).toMatchObject({ rule: 'amount-asked', offers: ['250', '250 000'] });
    expect(read('250,000', 'fr')).toMatchObject({ rule: 'amount-asked' });
    expect(read('250,000', 'ar')).toMatchObject({ rule: 'amount-asked' });
    expect(read('2 billions', 'fr')).toMatchObject({ rule: 'amount-asked' });
  });

  it.each([
    'much',
    '1.2.3',
    '1,23,45',
    '12 34',
    '1.234,567.89',
    '1,2345,678',
    '250 bananas',
    'EUR',
    '1/2',
    '2e6',
    '=2000',
    '5 million 250 thousand',
    '$5 EUR',
    'EUR$ 5',
    // A crore, or a credit?
    '5,000.00 CR',
    '1'.repeat(200),
  ])('%s is none', (typed) => expect(read(typed)).toEqual({ rule: 'not-an-amount' }));

  it.each([
    '~250000',
    'approx. 250,000',
    'ca. 2m',
    '> 1m',
    'up to 2 million',
    '1m+',
    '100-200',
    'environ 5000',
  ])('%s is not exact', (typed) => expect(read(typed)).toEqual({ rule: 'not-exact' }));

  it.each(['n/a', 'N/A', '-', '…', 'TBC', 'unknown', 'inconnu', 'غير معروف'])('%s says nothing', (typed) =>
    expect(read(typed)).toEqual({ rule: 'leave-empty' }),
  );

  it('reads back whatever is shown of it, in every language', () => {
    const cents = fc.integer({ min: -9_000_000_000, max: 9_000_000_000 });
    fc.assert(
      fc.property(cents, fc.constantFrom('en', 'fr', 'es', 'ar'), (hundredths, language) => {
        const amount = hundredths / 100;
        const [whole = '', fraction = ''] = Math.abs(amount).toFixed(2).split('.');
        const shown = `${amount < 0 ? '-' : ''}${numberInWords({ whole, fraction }, language)}`;
        expect(read(shown, language)).toBe(String(amount === 0 ? 0 : amount));
      }),
    );
  });

  it('never reads another number than its digits make, nor throws', () => {
    const characters = fc.constantFrom(..."0123456789.,'’ -()€$km٠٥٬٫", '\u00a0');
    fc.assert(
      fc.property(
        fc.string({ unit: characters, maxLength: 20 }),
        fc.constantFrom('en', 'es'),
        (typed, language) => {
          const reading = readAmount(typed, language, (number) => numberInWords(number, language));
          if (reading.doubt) return;
          const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+|0+$/g, '');
          const western = typed.replace(/[٠٥]/g, (digit) => (digit === '٠' ? '0' : '5'));
          const { amount } = reading.value;
          const said = amount.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
          expect(digits(said)).toBe(digits(western));
        },
      ),
    );
  });
});
