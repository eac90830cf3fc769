import { definition } from '#inventory/definition.ts';
import { type HttpRequest, type HttpResponse, seeOther } from './exchange.ts';

/** Pages of one record: mails and receipts name them, and people print and pass them on. */
const PAGE = new RegExp(`^/(${definition.path}|correct|consent|object|withdraw)/(.+)$`, 's');
const ID = /[a-z0-9]+(?:-[a-z0-9]+)*/;

/**
 * Leads from the address of a record's page, as a sentence or a mail program left it, to the page; null where the address is as
 * it should be, or nothing can be made of it.
 */
export function toRecord({ method, path, query }: HttpRequest): HttpResponse | null {
  const [, page, rest = ''] = PAGE.exec(path) ?? [];
  if (method !== 'GET' || page === undefined) return null;
  const [id] = ID.exec(plain(rest)) ?? [];
  if (id === undefined || id === rest) return null;
  const search = query.size === 0 ? '' : `?${query}`;
  return seeOther(`/${page}/${id}${search}`);
}

/** Without breaks and blanks, however often they are encoded, and in the letters of ids. */
function plain(text: string): string {
  return text
    .replace(/%(?:25)+/g, '%')
    .replace(/(?:%[0-9a-f]{2})+/gi, decoded)
    .replace(/^(?:=3D|&(?:lt|quot);)+/i, '')
    .replace(/=(?:0[AD])+|=[\r\n]+|[\s\p{Cf}]+/gu, '')
    .replace(/[\u2010\u2011]/g, '-')
    .toLowerCase();
}

/** Bytes that are no text part what stands around them. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return '.';
  }
}
