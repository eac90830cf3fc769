import { noticeHash, type ShownNotice } from '../domain/notice.ts';
import { notices } from './items/consents.ts';
import { keys } from './keys.ts';
import { sha256 } from './secrets.ts';
import type { StoredItem } from './stored.ts';
import type { Table } from './table.ts';

/** Kept once under its hash, however many agreed to it: as long as a consent record may have to be proved. */
export function noticeItem(notice: ShownNotice): StoredItem {
  return notices.item(keys.notice(noticeHash(notice, sha256)), notice);
}

export async function loadNotice(table: Table, hash: string): Promise<ShownNotice | null> {
  const item = await table.get(keys.notice(hash));
  return item && notices.read(item);
}
