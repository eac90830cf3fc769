import { canonicalJson } from './canonical.ts';
import { evenly } from './text.ts';
import { canonicalUrl } from './url.ts';

/**
 * Whether two values say the same to a reader: white space, what is not seen and the spelling of a web address make no
 * difference. What differs only so is no change.
 */
export function sameToReader(one: unknown, other: unknown): boolean {
  return canonicalJson(asRead(one)) === canonicalJson(asRead(other));
}

function asRead(value: unknown): unknown {
  if (typeof value === 'string') return /^https?:\/\/\S+$/i.test(value) ? canonicalUrl(value) : evenly(value);
  if (Array.isArray(value)) return value.map(asRead);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asRead(member)]));
}
