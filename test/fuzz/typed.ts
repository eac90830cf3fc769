import fc from 'fast-check';

type Inputs = readonly (readonly [name: string, text: string])[];

/** Signs that stand in and around numbers, of all keyboards; most of what they make is no number. */
const signs = fc.constantFrom(
  ..."0123456789.,'’ -–−+()/%~",
  ...['\u00a0', '\u202f', '٠', '٥', '٬', '٫', '۷', '९', '５', '₂', '½', '\u200f'],
  ...[
    '$',
    '€',
    '£',
    '¥',
    'US$',
    'kr',
    'Rs',
    'EUR',
    'KWD',
    'ZZZ',
    'm',
    'k',
    'million',
    'milliards',
    'lakh',
    'ملايين',
    'd’',
    'approx',
  ],
);

const amount = fc.oneof(
  fc.constantFrom(
    '250.000',
    '0,187',
    '1.234.567,89',
    '$1,000,000',
    '1’234’567',
    '12,34,567',
    '1.5 million',
    '2m',
    '(5,000)',
  ),
  fc.constantFrom(
    '١٢٣٬٤٥٦٫٧٨',
    '1000000000000000',
    '1.500 million',
    '5000,-',
    '€ -5,000',
    '2e6',
    '9'.repeat(100),
  ),
  fc.array(signs, { maxLength: 14 }).map((all) => all.join('')),
);

const currency = fc.oneof(
  fc.constantFrom(
    '',
    'EUR',
    'eur',
    '€',
    '$',
    'kr',
    'JPY',
    'KWD',
    'DEM',
    'ZZZ',
    'XXX',
    'euros',
    'US dollars',
    'shillings kényans',
  ),
  fc.array(signs, { maxLength: 4 }).map((all) => all.join('')),
);

const dateParts = fc.constantFrom(
  ...[
    '1',
    '03',
    '04',
    '31',
    '12',
    '20',
    '21',
    '1899',
    '2020',
    '2021',
    '٢٠٢١',
    '44196',
    '20210630',
    '1625011200',
  ],
  ...[
    'Mar',
    'juin',
    'يونيو',
    'Sept.',
    'Q1',
    'FY',
    'ongoing',
    'to',
    'T',
    '10:00:00Z',
    '(CET)',
    '1st',
    '1er',
    '年',
    'c.',
  ],
  ...['-', '–', '/', '.', ',', ' ', '／', "'", '?', '\u00a0'],
);

export const typedDate: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '31/12/2016',
    'juin 2017',
    '2018',
    '03/04/2021',
    'Mar-21',
    '44196',
    '2021/22',
    '2021-06-30T23:30:00-05:00',
  ),
  fc.array(dateParts, { maxLength: 8 }).map((all) => all.join('')),
);

const placeParts = fc.constantFrom(
  ...[
    'Congo',
    'Korea',
    'NA',
    'Bosnia',
    'Herzegovina',
    'the',
    'and',
    'et',
    '&',
    'Republic',
    'of',
    'Untied',
    'Kingdom',
    'EU',
    'MENA',
  ],
  ...['KEN', '404', '4', '419', 'Côte', 'd’Ivoire', 'كينيا', '(GE)', ',', ';', '/', ' ', ' - ', '\n'],
);

const place = fc.array(placeParts, { maxLength: 9 }).map((all) => all.join(' '));

const language = fc.oneof(
  fc.constantFrom(
    'FR',
    'fr_FR',
    'French',
    'Portuguese (Brazil)',
    'xx',
    'en_GB.UTF-8',
    'zh-hant-tw',
    'العربية',
    'x-mine',
  ),
  fc
    .array(fc.constantFrom('en', 'fr', 'Latn', 'GB', '419', 'u', 'x', '-', '_', '.', '1996'), {
      maxLength: 6,
    })
    .map((all) => all.join('')),
);

/** What pressing a button says that takes something read for something else, and what answers a question. */
const meant = fc.constantFrom(
  ['step', 'date:endDate=2021-03-04'],
  ['step', 'currency:contributions[0][currency]=CAD'],
  ['step', 'currency:contributions[9999][currency]=ZZZ'],
  ['step', 'date:__proto__=2021'],
  ['asked[contributions[0][amount]]', 'use:250,000'],
  ['asked[beneficiaries[0]]', 'use:Georgia (GE)'],
  ['asked[title]', 'keep:ask-nothing'],
) as fc.Arbitrary<readonly [string, string]>;

/** Inputs of values that are written in words: read, asked or refused, and never an error of ours. */
export const typedInputs: fc.Arbitrary<Inputs> = fc
  .record({
    amount: fc.option(amount),
    currency,
    year: fc.constantFrom('', '2019', '٢٠١٩', '1998', '20', 'n/a'),
    place: fc.option(place),
    startDate: fc.option(typedDate),
    language: fc.option(language),
    meant: fc.option(meant, { freq: 3 }),
  })
  .map(
    ({ amount, currency, year, place, startDate, language, meant }): Inputs => [
      ...(amount === null ? [] : contribution(amount, currency, year)),
      ...(place === null ? [] : ([['beneficiaries[0]', place]] as const)),
      ...(startDate === null ? [] : ([['startDate', startDate]] as const)),
      ...(language === null ? [] : ([['recordLanguage', language]] as const)),
      ...(meant === null ? [] : [meant]),
    ],
  );

function contribution(amount: string, currency: string, year: string): Inputs {
  return [
    ['contributions[0][funder]', 'Norway'],
    ['contributions[0][amount]', amount],
    ['contributions[0][currency]', currency],
    ['contributions[0][year]', year],
  ];
}
