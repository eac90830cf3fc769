import type { Party } from '../fields/kind.ts';
import { isFreeMail } from './free-mail.ts';
import { mailDomain } from './mailbox.ts';
import { type Content, definitionOf, fields, kindOf } from './record.ts';
import { sharedHosts } from './shared-hosts.ts';

/** The domain under which anybody may register names, or null for such a domain itself (publicsuffix.org). */
export type RegistrableDomain = (host: string) => string | null;

/** A party's own host, and the registrable domain it is, or is below of. */
type Place = { readonly host: string; readonly domain: string };

/**
 * Whether an address is at the domain of somebody who has a say in a record: whom a field for that lists, or who consented. Their
 * own host is that of their page without `www.`, or that of their address. They are believed at exactly their registrable
 * domain and at their own host; below it only where it is a host of its own below that domain, as whatever is directly below a
 * registrable domain may be a newsletter's, a tenant's or a student's. A domain that anybody may have an address or a page at
 * is nobody's.
 * @param grantors addresses of those whose consent stands
 */
export function hasSay(
  address: string,
  content: Content,
  grantors: readonly string[],
  registrable: RegistrableDomain,
): boolean {
  const from = mailDomain(address);
  const pages = haveASay(content).flatMap(({ url }) => (url === null ? [] : [hostOf(url)]));
  return [...pages, ...grantors.map(mailDomain)]
    .flatMap((host) => placeOf(host, registrable))
    .some(({ host, domain }) => from === domain || from === host || (host !== domain && isBelow(from, host)));
}

function haveASay(content: Content): readonly Party[] {
  return fields
    .filter((field) => definitionOf(field).haveASay)
    .flatMap((field) => kindOf(field).parties(content[field]));
}

/** Nothing where nobody, or anybody, is behind a host. */
function placeOf(host: string, registrable: RegistrableDomain): readonly Place[] {
  const domain = host === '' ? null : registrable(host);
  if (domain === null) return [];
  return [host, domain].some((one) => isFreeMail(one) || sharedHosts.has(one)) ? [] : [{ host, domain }];
}

function isBelow(one: string, host: string): boolean {
  return one.endsWith(`.${host}`);
}

function hostOf(url: string): string {
  return (URL.parse(url)?.hostname ?? '').replace(/\.+$/, '').replace(/^www\./, '');
}
