import providers from 'email-providers/all.json' with { type: 'json' };

/** Providers that the list does not know yet. */
const unlisted = [
  'disroot.org',
  'duck.com',
  'fastmail.com',
  'mail.bg',
  'mweb.co.za',
  'onmail.com',
  'posteo.de',
  'posteo.net',
  'riseup.net',
  'telkomsa.net',
  'tuta.com',
  'tuta.io',
  'tutanota.com',
  'tutanota.de',
  'ziggo.nl',
];

const domains: ReadonlySet<string> = new Set([...providers, ...unlisted]);

/**
 * Whether anybody may have an address at a domain: a person who has one there speaks for nobody else, and what one of them does
 * is not the others' doing.
 */
export function isFreeMail(domain: string): boolean {
  return domains.has(domain.toLowerCase());
}
