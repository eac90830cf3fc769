import { getDomain } from 'tldts';
import { describe, expect, it } from 'vitest';
import { hasSay } from '../../lambdas/domain/has-say.ts';
import { mailboxOf } from '../../lambdas/domain/mailbox.ts';
import { emptyContent } from '../../lambdas/domain/record.ts';

const registrable = (host: string) => getDomain(host, { allowPrivateDomains: true });

function says(address: string, page: string | null): boolean {
  const funders = [{ id: 'f', name: 'F', url: page }];
  return hasSay(address, { ...emptyContent, funders }, [], registrable);
}

describe('whoever has a say', () => {
  it.each([
    // Exactly the registrable domain of the party's page.
    ['a@coe.int', 'https://www.coe.int/en/web/cybercrime', true],
    ['a@COE.INT', 'https://www.coe.int/', true],
    ['a@coe.int', 'https://WWW.COE.INT./en', true],
    ['a@coe.int', 'https://octopus.coe.int/', true],
    ['a@europa.eu', 'https://european-union.europa.eu/', true],
    ['a@uni.ac.ke', 'https://www.uni.ac.ke/', true],
    // What lies below it may be a newsletter's, a tenant's or a student's.
    ['intern@newsletter.coe.int', 'https://www.coe.int/', false],
    ['intern@newsletter.coe.int', 'https://coe.int/', false],
    ['intern@www.coe.int', 'https://coe.int/', false],
    ['a@ec.europa.eu', 'https://european-union.europa.eu/', false],
    ['a@newsletter.coe.int', 'https://octopus.coe.int/', false],
    ['student@students.uni.ac.ke', 'https://www.uni.ac.ke/', false],
    // A host of their own below it, and what is below that.
    ['a@octopus.coe.int', 'https://octopus.coe.int/', true],
    ['a@octopus.coe.int', 'https://www.octopus.coe.int/', true],
    ['a@mail.octopus.coe.int', 'https://octopus.coe.int/', true],
    ['a@octopus.coe.int.', 'https://octopus.coe.int/', true],
    // Names that only look alike.
    ['a@notcoe.int', 'https://www.coe.int/', false],
    ['a@coe.int.example.org', 'https://www.coe.int/', false],
    ['a@notoctopus.coe.int', 'https://octopus.coe.int/', false],
    ['a@example.org', 'https://coe.int@example.net/', false],
    ['a@coe.int', 'https://coe.int@example.net/', false],
    ['coe.int@example.org', 'https://www.coe.int/', false],
    // One name in two spellings, and two names in one.
    ['a@xn--mnchen-3ya.de', 'https://www.münchen.de/', true],
    ['a@münchen.de', 'https://xn--mnchen-3ya.de/', true],
    ['a@ＣＯＥ.int', 'https://www.coe.int/', true],
    ['a@cоe.int', 'https://www.coe.int/', false],
    // Domains under which anybody may have a name, an address or a page.
    ['a@fcdo.gov.uk', 'https://www.gov.uk/fcdo', false],
    ['a@gov.uk', 'https://www.gov.uk/fcdo', false],
    ['a@fcdo.gov.uk', 'https://fcdo.gov.uk/', true],
    ['a@gmail.com', 'https://gmail.com/', false],
    ['a@mail.gmail.com', 'https://mail.gmail.com/', false],
    ['a@github.io', 'https://funder.github.io/', false],
    ['a@other.github.io', 'https://funder.github.io/', false],
    ['a@blogspot.com', 'https://funder.blogspot.com/', false],
    ['a@google.com', 'https://sites.google.com/view/funder', false],
    ['a@linkedin.com', 'https://www.linkedin.com/company/funder', false],
    ['a@wordpress.com', 'https://funder.wordpress.com/', false],
    // No page, or one without a domain.
    ['a@example.org', null, false],
    ['a@[192.0.2.1]', 'http://192.0.2.1/', false],
    ['a@localhost', 'http://localhost/', false],
  ])('%s of %s: %s', (address, page, expected) => {
    expect(says(address, page)).toBe(expected);
  });

  it.each([
    ['other@owner.org', 'first@owner.org', true],
    ['a@newsletter.owner.org', 'first@owner.org', false],
    ['a@office.owner.org', 'first@office.owner.org', true],
    ['a@owner.org', 'first@office.owner.org', true],
    ['other@gmail.com', 'first@gmail.com', false],
  ])('%s, where %s consented: %s', (address, grantor, expected) => {
    expect(hasSay(address, emptyContent, [grantor], registrable)).toBe(expected);
  });
});

describe('a mailbox', () => {
  it.each([
    ['Ada@Example.org', 'ada@example.org'],
    ['ada+1@example.org', 'ada@example.org'],
    ['ada+a+b@example.org', 'ada@example.org'],
    ['ada@example.org.', 'ada@example.org'],
    ['ada@münchen.de', 'ada@xn--mnchen-3ya.de'],
    ['+1@example.org', '+1@example.org'],
    ['a.d.a@example.org', 'a.d.a@example.org'],
    ['A.d.a+x@gmail.com', 'ada@gmail.com'],
    ['ada@googlemail.com', 'ada@gmail.com'],
  ])('is the same for %s and %s', (address, expected) => {
    expect(mailboxOf(address)).toBe(expected);
  });
});
