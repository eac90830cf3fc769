import { YEAR_SECONDS } from '../domain/durations.ts';
import type { Name } from '../domain/names.ts';
import { links } from './items/mails.ts';
import { keys } from './keys.ts';
import type { StoredItem } from './stored.ts';
import type { Table } from './table.ts';

/** What the secret of a mailed link opens. Only the secret's hash is known here. */
export type Link = {
  /** Hex SHA-256 of the token in the link. */
  readonly tokenHash: string;
  readonly purpose: 'confirm' | 'review' | 'status' | 'withdraw' | 'accurate';
  /** The submission it is about, or the receipt of a consent. */
  readonly reference: Name;
  /** Whose link it is: `contributor` for who sent it or consented, or the id of a person who decides. */
  readonly holder: string;
  /** Until when it opens anything; afterwards it offers a fresh one. */
  readonly validUntil: string;
};

/** A link outlives its validity by a year, so that an old mail still leads somewhere. */
const KEPT_SECONDS = YEAR_SECONDS;

export async function loadLink(table: Table, tokenHash: string): Promise<Link | null> {
  const item = await table.get(keys.link(tokenHash));
  return item && links.read(item);
}

export function linkItem(link: Link): StoredItem {
  const expires = Math.floor(Date.parse(link.validUntil) / 1000) + KEPT_SECONDS;
  return links.item(keys.link(link.tokenHash), { ...link, expires });
}

export function isExpired(link: Link, now: Date): boolean {
  return Date.parse(link.validUntil) < now.getTime();
}
