import { isListOfPlaces } from './read-place.ts';

/** What an organisation's name is not: an address, a number to call, or several names. */
export type OtherThanName = 'address' | 'number' | 'page' | 'several';

const ADDRESS = /[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+/;
const PAGE = /^(?:https?:\/\/|www\.)\S+$/i;

/** What a name rather is; null where it may be a name. `plain` where it can be nothing else. */
export function otherThanName(
  name: string,
): { readonly what: OtherThanName; readonly plain: boolean } | null {
  const address = ADDRESS.exec(name);
  if (address)
    return {
      what: 'address',
      plain: address[0].length === name.replace(/[<>]/g, '').trim().length,
    };
  if (isNumber(name)) return { what: 'number', plain: true };
  if (PAGE.test(name)) return { what: 'page', plain: false };
  return areSeveral(name) ? { what: 'several', plain: false } : null;
}

function isNumber(name: string): boolean {
  const digits = name.replace(/\P{Nd}/gu, '').length;
  return (
    digits >= 6 &&
    /^(?:(?:tel|phone|mobile|fax)[.:]?\s*)?[+(\d][\p{Nd}\s()./+-]*(?:\s*(?:ext|x)\.?\s*\d+)?$/iu.test(name)
  );
}

/** Parted by signs that no name has; by commas only where each part is an acronym, or a country that funds. */
function areSeveral(name: string): boolean {
  if (/[^\s;|];\s*[^\s;|]|\S\s*[|•]\s*\S|\S\s+\/\s+\S/.test(name)) return true;
  if (isListOfPlaces(name)) return true;
  const parts = name.split(/\s*[,،、]\s*(?:and\s+|et\s+|y\s+)?/);
  return parts.length >= 3 && parts.every((part) => /^[\p{Lu}\p{Nd}&-]{2,}$/u.test(part));
}
