import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTypedUrl } from '../../lambdas/domain/read-url.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import { url } from '../../lambdas/domain/values.ts';

const typed = (text: string) => check(url, readTypedUrl(text));
const sent = (text: string) => check(url, text);

describe('the address of a web page, typed', () => {
  it.each([
    ['without its scheme', 'www.coe.int/en/x', 'https://www.coe.int/en/x'],
    ['as a bare host', 'coe.int', 'https://coe.int/'],
    ['in capitals', 'HTTPS://WWW.COE.INT/En/', 'https://www.coe.int/En/'],
    ['in angle brackets', '<https://www.coe.int/en/x>', 'https://www.coe.int/en/x'],
    ['as mail programs mark it', '<URL:https://www.coe.int/en>', 'https://www.coe.int/en'],
    ['in quotation marks', '“https://www.coe.int/en”', 'https://www.coe.int/en'],
    ['with blanks around', '\u00a0 https://coe.int/a\t', 'https://coe.int/a'],
    ['with blanks inside', 'https://coe.int/my file.pdf', 'https://coe.int/my%20file.pdf'],
    ['without scheme, with blanks inside', 'coe.int/my file.pdf', 'https://coe.int/my%20file.pdf'],
    ['with a bar inside', 'https://coe.int/a|b?c=d|e#f|g', 'https://coe.int/a%7Cb?c=d%7Ce#f%7Cg'],
    ['with braces and quotes', 'https://coe.int/{a}"b`^', 'https://coe.int/%7Ba%7D%22b%60%5E'],
    ['with backslashes', 'https:\\\\coe.int\\a', 'https://coe.int/a'],
    ['with one slash', 'https:/coe.int/a', 'https://coe.int/a'],
    ['without any scheme but slashes', '//coe.int/a', 'https://coe.int/a'],
    ['with a dot behind the host', 'https://coe.int./a', 'https://coe.int/a'],
    ['with the port that it has anyway', 'https://coe.int:443/a', 'https://coe.int/a'],
    ['with another port', 'coe.int:8443/a', 'https://coe.int:8443/a'],
    ['with dots in its path', 'https://coe.int/a/../b/./c', 'https://coe.int/b/c'],
    ['with needless escapes', 'https://coe.int/%7Eada/%e9', 'https://coe.int/~ada/%E9'],
    ['with letters beyond ASCII', 'https://coe.int/décision?q=é', 'https://coe.int/d%C3%A9cision?q=%C3%A9'],
    ['with umlauts in its host', 'müller.example/a', 'https://xn--mller-kva.example/a'],
    ['with wide letters', 'https://ｃｏｅ.int/a', 'https://coe.int/a'],
    ['with what nobody sees', 'https://coe.\u200bint/\u00ada\ufeff', 'https://coe.int/a'],
    [
      'with another address in its path',
      'https://web.archive.org/web/2020/https://coe.int/a',
      'https://web.archive.org/web/2020/https://coe.int/a',
    ],
    [
      'with another address in its query',
      'https://coe.int/?u=https://x.org/',
      'https://coe.int/?u=https://x.org/',
    ],
    ['in round brackets', '(https://a.org/x)', 'https://a.org/x'],
    [
      'as an archive keeps it',
      'https://web.archive.example/2020/https://a.org/',
      'https://web.archive.example/2020/https://a.org/',
    ],
    ['with a public number', 'http://93.184.216.34/a', 'http://93.184.216.34/a'],
  ])('%s', (_what, text, value) => expect(typed(text)).toEqual({ value }));

  it.each([
    ['a dash between letters', 'http://N/A', 'url-without-dot'],
    ['a comma for a dot', 'http://www,x.org', 'url-host'],
    ['a blank for a dot', 'http://www x.org/', 'url-host'],
    ['a word', 'http://website', 'url-without-dot'],
    ['two dots', 'http://www..x.org/', 'url-host'],
    ['a hyphen where no name begins', 'https://-x.org/', 'url-host'],
    ['two addresses with a blank', 'https://a.org/x https://b.org/y', 'url-of-two'],
    ['two with a comma', 'https://a.org/x,https://b.org/y', 'url-of-two'],
    ['two with a semicolon', 'https://a.org; www.b.org', 'url-of-two'],
    ['two without schemes', 'coe.int, gfce.org', 'url-of-two'],
    ['two with a line end', 'https://a.org/x\nhttps://b.org/y', 'url-of-two'],
    ['two run together', 'https://a.orghttps://b.org', 'url-of-two'],
    ['two schemes', 'https://https://a.org/', 'url-of-two'],
    ['two schemes, one without its colon', 'http://https//a.org/', 'url-of-two'],
    ['one behind a word', 'See https://a.org/x', 'not-a-url'],
    ['one in another’s markup', '[a](https://a.org/x)', 'not-a-url'],
    ['a letter too many', 'hhttps://a.org/', 'url-scheme'],
    ['an escape of HTML', 'https://a.org/?b=c&amp;d=e', 'url-escaped'],
    ['another scheme', 'ftp://a.org/x', 'url-scheme'],
    ['a script', 'javascript:alert(1)', 'url-scheme'],
    ['data', 'data:text/html,x', 'url-scheme'],
    ['mail', 'mailto:ada@example.org', 'url-scheme'],
    ['a file', 'file:///etc/passwd', 'url-scheme'],
    ['an address of mail', 'ada@example.org', 'url-is-address'],
    ['a password', 'https://ada:secret@a.org/', 'url-credentials'],
    ['a name before the host', 'https://coe.int@evil.example/', 'url-credentials'],
    ['this computer', 'http://localhost:3000/x', 'url-private'],
    ['this computer without a scheme', 'localhost:3000/x', 'url-private'],
    ['this computer by number', '127.0.0.1/x', 'url-private'],
    ['in one number', 'http://2130706433/', 'url-private'],
    ['in hexadecimal', 'http://0x7f.0.0.1/', 'url-private'],
    ['in octal', 'http://0177.0.0.1/', 'url-private'],
    ['in short', 'http://127.1/', 'url-private'],
    ['in wide digits', 'http://１２７.0.0.1/', 'url-private'],
    ['in version 6', 'http://[::1]/', 'url-private'],
    ['in version 4 inside version 6', 'http://[::ffff:127.0.0.1]/', 'url-private'],
    ['nowhere', 'http://0.0.0.0/', 'url-private'],
    ['a house', 'http://192.168.0.1/', 'url-private'],
    ['an office', 'http://10.1.2.3/', 'url-private'],
    ['another office', 'http://172.31.255.255/', 'url-private'],
    ['a provider’s own network', 'http://100.64.0.1/', 'url-private'],
    ['the secrets of a cloud', 'http://169.254.169.254/latest/', 'url-private'],
    ['a network of version 6', 'http://[fd00::1]/', 'url-private'],
    ['a link of version 6', 'http://[fe80::1]/', 'url-private'],
    ['a printer', 'http://printer.local/', 'url-private'],
    ['an intranet', 'https://wiki.internal/x', 'url-private'],
    ['a name below this computer', 'https://a.localhost/', 'url-private'],
    ['with a dot behind', 'http://localhost./', 'url-private'],
    ['words', 'see our website', 'not-a-url'],
    ['nothing but a scheme', 'https://', 'not-a-url'],
  ])('is refused with the reason: %s', (_what, text, rule) =>
    expect(typed(text)).toEqual({ problems: [{ path: [], rule }] }),
  );
});

