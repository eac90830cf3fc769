import { noticeHash, type ShownNotice } from '../domain/notice.ts';
import { keys } from './keys.ts';
import { sha256 } from './secrets.ts';
import type { Item, Table } from './table.ts';

/** Kept once under its hash, however many agreed to it: as long as a consent record may have to be proved. */
export function noticeItem(notice: ShownNotice): Item {
  return { ...keys.notice(noticeHash(notice, sha256)), ...notice };
}

export async function loadNotice(table: Table, hash: string): Promise<ShownNotice | null> {
  const item = await table.get(keys.notice(hash));
  if (!item) return null;
  const { pk, sk, ...notice } = item;
  return notice as unknown as ShownNotice;
}
