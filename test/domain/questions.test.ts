import { describe, expect, it } from 'vitest';
import { decodedOnce } from '../../lambdas/domain/decoded-twice.ts';
import { questionsAbout, questionsAboutSender } from '../../lambdas/domain/questions.ts';
import type { Field } from '../../lambdas/domain/record.ts';

const asked = (field: Field, value: unknown, known: unknown[] = []) => questionsAbout(field, value, known);
const rules = (field: Field, value: unknown) => asked(field, value).map(({ rule }) => rule);
const offer = (field: Field, value: unknown) => asked(field, value)[0]?.offers?.[0];
const twice = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));

describe('a text that was decoded twice', () => {
  it.each([
    ['a pound', 'Â£5 million', '£5 million'],
    ['an apostrophe', 'Europeâ€™s police', 'Europe’s police'],
    ['an accent', 'CÃ´te dâ€™Ivoire', 'Côte d’Ivoire'],
    ['a dash', '2019 â€“ 2021', '2019 – 2021'],
    ['quotation marks, one of them a control character', 'â€œquotedâ€\u009d', '“quoted”'],
    ['a blank that does not break', 'Mali\u00c2\u00a0and Niger', 'Mali and Niger'],
    ['a capital', 'Ã‰tat', 'État'],
    ['three times', twice(twice('café’s')), 'café’s'],
    ['Cyrillic', twice('Проект'), 'Проект'],
    ['Arabic', twice('مشروع'), 'مشروع'],
    ['Chinese', twice('项目'), '项目'],
    ['an emoji', twice('🐙 octopus'), '🐙 octopus'],
    ['beside text that is right', `Łódź und ${twice('Köln')}`, 'Łódź und Köln'],
    ['Windows taken for Latin 1', 'It\u0092s \u0093fine\u0094', 'It’s “fine”'],
  ])('is offered right: %s', (_what, text, right) => {
    expect(asked('summary', text)).toEqual([
      { path: [], rule: 'ask-decoded', offers: [right], mayStay: true },
    ]);
  });

  it.each([
    'São Tomé',
    'naïve',
    'ÉTÉ',
    '«CAFÉ»',
    'Þórður',
    '5 °C',
    'Ã',
    'ÂÂ',
    'CAFÉ’S',
    'À …',
    '£5',
    'Ελλάδα',
    'Việt Nam',
  ])('is none that merely looks so: %s', (text) => expect(decodedOnce(text)).toBe(text));
});

