import type { Content } from './record.ts';

/** The domain under which anybody may register names, or null for such a domain itself (publicsuffix.org). */
export type RegistrableDomain = (host: string) => string | null;

/** Providers that give an address to anybody: whoever has one there speaks for nobody else. */
const freeMail: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com mac.com ' +
    'proton.me protonmail.com pm.me gmx.net gmx.de gmx.com web.de mail.com mail.ru yandex.ru yandex.com zoho.com ' +
    'tutanota.com tuta.com fastmail.com hey.com qq.com 163.com 126.com sina.com naver.com daum.net free.fr orange.fr ' +
    'laposte.net wanadoo.fr libero.it terra.es uol.com.br bol.com.br rediffmail.com hushmail.com posteo.de t-online.de'
  ).split(' '),
);

/**
 * Whether an address is at the domain of somebody who has a say in a record: a funder, an implementer, or who consented.
 * Their domain is the host of their page without `www.`, or that of their address; below it counts, too. A domain that
 * anybody may have an address at is nobody's.
 * @param grantors addresses of those whose consent stands
 */
export function hasSay(
  address: string,
  { funders, implementers }: Pick<Content, 'funders' | 'implementers'>,
  grantors: readonly string[],
  registrable: RegistrableDomain,
): boolean {
  const domain = domainOf(address);
  const hosts = [...funders, ...implementers].flatMap(({ url }) => (url === null ? [] : [hostOf(url)]));
  return [...hosts, ...grantors.map(domainOf)]
    .filter((host) => host !== '' && registrable(host) !== null && !freeMail.has(host))
    .some((host) => domain === host || domain.endsWith(`.${host}`));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function hostOf(url: string): string {
  return (URL.parse(url)?.hostname ?? '').replace(/^www\./, '');
}
