import { activities } from '../../lambdas/fields/activities.ts';
import { choice } from '../../lambdas/fields/choice.ts';
import { choices } from '../../lambdas/fields/choices.ts';
import { contributions } from '../../lambdas/fields/contributions.ts';
import type { Entry, Kind, ValueOf } from '../../lambdas/fields/kind.ts';
import type { KindName, KindOf } from '../../lambdas/fields/kinds.ts';
import { language } from '../../lambdas/fields/language.ts';
import { line } from '../../lambdas/fields/line.ts';
import { links } from '../../lambdas/fields/links.ts';
import { number } from '../../lambdas/fields/number.ts';
import { organisations } from '../../lambdas/fields/organisations.ts';
import { partialDate } from '../../lambdas/fields/partial-date.ts';
import { places } from '../../lambdas/fields/places.ts';
import { recordIds } from '../../lambdas/fields/record-ids.ts';
import { text } from '../../lambdas/fields/text.ts';
import { texts } from '../../lambdas/fields/texts.ts';
import { url } from '../../lambdas/fields/url.ts';

/** What a kind is tried with: the same laws hold for all of them. */
export type Examples<Value> = {
  readonly kind: Kind<Value>;
  /** Two that say something, and not the same. */
  readonly values: readonly [Value, Value];
  /** What is typed, in the input `f` or in inputs below it, and what it says, or the rule it is asked or refused by. */
  readonly typed: readonly (readonly [
    inputs: string | readonly Entry[],
    said: Value | { readonly rule: string },
  ])[];
  /** What is sent, and the rule that refuses it. */
  readonly refused: readonly (readonly [sent: unknown, rule: string])[];
  /** Two people's changes of the first value at the same time, and what comes of both. */
  readonly both: readonly [one: Value, other: Value, result: Value | 'conflict'];
};

const planned = { planned: { en: 'Planned' }, active: { en: 'Active', fr: 'En cours' } };
const coe = { id: 'council-of-europe', name: 'Council of Europe', url: 'https://www.coe.int/' };
const eu = { id: 'european-union', name: 'European Union', url: null };
const japan = { id: 'japan', name: 'Japan', url: null };
const paid = { funder: 'Canada', amount: 250_000, currency: 'CAD', year: 2020 };
const returned = { funder: 'Norway', amount: -12.5, currency: 'NOK', year: null };
const workshop = { title: 'Workshop', date: '2019-04-30', place: 'Tbilisi', url: null };
const course = { title: 'Course', date: null, place: null, url: 'https://example.org/course' };
const page = { title: 'The page', url: 'https://example.org/a' };
const untitled = { title: null, url: 'https://example.org/b' };

