import { describe, expect, test } from 'vitest';
import { isFreeMail } from '../../lambdas/domain/free-mail.ts';

describe('anybody may have an address at', () => {
  test.each([
    'gmail.com',
    'GMail.com',
    'hotmail.fr',
    'outlook.de',
    'yahoo.co.in',
    'proton.me',
    'tuta.com',
    'fastmail.com',
    'posteo.de',
    'orange.fr',
    'mail.ru',
    'qq.com',
    'mailinator.com',
  ])('%s', (domain) => {
    expect(isFreeMail(domain)).toBe(true);
  });
});

describe('who has an address there belongs to somebody:', () => {
  test.each(['coe.int', 'minbuza.nl', 'un.org', 'example.org', 'gmail.com.example.org', 'notgmail.com', ''])(
    '%s',
    (domain) => {
      expect(isFreeMail(domain)).toBe(false);
    },
  );
});
