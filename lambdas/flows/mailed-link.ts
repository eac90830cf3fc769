import { type Link, loadLink } from '../storage/links.ts';
import { sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';

/** What a mailed link opens, and its secret as it was mailed. */
export type OpenedLink = { readonly link: Link; readonly token: string };

/** The link that one of these secrets opens; null for none. Every page behind a mailed link is opened here. */
export async function openLink(table: Table, tokens: readonly string[]): Promise<OpenedLink | null> {
  for (const token of tokens) {
    const link = await loadLink(table, sha256(token));
    if (link) return { link, token };
  }
  return null;
}