/** A kind without examples does not compile. */
export const examples: { readonly [Name in KindName]: Examples<ValueOf<KindOf<Name>>> } = {
  line: {
    kind: line({ limit: 20 }),
    values: ['Octopus', 'GLACY+'],
    typed: [
      ['  two\nlines ', 'two lines'],
      ['', null],
      ['x'.repeat(21), { rule: 'too-long' }],
    ],
    refused: [
      [5, 'text-expected'],
      ['a\u0000b', 'unreadable-characters'],
      ['\u200b', 'empty-text'],
    ],
    both: ['Squid', 'Cuttlefish', 'conflict'],
  },
  text: {
    kind: text({ limit: 50 }),
    values: ['One paragraph.', 'One.\n\nTwo.'],
    typed: [
      ['a  \r\nb', 'a\nb'],
      ['   ', null],
    ],
    refused: [
      [[], 'text-expected'],
      ['a\u202eb', 'unreadable-characters'],
    ],
    both: ['This.', 'That.', 'conflict'],
  },
  url: {
    kind: url(),
    values: ['https://example.org/a', 'https://example.org/b'],
    typed: [
      ['www.coe.int/en/x', 'https://www.coe.int/en/x'],
      ['<HTTPS://WWW.COE.INT/En/>', 'https://www.coe.int/En/'],
      ['http://N/A', { rule: 'url-without-dot' }],
    ],
    refused: [
      ['javascript:alert(1)', 'url-scheme'],
      ['https://a:b@example.org/', 'url-credentials'],
    ],
    both: ['https://example.org/c', 'https://example.org/d', 'conflict'],
  },
  choice: {
    kind: choice(planned),
    values: ['planned', 'active'],
    typed: [
      ['active', 'active'],
      ['', null],
      ['done', { rule: 'unknown-choice' }],
    ],
    refused: [
      ['Planned', 'unknown-choice'],
      ['__proto__', 'unknown-choice'],
    ],
    both: ['active', 'active', 'active'],
  },
  partialDate: {
    kind: partialDate(),
    values: ['2020', '2021-06-30'],
    typed: [
      ['juin 2021', '2021-06'],
      ['30/04/2019', '2019-04-30'],
      ['2020/12/31', '2020-12-31'],
      ['ongoing', { rule: 'date-ongoing' }],
      ['31/02/2020', { rule: 'no-such-day' }],
    ],
    refused: [
      ['2020-02-30', 'not-a-date'],
      [2020, 'not-a-date'],
    ],
    both: ['2022', '2023', 'conflict'],
  },
  number: {
    kind: number({ min: 1, max: 5000 }),
    values: [12, 1200],
    typed: [
      ['1,200', 1200],
      ['1.200', 1200],
      ['1 200', 1200],
      ['٣٠', 30],
      ['12.5', { rule: 'not-a-whole-number' }],
      ['a dozen', { rule: 'not-a-whole-number' }],
      ['n/a', { rule: 'leave-empty' }],
      ['0', { rule: 'at-least' }],
      ['-3', { rule: 'at-least' }],
      ['5001', { rule: 'at-most' }],
      ['', null],
    ],
    refused: [
      ['12', 'not-a-whole-number'],
      [1.5, 'not-a-whole-number'],
    ],
    both: [13, 14, 'conflict'],
  },
  language: {
    kind: language(),
    values: ['en', 'pt-BR'],
    typed: [
      ['French', 'fr'],
      ['fr_FR', 'fr-FR'],
      ['Klingonese', { rule: 'not-a-language' }],
    ],
    refused: [[null, 'not-a-language']],
    both: ['fr', 'es', 'conflict'],
  },
  texts: {
    kind: texts({ limit: 50 }),
    values: [['One'], ['One', 'Two']],
    typed: [
      [
        [
          ['f[7]', 'c'],
          ['f[0]', 'a'],
          ['f[3]', ' '],
        ],
        ['a', 'c'],
      ],
      [[['f', '']], []],
      [[['f[x]', 'stray']], { rule: 'list-expected' }],
    ],
    refused: [
      ['One', 'list-expected'],
      [Array(101).fill('x'), 'too-many'],
    ],
    both: [['One', 'Mine'], ['One', 'Yours'], 'conflict'],
  },
  organisations: {
    kind: organisations(),
    values: [[coe], [eu, japan]],
    typed: [
      [
        [
          ['f[0][name]', 'Japan'],
          ['f[0][url]', ''],
          ['f[1][name]', 'JAPAN '],
        ],
        [japan],
      ],
      [[['f[0][url]', 'https://example.org/']], { rule: 'missing-field' }],
    ],
    refused: [
      [[{ name: 'A', colour: 'red' }], 'unknown-field'],
      [[{ name: 'A', url: 'x' }], 'not-a-url'],
    ],
    both: [
      [coe, eu],
      [coe, japan],
      [coe, japan, eu],
    ],
  },
  contributions: {
    kind: contributions(),
    values: [[paid], [paid, returned]],
    typed: [
      [
        [
          ['f[0][funder]', 'Canada'],
          ['f[0][amount]', 'CAD 250,000'],
          ['f[0][year]', '2020'],
        ],
        [paid],
      ],
      [
        [
          ['f[0][funder]', 'X'],
          ['f[0][amount]', 'much'],
        ],
        { rule: 'not-an-amount' },
      ],
    ],
    refused: [
      [[{ ...paid, currency: 'ZZZ' }], 'not-a-currency'],
      [[{ ...paid, amount: 1.234 }], 'too-many-decimals'],
    ],
    both: [
      [paid, returned],
      [paid, { ...paid, year: 2021 }],
      [paid, { ...paid, year: 2021 }, returned],
    ],
  },
  activities: {
    kind: activities(),
    values: [[workshop], [course]],
    typed: [
      [
        [
          ['f[0][title]', 'Workshop'],
          ['f[0][date]', '30 April 2019'],
          ['f[0][place]', 'Tbilisi'],
        ],
        [workshop],
      ],
    ],
    refused: [[[{ ...workshop, date: 'soon' }], 'not-a-date']],
    both: [[workshop, course], [{ ...workshop, place: 'Kyiv' }], [{ ...workshop, place: 'Kyiv' }, course]],
  },
  links: {
    kind: links(),
    values: [[page], [untitled]],
    typed: [
      [
        [
          ['f[0][title]', 'The page'],
          ['f[0][url]', 'example.org/a'],
          ['f[1][url]', 'https://EXAMPLE.org/a'],
        ],
        [page],
      ],
    ],
    refused: [[[{ title: 'No page' }], 'missing-field']],
    both: [[page, untitled], [], [untitled]],
  },
  places: {
    kind: places(),
    values: [['BJ'], ['002', 'NA']],
    typed: [
      [[['f[0]', 'Kenya, Uganda and Ivory Coast']], ['KE', 'UG', 'CI']],
      [[['f[0]', 'Côte d’Ivoire']], ['CI']],
      [[['f[0]', 'Atlantis']], { rule: 'not-a-place' }],
      [[['f[0]', 'Georgia']], { rule: 'place-asked' }],
    ],
    refused: [[['FR', 'ZZ'], 'not-a-place']],
    both: [
      ['BJ', 'KE'],
      ['BJ', 'UG'],
      ['BJ', 'UG', 'KE'],
    ],
  },
  choices: {
    kind: choices(planned),
    values: [['planned'], ['active']],
    typed: [
      [[['f[1]', 'active']], ['active']],
      [[['f[0]', 'done']], { rule: 'unknown-choice' }],
    ],
    refused: [['planned', 'list-expected']],
    both: [['planned', 'active'], [], ['active']],
  },
  recordIds: {
    kind: recordIds(),
    values: [['octopus-project'], ['glacy-plus', 'cybersouth']],
    typed: [
      [[['f[0]', 'glacy-plus']], ['glacy-plus']],
      [[['f[0]', 'Not an id']], { rule: 'not-an-id' }],
    ],
    refused: [[['-'], 'not-an-id']],
    both: [
      ['octopus-project', 'a'],
      ['octopus-project', 'b'],
      ['octopus-project', 'b', 'a'],
    ],
  },
};
