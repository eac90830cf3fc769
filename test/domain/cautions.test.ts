import { describe, expect, it } from 'vitest';
import { cautionsOf } from '../../lambdas/domain/cautions.ts';
import { appearance, foreignLetters } from '../../lambdas/domain/confusables.ts';
import { hostWarnings } from '../../lambdas/domain/host-warnings.ts';
import { readableHost } from '../../lambdas/domain/punycode.ts';
import { readTypedUrl } from '../../lambdas/domain/read-url.ts';
import { visible } from '../../lambdas/domain/visible.ts';
import { cautionLines } from '../../lambdas/i18n/cautions.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { sent } from './given.ts';

const parties = [
  { name: 'Council of Europe', url: 'https://www.coe.int/' },
  { name: 'Romania', url: 'https://gov.ro/' },
];
const kinds = (address: string) => hostWarnings(readTypedUrl(address), parties).map(({ kind }) => kind);

describe('of a web address a manager is told', () => {
  it.each([
    ['a number', 'https://93.184.216.34/x', ['number']],
    ['a number of version 6', 'https://[2606:2800:220:1::1]/', ['number']],
    ['a port', 'https://coe.int:8443/x', ['port']],
    ['a host without a dot, where one is left', 'http://intranet/', ['no-dot']],
    ['a name before the host', 'https://coe.int@evil.example/', ['user']],
    ['letters beyond ASCII', 'https://müller.example/', ['letters']],
    ['a host of mixed scripts', 'https://ex\u0430mple.org/', ['mixed']],
    [
      'a host all of whose letters pass for others',
      'https://\u0441\u043e\u0435.example/',
      ['mixed', 'imitates'],
    ],
    ['a host that begins with a party’s', 'https://coe.int.evil.example/en', ['imitates']],
    ['with its dots as hyphens', 'https://coe-int.example/', ['imitates']],
    ['with its dots left out', 'https://coeint.example/', ['imitates']],
    ['behind www', 'https://www.coe.int.evil.example/', ['imitates']],
    ['with its first word', 'https://coe-grants.example/', ['imitates']],
    ['with its first word under another ending', 'https://coe.example/', ['imitates']],
    ['with figures for letters', 'https://c0e.int.example/', ['imitates']],
    ['with the party’s name', 'https://council-of-europe.example/', ['imitates']],
    ['with its name run together', 'https://councilofeurope.example/', ['imitates']],
  ])('%s', (_what, address, told) => expect(kinds(address)).toEqual(told));

  it.each([
    'https://www.coe.int/en',
    'https://coe.int/',
    'https://rm.coe.int/1680',
    'https://gov.uk/x',
    'https://coehealth.example/',
    'https://example.org/?u=coe.int',
  ])('nothing of %s', (address) => expect(kinds(address)).toEqual([]));

  it('the host as a browser resolves it', () => {
    const [told] = hostWarnings(readTypedUrl('https://ex\u0430mple.org/'), parties);
    expect(told).toMatchObject({ host: 'xn--exmple-4nf.org', reads: 'ex\u0430mple.org' });
  });
});

it('hosts in Punycode are read as they were meant', () => {
  for (const host of [
    'müller.example',
    'пример.example',
    '例え.example',
    'ελλάδα.example',
    'مثال.example',
    'a-ü-b.example',
    '💩.example',
  ]) {
    expect(readableHost(new URL(`https://${host}/`).hostname)).toBe(host);
  }
  expect(readableHost('xn--a\u0080.example')).toBe('xn--a\u0080.example');
});

describe('letters that pass for others', () => {
  it.each([
    ['one of Cyrillic in a Latin word', 'Cyber\u0405outh', [['\u0405', 'Cyrl']]],
    ['one of Greek', 'C\u03bfuncil', [['\u03bf', 'Grek']]],
    [
      'a whole word of twins',
      'Council of \u0415\u0443\u0440\u043e\u0440\u0435',
      [...'\u0415\u0443\u0440\u043e\u0435'].map((one) => [one, 'Cyrl']),
    ],
    [
      'a word of Latin twins only',
      'the \u0441\u043e\u0435 programme',
      [
        ['\u0441', 'Cyrl'],
        ['\u043e', 'Cyrl'],
        ['\u0435', 'Cyrl'],
      ],
    ],
    ['one of Latin in a Cyrillic word', 'Пр\u006fект', [['o', 'Latn']]],
  ])('are found: %s', (_what, text, letters) => {
    expect(foreignLetters(text).map(({ letter, script }) => [letter, script])).toEqual(letters);
  });

  it.each([
    'Проект CyberSouth',
    'Ελλάδα',
    'Council of Europe',
    'Łódź',
    'Россия и Europe',
    'مشروع Cyber',
    'μ-controller'.slice(2),
  ])('are none in %s', (text) => expect(foreignLetters(text)).toEqual([]));

  it('look the same to what they pass for', () => {
    expect(appearance('\u0421yberS\u043euth')).toBe(appearance('CyberSouth'));
    expect(appearance('Counci1 of Eur0pe')).toBe(appearance('Council of Europe'));
    expect(appearance('CyberSouth')).not.toBe(appearance('CyberNorth'));
  });
});

it('whoever decides is told of all of it', () => {
  const funder = { id: 'x', name: 'C\u043euncil of Europe', url: 'https://coe.int.evil.example/' };
  const submission = {
    ...sent([{ field: 'funders', from: [], to: [funder] }]),
    evidence: ['https://93.184.216.34/'],
  };
  const words = { messages: messagesFor('en'), language: 'en' } as const;
  const lines = cautionLines(cautionsOf(submission, parties), words);
  expect(lines).toEqual([
    'The host coe.int.evil.example looks like coe.int, which is listed here, but is not part of it.',
    'The web address 93.184.216.34 is a number, not the name of a site.',
    '“C\u043euncil of Europe” has letters that look like those of another script: Cyrillic \u043e.',
    '“C\u043euncil of Europe” looks like “Council of Europe”, but is written otherwise.',
  ]);
});

it('a long text is quoted by its beginning, and ends where it is cut', () => {
  const summary = `\u0421ouncil ${'of Europe '.repeat(20)}`.trim();
  const [caution, ...more] = cautionsOf(sent([{ field: 'summary', from: null, to: summary }]), []);
  expect(more).toEqual([]);
  expect(caution).toMatchObject({ text: expect.stringMatching(/^\u0421ouncil .*\S …$/) });
});

describe('a changed stretch of a text', () => {
  it.each([
    [' ', '·'],
    ['\u00a0', '⍽'],
    ['\t', '⇥'],
    ['\n', '↵\n'],
    ['\u200b', '[U+200B]'],
    ['\u200d', '[U+200D]'],
    ['\u2003', '[U+2003]'],
    ['a\u200bb c', 'a[U+200B]b c'],
    ['a\u202eb', 'a[U+202E]b'],
    ['\u{e0041}x', '[U+E0041]x'],
    ['👩\u200d🚀', '👩\u200d🚀'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('%j is seen', (stretch, seen) => expect(visible(stretch)).toBe(seen));
});