describe('the address of a web page, sent by a program', () => {
  it('has one spelling', () => {
    expect(sent('HTTPS://WWW.COE.INT:443/En/ü')).toEqual({ value: 'https://www.coe.int/En/%C3%BC' });
  });

  it.each(['www.coe.int/en', 'coe.int', '//coe.int', '<https://coe.int>', 'https:coe.int'])(
    'is absolute: not %s',
    (text) => {
      expect(sent(text).problems).toHaveLength(1);
    },
  );
});

it('an address that is taken is taken as it is the second time', () => {
  const part = fc.constantFrom(
    'https://',
    'http:',
    '//',
    'coe.int',
    'www.',
    'ü',
    '.',
    '/',
    '?',
    '#',
    '|',
    ' ',
    '%7e',
    '%',
    '&',
    ':8',
    '@',
    'x',
    '1',
    '[::1]',
    '127.1',
    '\u202e',
    '‮',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const once = typed(parts.join(''));
      if (once.problems) return;
      expect(typed(once.value)).toEqual(once);
      expect(once.value).toMatch(/^https?:\/\/[a-z0-9[\]:._-]+\/[!-~]*$/);
      expect(once.value).not.toMatch(/[\s"<>\\^`{|}]/);
    }),
    { numRuns: 5_000 },
  );
});
