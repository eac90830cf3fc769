import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemDocument } from '../../lambdas/http/problem-document.ts';
import { readSubmissionDocuments } from '../../lambdas/http/submission-document.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';

const messages = messagesFor('en');
const correction = {
  kind: 'correction',
  record: 'cybersouth',
  version: 1,
  changes: [{ field: 'endDate', from: null, to: '2021-06-30' }],
};
const addition = {
  kind: 'addition',
  proposal: { title: 'A project' },
  basis: { basis: 'public', sources: ['https://example.org/a'] },
};
const consent = {
  kind: 'consent',
  record: 'cybersouth',
  notice: '2026-11',
  authority: true,
  contributor: { email: 'a@example.org' },
};
const changed = (field: string, to: unknown) => ({ ...correction, changes: [{ field, from: null, to }] });
const proposed = (proposal: object) => ({ ...addition, proposal: { title: 'A project', ...proposal } });

type Error = { readonly detail: string; readonly pointer: string };

function errorsOf(body: unknown): readonly Error[] {
  const { problems = [] } = readSubmissionDocuments(body);
  return JSON.parse(problemDocument(422, '', messages, problems, body).body).errors ?? [];
}

describe('what the API says is wrong, where, in its own language', () => {
  test.each([
    ['a date as forms take it', changed('endDate', '30/06/2021'), '/changes/0/to', '"2021-06-30"'],
    ['a date in words', proposed({ startDate: 'June 2021' }), '/proposal/startDate', '"2021-06-30", or null'],
    [
      'a date that is a number',
      proposed({ startDate: 2021 }),
      '/proposal/startDate',
      'Send a string such as "2021"',
    ],
    ['a country by its name', changed('beneficiaries', ['Uganda']), '/changes/0/to/0', '"UG"'],
    [
      'a country in capitals of three',
      proposed({ beneficiaries: ['KE', 'UGA'] }),
      '/proposal/beneficiaries/1',
      'ISO 3166-1',
    ],
    [
      'an amount in quotation marks',
      proposed({ contributions: [{ funder: 'EU', amount: '250,000' }] }),
      '/proposal/contributions/0/amount',
      'JSON number such as 250000',
    ],
    [
      'a year in quotation marks',
      proposed({ contributions: [{ funder: 'EU', year: '2021' }] }),
      '/proposal/contributions/0/year',
      'JSON number of four digits',
    ],
    [
      'a currency by its sign',
      proposed({ contributions: [{ funder: 'EU', currency: '€' }] }),
      '/proposal/contributions/0/currency',
      '"EUR", or null',
    ],
    ['a version in quotation marks', { ...correction, version: '1' }, '/version', 'JSON number such as 1'],
    [
      'a status nobody has',
      changed('status', 'ongoing'),
      '/changes/0/to',
      '"planned", "active", "finished", "cancelled"',
    ],
    ['a theme nobody has', proposed({ themes: ['cyber'] }), '/proposal/themes/0', '"cybercrime"'],
    [
      'a role nobody has',
      { ...correction, contributor: { role: 'boss' } },
      '/contributor/role',
      '"owner", "funder"',
    ],
    [
      'a credit nobody gives',
      { ...correction, contributor: { credit: 'full' } },
      '/contributor/credit',
      '"none", "organisation", "name"',
    ],
    ['a list that is a text', changed('objectives', 'one'), '/changes/0/to', 'JSON array'],
    ['a text that is a number', proposed({ title: 5 }), '/proposal/title', 'JSON string'],
    ['an organisation that is a text', proposed({ funders: ['EU'] }), '/proposal/funders/0', 'JSON object'],
    [
      'an address without a scheme',
      { ...correction, evidence: ['www.coe.int'] },
      '/evidence/0',
      '"https://www.example.org/page"',
    ],
    ['a member nobody knows', { ...correction, colour: 'red' }, '/colour', 'no such member'],
    ['a member nobody knows that is empty', { ...correction, colour: '' }, '/colour', 'no such member'],
    [
      'one deep inside',
      proposed({ funders: [{ name: 'EU', 'a/b~c': 1 }] }),
      '/proposal/funders/0/a~1b~0c',
      'no such member',
    ],
    ['a field nobody may correct', changed('aliases', []), '/changes/0/field', 'no such member'],
    ['a member that is missing', { ...correction, version: undefined }, '/version', '/api/openapi.json'],
    [
      'a kind nobody knows',
      { ...correction, kind: 'praise' },
      '/kind',
      '"correction", "addition", "consent" or "objection"',
    ],
    ['no kind', { ...correction, kind: '' }, '/kind', '"correction"'],
    ['a title of nothing', proposed({ title: '  ' }), '/proposal/title', 'This string is empty'],
    [
      'an item of nothing',
      proposed({ objectives: ['one', ''] }),
      '/proposal/objectives/1',
      'This string is empty',
    ],
    [
      'an address for mail that is none',
      { ...correction, contributor: { email: 'ada' } },
      '/contributor/email',
      '"name@example.org"',
    ],
    [
      'no address where one is needed',
      { ...consent, contributor: { email: '' } },
      '/contributor/email',
      '"contributor": { "email"',
    ],
    ['a declaration that is none', { ...consent, authority: 'yes' }, '/authority', '"authority": true'],
    ['no reason for publication', { ...addition, basis: undefined }, '/basis', '/api/openapi.json'],
    ['a basis nobody knows', { ...addition, basis: { basis: 'trust' } }, '/basis/basis', '"basis": "public"'],
    ['no source', { ...addition, basis: { basis: 'public', sources: [] } }, '/basis/sources', '"sources"'],
    [
      'nobody to credit',
      { ...correction, contributor: { credit: 'name' } },
      '/contributor/name',
      '"credit": "none"',
    ],
    ['an empty bundle', [], '', 'This array is empty'],
    ['one of a bundle', [correction, changed('endDate', '30.6.21')], '/1/changes/0/to', '"2021-06-30"'],
    ['a document that is a text', 'correction', '', 'JSON object'],
  ])('%s', (_, body, pointer, words) => {
    const error = errorsOf(body).find((one) => one.pointer === pointer);
    expect(error?.detail, JSON.stringify(errorsOf(body))).toContain(words);
    expect(error?.detail).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
  });

  test('all at once', () => {
    const body = {
      ...proposed({ startDate: 'soon', beneficiaries: ['Uganda'], colour: 'red', url: 'x' }),
      contributor: { email: 'ada', credit: 'name' },
      comment: 7,
      more: true,
    };
    expect(
      errorsOf(body)
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(
      [
        ...['/comment', '/contributor/email', '/contributor/name', '/more', '/proposal/beneficiaries/0'],
        ...['/proposal/colour', '/proposal/startDate', '/proposal/url'],
      ].sort(),
    );
  });

  test('what is needed for consent, beside what else is wrong', () => {
    const basis = { basis: 'consent', notice: '2026-11', authority: true };
    const body = { ...proposed({ endDate: 'never' }), basis, contributor: { name: 'Ada' } };
    expect(errorsOf(body).map(({ pointer }) => pointer)).toEqual(['/proposal/endDate', '/contributor/email']);
  });

  test('never in the words of forms', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('title', 'endDate', 'funders', 'contributions', 'themes', 'url'),
        (value, field) => {
          const said = [...errorsOf(proposed({ [field]: value })), ...errorsOf(changed(field, value))];
          expect(said.map(({ detail }) => detail).join(' ')).not.toMatch(
            /\b(?:Write|Type|box|form|below|Choose|Tick)\b/,
          );
        },
      ),
    );
  });
});

