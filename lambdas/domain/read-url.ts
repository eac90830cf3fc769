import { withoutUnseen } from './unseen.ts';
import { canonicalUrl, SITE, urlFault } from './url.ts';

/** More than may be sent. */
const LONGEST = 8_000;

/**
 * The address of a web page as people write it: without its scheme, in brackets, with blanks. What is certain is completed
 * and spelled in the one way there is; what is not comes back as it was, to be refused with the reason.
 */
export function readTypedUrl(typed: string): string {
  if (typed.length > LONGEST) return typed;
  const bare = withoutUnseen(typed)
    .trim()
    .replace(/^<(?:URL:)?\s*(.*?)\s*>$|^["“«](.*)["”»]$|^\(([^()]*)\)$/iu, '$1$2$3');
  const whole = completed(bare.trim());
  return urlFault(whole) === null ? canonicalUrl(whole) : whole || typed;
}

/** A number or name of one computer, to be refused for what it is. */
const COMPUTER = /^(?:localhost|\d+(?:\.\d+){3})(?=[:/?#]|$)/i;

function completed(bare: string): string {
  const scheme = /^(https?):[/\\]*/i.exec(bare);
  if (scheme) return `${scheme[1]?.toLowerCase()}://${bare.slice(scheme[0].length)}`;
  if (bare.startsWith('//')) return `https:${bare}`;
  return SITE.test(bare) || COMPUTER.test(bare) ? `https://${bare}` : bare;
}
