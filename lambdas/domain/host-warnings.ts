import type { Party } from '../fields/kind.ts';
import { appearance, foreignLetters } from './confusables.ts';
import { readableHost } from './punycode.ts';
import { type Content, fields, kindOf } from './record.ts';

/** Why to look twice at a web address before opening or publishing it. `host` is what a browser connects to. */
export type HostWarning = { readonly url: string; readonly host: string } & (
  | { readonly kind: 'number' | 'port' | 'no-dot' | 'user' }
  /** Letters beyond ASCII; `mixed` where they pass for others. */
  | { readonly kind: 'letters' | 'mixed'; readonly reads: string }
  /** It begins like the host or the name of a party, and is not theirs. */
  | { readonly kind: 'imitates'; readonly party: string }
);

/** Everybody whom a record lists. */
export function partiesOf(content: Content): readonly Party[] {
  return fields.flatMap((field) => kindOf(field).parties(content[field]));
}

export function hostWarnings(url: string, parties: readonly Party[]): readonly HostWarning[] {
  const parsed = URL.parse(url);
  if (parsed === null) return [];
  const { hostname: host, port, username, password } = parsed;
  const found: HostWarning[] = [];
  const reads = readableHost(host);
  const isNumber = /^\[|^\d+(?:\.\d+){3}$/.test(host);
  if (isNumber) found.push({ url, host, kind: 'number' });
  else if (!host.includes('.')) found.push({ url, host, kind: 'no-dot' });
  if (port !== '') found.push({ url, host, kind: 'port' });
  if (username !== '' || password !== '') found.push({ url, host, kind: 'user' });
  if (reads !== host) found.push({ url, host, kind: isMixed(reads) ? 'mixed' : 'letters', reads });
  const party = isNumber ? null : imitated(host, reads, parties);
  if (party !== null) found.push({ url, host, kind: 'imitates', party });
  return found;
}

/** Letters of several scripts in one label, or a label that passes for a Latin one. */
function isMixed(reads: string): boolean {
  return reads.split('.').some((label) => foreignLetters(`${label} latin`).length > 0);
}

/** The party whose host or name a host begins with; null where it is somebody's own. */
function imitated(host: string, reads: string, parties: readonly Party[]): string | null {
  const own = parties.flatMap(({ url }) => hostOf(url) ?? []);
  if (own.some((one) => host === one || host.endsWith(`.${one}`) || host === `www.${one}`)) return null;
  const looks = appearance(withoutWww(reads));
  const found = parties.find(({ name, url }) => beginsLike(looks, name, hostOf(url)));
  return found ? (hostOf(found.url) ?? found.name) : null;
}

function beginsLike(looks: string, name: string, own: string | null): boolean {
  const plain = squeezed(looks);
  const called = squeezed(appearance(name));
  if ([...called].length >= LONG_NAME && plain.startsWith(called)) return true;
  if (own === null) return false;
  const [label = ''] = own.split('.');
  const short = appearance(label);
  if (plain.startsWith(squeezed(appearance(own)))) return true;
  const tells = short.length >= 3 && !EVERYBODYS.has(label);
  return tells && looks.split('.').some((part) => part === short || part.startsWith(`${short}-`));
}

/** Shorter names begin too many words. */
const LONG_NAME = 8;
/** Labels that many parties’ hosts begin with. */
const EVERYBODYS: ReadonlySet<string> = new Set([
  'gov',
  'gob',
  'gouv',
  'government',
  'com',
  'org',
  'web',
  'portal',
  'mail',
]);

function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

function hostOf(url: string | null): string | null {
  const host = url === null ? '' : withoutWww(URL.parse(url)?.hostname ?? '');
  return host === '' ? null : host;
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}

/** All web addresses in a value of a record, or anything like it. */
export function urlsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^https?:\/\//i.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(urlsIn) : [];
}
