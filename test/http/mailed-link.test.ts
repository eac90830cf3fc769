import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryTokens, referenceIn, tokensIn } from '../../lambdas/http/mailed-link.ts';

const token = 'aB3_x-9Zk0QwErTyUiOpAsDfGhJkLzXcVbNm1234567';
const [head, tail] = [token.slice(0, 20), token.slice(20)];

describe('a secret is found in what mail programs leave of a link', () => {
  test.each([
    '',
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
      '/',
      '//',
      '/.',
      '=',
      '==',
      "'",
      '"',
      '”',
      '’',
      '»',
      '*',
      '|',
      '\\',
    ],
    ...[
      '。',
      '…',
      '%',
      '%3E',
      '%29',
      '%3D',
      '%20',
      '%2F',
      '%22',
      '%253E',
      '%C2%A0',
      '%c2%a0',
      '%E2%80%8B',
      '=20',
      '=3D',
      '=0A',
      '=0D=0A',
    ],
    ...[
      ' ',
      '\u00a0',
      '\u200b',
      '\ufeff',
      '\u00ad',
      '\r\n',
      '\t',
      '&gt;',
      '&nbsp;',
      '&quot;',
      '_',
      '__',
      '-',
      '.html',
      '. Please answer',
      'and',
    ],
    ...[
      '&data=05%7C01&sdata=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE%3D&reserved=0',
      '](https://x.example/confirm/',
      '?utm_source=mail',
    ],
  ])('followed by %j', (behind) => {
    expect(tokensIn(token + behind)).toContain(token);
  });

  test.each(['<', '%3C', '"', '(', '[', '=3D', '3D', '=', ' ', '\u200b', '_', '*', '&lt;', '%20', '/'])(
    'behind %j',
    (before) => {
      expect(tokensIn(before + token)).toContain(token);
      expect(tokensIn(`${before}${token}.`)).toContain(token);
    },
  );

  test.each([
    ...[
      '=\r\n',
      '=\n',
      '= ',
      '=',
      ' ',
      '\r\n',
      '\n',
      '\r\n ',
      '\u200b',
      '\u00ad',
      '\ufeff',
      '\u2060',
      '\r\n> ',
    ],
    ...[
      '=0A',
      '=0D=0A',
      '=20',
      '%0A',
      '%0D%0A',
      '%3D%0D%0A',
      '%3d%0a',
      '%20',
      '%250A',
      '%E2%80%8B',
      '&#8203;',
      '&shy;',
    ],
  ])('broken by %j', (between) => {
    expect(tokensIn(head + between + tail)).toContain(token);
    expect(tokensIn(`${head}${between}${tail}.`)).toContain(token);
  });

  test('with letters encoded', () => {
    expect(tokensIn(`%61${token.slice(1)}`)).toContain(token);
    expect(tokensIn(`=61${token.slice(1)}`)).toContain(token);
  });

  test('as it is, first and alone', () => {
    expect(tokensIn(token)).toEqual([token]);
  });

  test('in whatever is around it that no secret has', () => {
    const secret = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    const around = fc.stringMatching(/^[ .,;:!?()<>[\]{}"'|\\/*~@#$^`\u00a0\u200b\u2019\u201d\r\n]{0,12}$/);
    fc.assert(
      fc.property(secret, around, around, (one, before, behind) =>
        tokensIn(before + one + behind).includes(one),
      ),
    );
  });
});

describe('nothing is made up', () => {
  test.each(['', '.', head, `${head}.`, 'a/b/c', '%', '=3D', 'COR-7F3K-9Q2M'])('of %j', (text) => {
    expect(tokensIn(text)).toEqual([]);
  });

  test('and few are tried, whatever comes', () => {
    fc.assert(fc.property(fc.string({ maxLength: 5000 }), (text) => tokensIn(text).length <= 8));
    expect(tokensIn(randomBytes(20_000).toString('base64url')).length).toBeLessThanOrEqual(8);
  });
});

describe('the secret of a query', () => {
  const found = (address: string) => {
    const { pathname, searchParams } = new URL(address, 'https://x.example');
    const reference = decodeURIComponent(pathname.slice('/submissions/'.length));
    return queryTokens({ parameters: { reference }, query: searchParams })[0];
  };

  test.each([
    `/submissions/COR-7F3K-9Q2M?t=${token}`,
    `/submissions/COR-7F3K-9Q2M?t=${token}.`,
    `/submissions/COR-7F3K-9Q2M?t=${token}%29`,
    `/submissions/COR-7F3K-9Q2M?t=${token}&t=${token}`,
    `/submissions/COR-7F3K-9Q2M?t=&t=${token}`,
    `/submissions/COR-7F3K-9Q2M?t=${token}&data=05%7C02%7C&sdata=abc%3D&reserved=0`,
    `/submissions/COR-7F3K-9Q2M?utm_source=x&fbclid=IwAR0&t=${token}`,
    `/submissions/COR-7F3K-9Q2M?lang=fr&amp;t=${token}`,
    `/submissions/COR-7F3K-9Q2M?T=${token}`,
    `/submissions/COR-7F3K-9Q2M?t=${head}%20${tail}`,
    `/submissions/COR-7F3K-9Q2M?t=${head}=%0D%0A${tail}`,
    `/submissions/COR-7F3K-9Q2M%3Ft%3D${token}`,
    `/submissions/COR-7F3K-9Q2M%3Ft=${token}`,
    `/submissions/COR-7F3K-9Q2M?t%3D${token}`,
    `/submissions/cor-7f3k-9q2m/?t=${token}`,
  ])('%s', (address) => {
    expect(found(address)).toBe(token);
  });

  test('quoted-printable', () => {
    const { searchParams } = new URL(`https://x.example/?t=3D${token}`);
    expect(queryTokens({ parameters: {}, query: searchParams })).toContain(token);
  });
});

describe('a reference', () => {
  test.each([
    ...[
      'COR-7F3K-9Q2M',
      'cor-7f3k-9q2m',
      'COR-7F3K-9Q2M.',
      'COR-7F3K-9Q2M...',
      '[COR-7F3K-9Q2M]',
      ' COR-7F3K-9Q2M ',
      'COR-7F3K-9Q2M)',
    ],
    ...[
      'COR 7F3K 9Q2M',
      'COR7F3K9Q2M',
      'COR–7F3K–9Q2M',
      'COR-7F3K-=\r\n9Q2M',
      'COR-7F3K-9Q2M%20',
      'COR-7F3K-9Q2M/',
      'COR\u200b-7F3K-9Q2M',
    ],
    'Re: [COR-7F3K-9Q2M] Cybercrime@Octopus: end date',
  ])('%j', (text) => {
    expect(referenceIn(text)).toBe('COR-7F3K-9Q2M');
  });

  test('is read as it was meant', () => {
    expect(referenceIn('rcp-OOIL-9Q2M')).toBe('RCP-0011-9Q2M');
  });

  test.each(['', 'COR-7F3K', 'COR-7F3K-9Q2MX', 'XYZ-7F3K-9Q2M', 'nothing'])('%j is none', (text) => {
    expect(referenceIn(text)).toBeNull();
  });
});
