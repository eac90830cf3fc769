import { isInForce } from '../domain/consent.ts';
import { isReceipt } from '../domain/names.ts';
import type { InventoryRecord, Publication } from '../domain/record.ts';
import type { Inventory, WaitingRecord } from '../domain/release.ts';
import { loadConsent } from './consents.ts';
import { findRecord, loadVersionsSince } from './records.ts';
import { loadOperations, type OwedRelease } from './releases.ts';
import type { Table } from './table.ts';

/** The records something is owed about, with all that planning a release needs to know of them. */
export async function loadWaiting(
  table: Table,
  owed: readonly OwedRelease[],
  inventory: Inventory,
): Promise<readonly WaitingRecord[]> {
  const waiting: WaitingRecord[] = [];
  for (const id of new Set(owed.map(({ record }) => record))) {
    const removed = owed.some(({ record, erases }) => record === id && erases === 'all');
    const record = await loadOne(table, id, removed, inventory.get(id) ?? null);
    const uncredited = owed.flatMap(({ record: other, erases }) =>
      other === id && erases !== null && erases !== 'all' ? erases.credits : [],
    );
    if (record) waiting.push({ ...record, uncredited });
  }
  return waiting;
}

async function loadOne(
  table: Table,
  id: string,
  removed: boolean,
  published: InventoryRecord | null,
): Promise<WaitingRecord | null> {
  const state = await findRecord(table, id);
  if (!state) return null;
  if (state.status === 'withdrawn') {
    return { id, state, removed, fresh: [], last: published, consented: false };
  }
  const last = published ?? (await lastPublished(table, id));
  // Every version after the published one: its row may be missing or late.
  const since = await loadVersionsSince(table, id, last?.version ?? 0);
  const fresh = since.filter(({ version }) => version <= state.version);
  return { id, state, removed, fresh, last, consented: await isConsented(table, state.publication) };
}

/** What is out of the inventory now may come back with its history. */
async function lastPublished(table: Table, id: string): Promise<InventoryRecord | null> {
  for await (const operations of loadOperations(table, id, { newestFirst: true })) {
    for (const { published, operation } of operations) {
      if (published && 'record' in operation) return operation.record;
    }
  }
  return null;
}

/** Consents kept elsewhere, which an operator loaded, are the operator's word. */
async function isConsented(table: Table, { consent }: Publication): Promise<boolean> {
  if (consent === null) return false;
  if (!isReceipt(consent.receipt)) return true;
  const kept = await loadConsent(table, consent.receipt);
  return kept !== null && isInForce(kept);
}
