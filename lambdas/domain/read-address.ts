import { tidyLine } from './text.ts';
import { withoutUnseen } from './unseen.ts';

/** Longer than an address with a name before it. */
const LONGEST = 1_000;

/**
 * An address as people and address books write it: with a name before it, as a link, in wide letters, with a dot behind it or
 * a domain in another script, which mail programs know in ASCII.
 */
export function readTypedAddress(typed: string): string {
  if (typed.length > LONGEST) return typed;
  const plain = undotted(tidyLine(withoutUnseen(typed).normalize('NFKC')));
  if (named(plain).size > 1) return plain;
  const bare = undotted(withoutScheme(/<\s*([^<>]*?)\s*>$/.exec(plain)?.[1] ?? plain)).replace(
    /\s*@\s*/,
    '@',
  );
  return withAsciiDomain(bare);
}

/** An address with its domain as mail programs know it. */
export function withAsciiDomain(address: string): string {
  const bare = address.trim();
  const at = bare.lastIndexOf('@');
  return at < 1 ? bare : `${bare.slice(0, at)}@${inAscii(bare.slice(at + 1))}`;
}

/** The addresses in a text; the name before one may be the same address. */
function named(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[^\s<>,;"()[\]]+@[^\s<>,;"()[\]]+/g));
}

/** Without the sign that ended a sentence or parted it from another one. */
function undotted(text: string): string {
  return text.replace(/[.,;\s]+$/, '');
}

function withoutScheme(text: string): string {
  const link = /^mailto:\s*([^?]*)/i.exec(text);
  return link?.[1] ?? text;
}

function inAscii(domain: string): string {
  if (isAscii(domain) || /[/\\?#@:\s]/.test(domain)) return domain;
  return URL.parse(`http://${domain}`)?.hostname || domain;
}

/** Our mail service sends to no other addresses. */
export function hasAsciiName(address: string): boolean {
  return isAscii(address.slice(0, address.lastIndexOf('@')));
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character <= '\u007f');
}

/** `a@example.org, b@example.org` */
export function isOneAddress(address: string): boolean {
  return !/@.*[\s,;/|].*@/s.test(address);
}
