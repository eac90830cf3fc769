import { describe, expect, it } from 'vitest';
import { address } from '../../lambdas/domain/documents.ts';
import { readTypedAddress } from '../../lambdas/domain/read-address.ts';
import { check } from '../../lambdas/domain/refusals.ts';

describe('an e-mail address', () => {
  it.each([
    ['with a name before it', 'Ada <ada@example.org>'],
    ['with a name in quotation marks', '"Lovelace, Ada" <ada@example.org>'],
    ['in brackets alone', '<ada@example.org>'],
    ['as a link', 'mailto:ada@example.org'],
    ['as a link with a subject', 'MAILTO:ada@example.org?subject=Hello'],
    ['as a link in brackets', '<mailto:ada@example.org>'],
    ['with a wide sign', 'ada＠example.org'],
    ['in wide letters', 'ａｄａ＠ｅｘａｍｐｌｅ.org'],
    ['with a dot behind', 'ada@example.org.'],
    ['with a comma behind', 'ada@example.org, '],
    ['with a semicolon behind a name', 'Ada <ada@example.org>;'],
    ['with blanks around', '\u00a0ada@example.org \t'],
    ['with blanks around the sign', 'ada @ example.org'],
    ['with what nobody sees', '\u200bada@exam\u00adple.org\ufeff'],
    ['with a line end', 'ada@example.org\r\n'],
  ])('is read %s', (_what, typed) =>
    expect(check(address, readTypedAddress(typed))).toEqual({ value: 'ada@example.org' }),
  );

  it.each([
    ['umlauts', 'ada@müller.example', 'ada@xn--mller-kva.example'],
    ['umlauts taken apart', 'ada@mu\u0308ller.example', 'ada@xn--mller-kva.example'],
    ['another script', 'Ada <ada@пример.example>', 'ada@xn--e1afmkfd.example'],
    ['wide dots', 'ada@例え．example', 'ada@xn--r8jz45g.example'],
  ])('has its domain in ASCII: %s', (_what, typed, value) =>
    expect(check(address, readTypedAddress(typed))).toEqual({ value }),
  );

  it('keeps the case of its name and its signs', () => {
    expect(check(address, "Ada.O'Neil+grants?x@example.org")).toEqual({
      value: "Ada.O'Neil+grants?x@example.org",
    });
  });

  it.each([
    ['letters before the sign that our service cannot send to', 'adá@example.org', 'address-not-ascii'],
    ['another script before the sign', 'ада@example.org', 'address-not-ascii'],
    ['two addresses', 'ada@example.org, bob@example.org', 'address-of-two'],
    ['two with a semicolon', 'ada@example.org;bob@example.org', 'address-of-two'],
    ['two with a blank', 'ada@example.org bob@example.org', 'address-of-two'],
    ['two with names', 'Ada <ada@example.org>, Bob <bob@example.org>', 'address-of-two'],
    ['a word', 'ada', 'not-an-address'],
    ['no name', '@example.org', 'not-an-address'],
    ['no domain', 'ada@', 'not-an-address'],
    ['a domain of one word', 'ada@example', 'not-an-address'],
    ['a domain of numbers', 'ada@127.0.0.1', 'not-an-address'],
    ['a domain that ends in one letter', 'ada@example.c', 'not-an-address'],
    ['more letters before the sign than may be', `${'a'.repeat(65)}@example.org`, 'not-an-address'],
    ['a header', 'ada@example.org\r\nBcc: bob@example.org', 'address-of-two'],
    ['a header without another sign', 'ada@example.org\r\nX: y', 'not-an-address'],
  ])('is refused for %s', (_what, typed, rule) =>
    expect(check(address, readTypedAddress(typed))).toEqual({ problems: [{ path: [], rule }] }),
  );

  it('is taken from a program only as it is, but for the letters of its domain', () => {
    expect(check(address, 'ada@müller.example')).toEqual({ value: 'ada@xn--mller-kva.example' });
    for (const unseen of ['\u200b', '\ufeff', '\u00ad', '\u2060', '\u200e'])
      expect(check(address, `${unseen}ada@exa${unseen}mple.org${unseen}`)).toEqual({
        value: 'ada@example.org',
      });
    for (const sent of [
      '<ada@example.org>',
      'mailto:ada@example.org',
      'Ada <ada@example.org>',
      'ada@example.org.',
    ]) {
      expect(check(address, sent).problems).toHaveLength(1);
    }
  });
});