describe('a text that comes out of a web page', () => {
  it.each([
    ['an escape', 'Research &amp; Development', 'Research & Development'],
    ['a blank', 'one&nbsp;two', 'one two'],
    ['a number', 'caf&#233;', 'café'],
    ['a number in hexadecimal', 'caf&#xE9;', 'café'],
    ['an accent by name', 'caf&eacute; &Eacute;tat', 'café État'],
    ['quotes', '&ldquo;a&rdquo; &quot;b&quot; &apos;c', '“a” "b" \'c'],
    ['escaped twice', 'R&amp;amp;D', 'R&D'],
    ['a dash', 'a &ndash; b', 'a – b'],
  ])('has its escapes read: %s', (_what, text, right) => {
    expect(asked('title', text)).toEqual([
      { path: [], rule: 'ask-entities', offers: [right], mayStay: true },
    ]);
  });

  it.each([
    ['bold letters', 'This is <b>new</b>.', 'This is new.'],
    ['paragraphs', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['breaks', 'one<br/>two<BR>three', 'one\ntwo\nthree'],
    ['a list', '<ul><li>one</li><li>two</li></ul>', '• one\n\n• two'],
    ['a link', 'see <a href="https://x.org/">here</a>', 'see here'],
    ['a span with a style', '<span style="color:red">one</span> &amp; two', 'one & two'],
  ])('has its tags taken away: %s', (_what, text, right) => {
    expect(rules('summary', text)).toEqual(['ask-tags']);
    expect(offer('summary', text)).toBe(right);
  });

  it.each([
    'AT&T',
    'a < b and c > d',
    '<name of the country>',
    'x <- y',
    '&unknown;',
    'R&D;',
    'Ben & Jerry; Co',

    'I <3 it',
  ])('is none for an angle bracket or an ampersand alone: %s', (text) =>
    expect(asked('summary', text)).toEqual([]),
  );

  it('is asked in each item of a list', () => {
    expect(
      asked('activities', [{ title: 'Q&amp;A', date: null, place: 'MÃ¡laga', url: null }]),
    ).toMatchObject([
      { path: [0, 'title'], offers: ['Q&A'] },
      { path: [0, 'place'], offers: ['Málaga'] },
    ]);
  });

  it('offers the address of a page without its escapes, and no way to keep them', () => {
    expect(asked('url', 'https://x.org/?a=b&amp;c=d')).toEqual([
      { path: [], rule: 'url-escaped', offers: ['https://x.org/?a=b&c=d'] },
    ]);
  });
});

it('asks about nothing that the inventory says already', () => {
  expect(asked('outputs', ['R&amp;D', 'new'], [['R&amp;D']])).toEqual([]);
});

describe('nothing, written as something', () => {
  const plain = [
    '-',
    '--',
    '—',
    '...',
    '…',
    '?',
    '.',
    '#REF!',
    '#N/A',
    '#VALUE!',
    '#DIV/0!',
    '#NAME?',
    '[object Object]',
    'N/A',
    'n/a',
    'n.a.',
    'null',
    'undefined',
    'NaN',
    '＃Ｎ／Ａ',
    '(none)',
    ' - ',
  ];
  const words = [
    'NA',
    'TBC',
    'tbd',
    'Unknown',
    'UNTITLED',
    'None',
    'Not available',
    'to be confirmed',
    'inconnu',
    'Sans titre',
    'Néant',
    'Desconocido',
    'sin título',
    'غير معروف',
    'لا يوجد',
    'Unknown.',
  ];

  it.each(plain)('is refused where it is plain: %s', (text) => {
    expect(rules('title', text)).toEqual(['no-title']);
    for (const field of ['code', 'summary', 'url', 'startDate'] as const)
      expect(rules(field, text)).toEqual(['nothing-meant']);
    expect(asked('funders', [{ name: text, url: text }])).toEqual([
      { path: [0, 'name'], rule: 'nothing-meant' },
      { path: [0, 'url'], rule: 'nothing-meant' },
    ]);
  });

  it.each(words)('is asked about where it may be a name: %s', (text) => {
    for (const field of ['title', 'code'] as const) {
      expect(asked(field, text)).toEqual([{ path: [], rule: 'ask-nothing', mayStay: true }]);
    }
    expect(asked('partners', [{ name: text }])).toEqual([
      { path: [0, 'name'], rule: 'ask-nothing', mayStay: true },
    ]);
    expect(rules('summary', text)).toEqual(['nothing-meant']);
  });

  it.each([
    'Nana',
    'TBC Bank',
    'Unknown Soldiers Fund',
    'N',
    '1',
    '🐙',
    'C++',
    'X',
    'NATO',
    'Nil Foundation',
    '项目',
    'ة',
  ])('is none of these: %s', (text) => expect(asked('title', text)).toEqual([]));
});

describe('the name of an organisation', () => {
  it.each([
    ['an address', 'ada@example.org', 'name-is-address'],
    ['an address as a link', 'mailto:ada@example.org', 'name-is-address'],
    ['a number to call', '+44 20 7946 0000', 'name-is-number'],
    ['a number with its kind', 'Tel. (020) 7946-0000', 'name-is-number'],
    ['an address beside a name', 'Council of Europe (octopus@coe.example)', 'ask-address-in-name'],
    ['a page', 'https://www.coe.int/', 'ask-page-as-name'],
    ['several with semicolons', 'Estonia; Japan', 'ask-several-names'],
    ['several with bars', 'Estonia | Japan', 'ask-several-names'],
    ['several with strokes', 'Estonia / Japan', 'ask-several-names'],
    ['several acronyms', 'GIZ, FCDO, USAID', 'ask-several-names'],
    ['several countries', 'Estonia, Japan and Norway', 'ask-several-names'],
    ['two countries', 'Estonia and Japan', 'ask-several-names'],
    ['countries of which one has an “and”', 'Norway, Trinidad and Tobago', 'ask-several-names'],
    ['countries in another language', 'Alemania, Francia y España', 'ask-several-names'],
  ])('is not %s', (_what, name, rule) => {
    expect(asked('funders', [{ name }]).map((one) => one.rule)).toEqual([rule]);
    expect(questionsAboutSender({ organisation: name })).toMatchObject([
      { path: ['contributor', 'organisation'], rule },
    ]);
  });

  it.each([
    'Ministry of Justice, Kenya',
    'Department of Foreign Affairs, Trade and Development',
    'Council of Europe and European Union',
    'Trinidad and Tobago',
    'Bosnia & Herzegovina',
    'Government of Estonia, Tallinn',
    'Japan Foundation and Norway House',
    '8x8',
    'Group of 77',
    'C/o Bank',
    'Foreign, Commonwealth & Development Office',
    '1&1 Telecom 2000',
  ])('is asked about nothing: %s', (name) => expect(asked('funders', [{ name }])).toEqual([]));
});
