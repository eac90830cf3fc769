import { isPrivateHost } from './host.ts';
import type { Rule } from './refusals.ts';
import { isPublic, isSeen, isText } from './text.ts';

/** `coe.int`, `www.coe.int/en`, `example.org:8080`: the name of a site, as it stands in print. */
export const SITE =
  /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}_])?\.)+[\p{L}\p{M}][\p{L}\p{N}\p{M}-]+\.?(?=[:/?#]|$)/u;

/** The address of a second page: behind a blank or a sign that parts a list, right behind the first one, or in the place of its site. */
const SECOND = /[\s,;|]+(?:https?:\/\/|www\.)|[^/=:?&\s]https?:\/\/|^https?:\/\/https?:?\//i;

/** What is wrong with the absolute address of a web page; null when it leads somewhere in public. */
export function urlFault(value: string): Rule | null {
  if ((startsAsOne(value) && SECOND.test(value)) || areSites(value)) return 'url-of-two';
  if (/&amp;/i.test(value)) return 'url-escaped';
  if (/^[^\s/:]+@[^\s/]+$/.test(value)) return 'url-is-address';
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)/i.test(value)) return 'url-scheme';
  if (!/^https?:\/\/[^/\s]/i.test(value) || !isText(value) || !isPublic(value) || !isSeen(value))
    return 'not-a-url';
  const url = URL.parse(value);
  if (url === null) return authorityFault(value);
  if (url.username !== '' || url.password !== '') return 'url-credentials';
  return hostFault(url.hostname.replace(/\.$/, ''));
}

/** Words before an address do not make it two. */
function startsAsOne(value: string): boolean {
  return /^https?:/i.test(value) || SITE.test(value.split(/[\s,;|]/, 1)[0] ?? '');
}

/** Several sites in a row, without their schemes. A blank alone may be part of a path. */
function areSites(value: string): boolean {
  const [first = '', second] = value.replace(/^https?:\/\//i, '').split(/\s*[,;|]\s*|\s+/);
  return second !== undefined && !first.includes('/') && SITE.test(first) && SITE.test(second.trim());
}

/** Of an address that nobody can read: the name of the site may be why. */
function authorityFault(value: string): Rule {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(value)?.[1] ?? '';
  return /[\s,;<>"^`{|}\\%]|\.\./.test(authority) ? 'url-host' : 'not-a-url';
}

function hostFault(host: string): Rule | null {
  if (isPrivateHost(host)) return 'url-private';
  if (/^\[|^\d+(?:\.\d+){3}$/.test(host)) return null;
  if (!host.includes('.')) return 'url-without-dot';
  const labels = host.split('.');
  const isName = labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
  return isName && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? '') ? null : 'url-host';
}

/**
 * The one spelling of an address: as the WHATWG standard writes it, without the dot that may end a host, and with nothing left
 * that could end a link in a text.
 */
export function canonicalUrl(value: string): string {
  const url = URL.parse(value);
  if (url === null) return value;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return url.href
    .replace(/["<>\\^`{|}]/g, (sign) => encodeURIComponent(sign))
    .replace(/%[0-9a-f]{2}/gi, oneEscape);
}

/** Letters and digits need no escape, and the others have it in capitals. */
function oneEscape(escaped: string): string {
  const sign = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(sign) ? sign : escaped.toUpperCase();
}
