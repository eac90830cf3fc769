import fc from 'fast-check';

/** Must never come back in a page as it is: it opens a tag, closes an attribute, and begins an entity. */
export const MARKER = `<zq"'&x>`;

/** No log line may have an address in it; those of the fuzz are all here. */
export const DOMAIN = 'addr.example';

/** What has broken other people's software. */
const snippets = [
  MARKER,
  '',
  ' ',
  '\0',
  'a\0b',
  '\n',
  'a\r\nBcc: x@y.example',
  '\t\u000b',
  '\u2028\u2029',
  '\ud800',
  'a\udfffb',
  '\ufffd',
  '\ufeff',
  '\u200b\u200d',
  '\u202etxt.exe',
  '\u2066\u2069',
  '🐙',
  '👩‍👩‍👧‍👦',
  'e\u0301\u0315\u0300',
  'مرحبا',
  'ﷺ',
  'ı',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '1e999',
  '-0',
  'NaN',
  'Infinity',
  '-1',
  '0',
  '9007199254740993',
  '99999999999999999999999',
  '0x10',
  '1,000.50',
  'null',
  'true',
  '[]',
  '{}',
  '2021-02-30',
  '30/06/2021',
  'juin 2021',
  '٣١/١٢/٢٠٢١',
  '0000',
  '%',
  '%zz',
  '%00',
  '%c0%ae',
  '%ed%a0%80',
  '../../etc/passwd',
  '//evil.example/',
  '\\\\evil.example\\',
  '//[',
  'javascript:alert(1)',
  'data:text/html,<script>',
  'http://',
  'https://[',
  'https://a',
  'https://user:pass@b.example/',
  `https://b.example/?q=${MARKER}`,
  'https://b.example/%3Czq%22',
  '=cmd|1',
  '{{7*7}}',
  "'; drop table x; --",
  'RECORD#cyber4dev',
  'x'.repeat(301),
];

const snippet = fc.constantFrom(...snippets);

/** Larger than anybody writes: what costs more than its size would show. Rare, as it is slow by nature. */
const large = fc.constantFrom(
  'x'.repeat(70_000),
  MARKER.repeat(7_000),
  `a${'\u0301\u0315'.repeat(15_000)}`,
  ' '.repeat(60_000),
  `1${'\n'.repeat(30_000)}`,
  '['.repeat(40_000),
  'ab '.repeat(1_600),
);

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: snippet },
  { weight: 12, arbitrary: fc.array(snippet, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')) },
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: large },
);

/** Text that passes for one: it is stored, and comes back in pages and mails. */
export const plausibleText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    MARKER,
    `Ada ${MARKER}`,
    'الأمن السيبراني',
    '🐙 é ﷺ',
    '=HYPERLINK("https://e.example")',
    'Subject: hello',
    `${'long '.repeat(40)}${MARKER}`,
    `</textarea></title>${MARKER}`,
  ),
  fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 60 }).map((text) => `x${text}`),
);

/** Any JSON value, as text: what JSON.stringify never writes is among them. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '1e999',
      '-1e999',
      '-0',
      '1e-400',
      '0.1',
      '9007199254740993',
      '1e21',
      'null',
      'true',
      '[]',
      '{}',
      '[[[[]]]]',
      '[null,null]',
      '{"":""}',
      '{"__proto__":{"kind":"correction"}}',
      '{"constructor":{"prototype":{"a":1}}}',
      '{"length":5,"0":"a"}',
      '{"toString":null}',
      '{"a":1,"a":2}',
      '"\\ud800"',
      '"\\u0000"',
    ),
  },
  { weight: 3, arbitrary: fc.json({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `${'['.repeat(9_000)}${']'.repeat(9_000)}`,
      `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
      `[${'0,'.repeat(30_000)}0]`,
      `{${Array.from({ length: 3_000 }, (_, index) => `"k${index}":0`).join(',')}}`,
    ),
  },
);

/** An address mail could be sent to, or almost. */
export const address: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(400).map((one) => `fuzz${one}@a${one % 40}.${DOMAIN}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `"a b"@${DOMAIN}`,
      `a+b=c/d@${DOMAIN}`,
      `a@${DOMAIN}\r\nBcc: b@${DOMAIN}`,
      `Ada <a@${DOMAIN}>`,
      `a@${DOMAIN},b@${DOMAIN}`,
      `${'a'.repeat(64)}@${DOMAIN}`,
      `A!#$%&'*+-/=?^_\`{|}~@${DOMAIN}`,
    ),
  },
);
