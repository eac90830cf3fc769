import { isInForce } from '../domain/consent.ts';
import { isReceipt } from '../domain/names.ts';
import type { Publication } from '../domain/record.ts';
import type { WaitingRecord } from '../domain/release.ts';
import { loadConsent } from './consents.ts';
import { inParallel } from './in-parallel.ts';
import { findRecord, loadVersionsSince } from './records.ts';
import { loadPublished, type OwedRelease } from './releases.ts';
import type { Table } from './table.ts';

/** The records something is owed about, with all that planning a release needs to know of them. */
export async function loadWaiting(
  table: Table,
  owed: readonly OwedRelease[],
): Promise<readonly WaitingRecord[]> {
  const waiting = await inParallel([...new Set(owed.map(({ record }) => record))], async (id) => {
    const removed = owed.some(({ record, erases }) => record === id && erases === 'all');
    const record = await loadOne(table, id, removed);
    const uncredited = owed.flatMap(({ record: other, erases }) =>
      other === id && erases !== null && erases !== 'all' ? erases.credits : [],
    );
    return record ? [{ ...record, uncredited }] : [];
  });
  return waiting.flat();
}

async function loadOne(table: Table, id: string, removed: boolean): Promise<WaitingRecord | null> {
  const [state, { published, last }] = await Promise.all([findRecord(table, id), loadPublished(table, id)]);
  if (!state) return null;
  if (state.status === 'withdrawn') {
    return { id, state, removed, fresh: [], last, published, consented: false };
  }
  // Every version after the published one: its row may be missing or late.
  const since = await loadVersionsSince(table, id, last?.version ?? 0);
  const fresh = since.filter(({ version }) => version <= state.version);
  return {
    id,
    state,
    removed,
    fresh,
    last,
    published,
    consented: await isConsented(table, state.publication),
  };
}

/** Consents kept elsewhere, which an operator loaded, are the operator's word. */
async function isConsented(table: Table, { consent }: Publication): Promise<boolean> {
  if (consent === null) return false;
  if (!isReceipt(consent.receipt)) return true;
  const kept = await loadConsent(table, consent.receipt);
  return kept !== null && isInForce(kept);
}