describe('an empty string of an optional field is an empty field', () => {
  test('however deep something else is nested', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    for (const sent of [
      { ...correction, kind: deep, comment: '' },
      { ...correction, comment: '', changes: deep },
      proposed({ code: '', outputs: deep }),
      proposed({ code: null, constructor: deep }),
    ])
      expect(readSubmissionDocuments(sent).problems).not.toHaveLength(0);
  });

  const read = (body: unknown) => {
    const { value: documents, problems } = readSubmissionDocuments(body);
    expect(problems).toBeUndefined();
    return documents?.[0];
  };

  test('of a proposal, and of the members of its lists', () => {
    const sent = proposed({
      code: '',
      startDate: '   ',
      status: '',
      url: '',
      language: '',
      funders: [{ name: 'EU', url: '' }],
      contributions: [{ funder: 'EU', amount: null, currency: '', year: '' }],
      activities: [{ title: 'A', date: '', place: '', url: '' }],
      links: [{ title: '', url: 'https://example.org/' }],
    });
    expect(read(sent)).toMatchObject({
      proposal: {
        code: null,
        startDate: null,
        status: null,
        url: null,
        language: 'en',
        funders: [{ name: 'EU', url: null }],
        contributions: [{ funder: 'EU', amount: null, currency: null, year: null }],
        activities: [{ title: 'A', date: null, place: null, url: null }],
        links: [{ title: null, url: 'https://example.org/' }],
      },
    });
  });

  test('of a change, on both sides', () => {
    const changes = [
      { field: 'endDate', from: '2020-12-31', to: '' },
      { field: 'code', from: '', to: 'G1' },
    ];
    expect(read({ ...correction, changes })).toMatchObject({
      changes: [
        { field: 'endDate', to: null },
        { field: 'code', from: null },
      ],
    });
  });

  test('of a change of a list, which is then empty, as null makes it', () => {
    const changes = [
      { field: 'beneficiaries', from: ['KE'], to: '' },
      { field: 'funders', from: ' ', to: null },
    ];
    expect(read({ ...correction, changes })).toMatchObject({
      changes: [
        { field: 'beneficiaries', from: ['KE'], to: [] },
        { field: 'funders', from: [], to: [] },
      ],
    });
    for (const sent of [null, 'x', [], { field: 'toString', to: '' }, { field: ['outputs'], to: '' }])
      expect(readSubmissionDocuments({ ...correction, changes: [sent] }).problems).toBeDefined();
  });

  test('of the sender and all else', () => {
    const contributor = { name: '', email: '', organisation: ' ', role: '', credit: '' };
    expect(read({ ...correction, contributor, comment: '', language: '' })).toMatchObject({
      contributor: { name: null, email: null, organisation: null, role: null, credit: 'none' },
      comment: null,
      language: 'en',
    });
  });

  test('in a bundle', () => {
    const { value: documents } = readSubmissionDocuments([
      correction,
      { ...changed('url', ''), comment: '' },
    ]);
    expect(documents?.[1]).toMatchObject({ changes: [{ to: null }], comment: null });
  });

  test('and nothing else of a document changes by it', () => {
    const sent = proposed({ title: 'A', summary: 'b', endDate: '2021' });
    expect(read({ ...sent, comment: '' })).toEqual(read(sent));
  });
});

test.each(Object.entries(messages.api))('the rule %s is said by the API', (_, sentence) => {
  const said = sentence?.({ member: null, choices: [] });
  if (said !== undefined) expect(said).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
});
