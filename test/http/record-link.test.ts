import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { HttpRequest } from '../../lambdas/http/exchange.ts';
import { toRecord } from '../../lambdas/http/record-link.ts';

const asked = (path: string, query = '', method = 'GET') =>
  toRecord({ method, path, query: new URLSearchParams(query) } as HttpRequest)?.headers?.['location'];

test.each([
  ...[
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    ')',
    ']',
    '}',
    '>',
    '"',
    "'",
    '”',
    '»',
    '…',
    '*',
    '_',
    '=',
    '&',
    '/',
    '/.',
    '//',
  ],
  ...[
    '%20',
    '%0A',
    '%0D%0A',
    '%3D',
    '%3E',
    '%2E',
    '%252E',
    '%C2%A0',
    '%E2%80%9D',
    '%e3%80%82',
    '%ff',
    '。',
    '）',
    '-',
  ],
  ...['=20', '=0D=0A', '&gt;', '&data=05%7C02&sdata=x', '\u200b', '\n'],
])('%j behind the address of a record leads to its page', (behind) => {
  for (const page of ['projects', 'correct', 'consent', 'object', 'withdraw'])
    expect(asked(`/${page}/glacy-plus${behind}`)).toBe(`/${page}/glacy-plus`);
});

test.each(['<', '%3C', '"', '“', '%E2%80%9C', '(', '=3D', '%20', '/', '&lt;'])(
  '%j in front of it',
  (before) => {
    expect(asked(`/withdraw/${before}glacy-plus`)).toBe('/withdraw/glacy-plus');
  },
);

test.each([
  'glacy-=\r\nplus',
  'glacy-%0Aplus',
  'gla=%0D%0Acy-plus',
  'glacy-%20plus',
  'glacy\u00ad-plus',
  'GLACY-Plus',
  'glacy%2Dplus',
  'glacy\u2011plus',
])('%j inside it', (id) => expect(asked(`/withdraw/${id}`)).toBe('/withdraw/glacy-plus'));

it('keeps what is asked for', () => {
  expect(asked('/correct/glacy-plus.', 'lang=fr&fbclid=x')).toBe('/correct/glacy-plus?lang=fr&fbclid=x');
});

it('leaves what is as it should be, what is sent, and what is nothing', () => {
  for (const path of [
    '/projects/glacy-plus',
    '/withdraw/...',
    '/withdraw/',
    '/add',
    '/v1/projects/x.json',
    '/confirm/a.',
  ])
    expect(asked(path), path).toBeUndefined();
  expect(asked('/withdraw/glacy-plus.', '', 'POST')).toBeUndefined();
});

it('leads to the same page of this site, once, whatever stands there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (rest) => {
      const to = asked(`/projects/${rest}`);
      if (to === undefined) return;
      expect(to).toMatch(/^\/projects\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(asked(to)).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});
