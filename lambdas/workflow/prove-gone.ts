import { type Gone, isGoneFromChanges, isGoneFromRecord } from '../domain/erased.ts';
import { isReceipt } from '../domain/names.ts';
import { CONTRIBUTOR } from '../domain/owed.ts';
import type { InventoryRecord } from '../domain/record.ts';
import { ndjson } from '../formats/ndjson.ts';
import { paths } from '../formats/release-files.ts';
import { consentItem, loadConsent } from '../storage/consents.ts';
import { inParallel } from '../storage/in-parallel.ts';
import { owedMailItem } from '../storage/mail-outbox.ts';
import { endOfPurge, type Purge, type PurgeUnderWay } from '../storage/purges.ts';
import type { Edge } from '../storage/readers-copies.ts';
import { OPERATIONS_PORTION, operationsBehind } from '../storage/releases.ts';
import type { Table, Write } from '../storage/table.ts';
import type { Portion } from './purge.ts';

/**
 * Fetches what readers are given, a portion of the deltas at a time, and looks that nothing of what was withdrawn is in it.
 * @returns null when something is still there, or cannot be fetched
 */
export async function proveGone(
  table: Table,
  edge: Edge,
  { purge, progress }: PurgeUnderWay,
): Promise<Portion | null> {
  const gone: Gone = { id: purge.record, erases: purge.erases, sequence: purge.sequence };
  const operations = await operationsBehind(table, purge.record, progress.behind);
  const purged = operations.filter(
    (one) => one.published && one.sequence < purge.before && 'purged' in one.operation,
  );
  try {
    const deltas = await inParallel(purged, ({ sequence }) => isGoneFromDelta(edge, gone, sequence));
    if (deltas.includes(false)) return null;
    if (operations.length === OPERATIONS_PORTION) return { behind: operations.at(-1)?.key.sk ?? null };
    return (await isGoneFromNow(edge, gone)) ? { behind: null } : null;
  } catch {
    return null;
  }
}

async function isGoneFromDelta(edge: Edge, gone: Gone, sequence: number): Promise<boolean> {
  const changes = await readJson<Parameters<typeof isGoneFromChanges>[1]>(edge, paths.changes(sequence));
  return changes === null || isGoneFromChanges(gone, changes);
}

async function isGoneFromNow(edge: Edge, gone: Gone): Promise<boolean> {
  const project = await readJson(edge, paths.record(gone.id));
  if (project !== null && !isGoneFromRecord(gone, project)) return false;
  return isGoneFromAll(edge, gone);
}

/** Reads the file of all records, of whatever size, line by line. */
async function isGoneFromAll(edge: Edge, gone: Gone): Promise<boolean> {
  const lines = await edge.lines(ndjson.path);
  if (!lines) return false;
  const named = JSON.stringify(gone.id);
  for await (const line of lines) {
    if (!line.includes(named)) continue;
    const record = JSON.parse(line) as InventoryRecord;
    if (record.id === gone.id && !isGoneFromRecord(gone, record)) return false;
  }
  return true;
}

/** The purge is done, and who withdrew is owed the mail that says so. */
export async function settlePurge(table: Table, purge: Purge, now: Date): Promise<void> {
  const told = await Promise.all(purge.by.map((receipt) => tell(table, receipt, purge.sequence, now)));
  await table.transact([...endOfPurge(purge), ...told.flat()]);
}

async function readJson<Document = object>(edge: Edge, path: string): Promise<Document | null> {
  const body = await edge.read(path);
  return body === null ? null : (JSON.parse(body) as Document);
}

/** The grantor who withdrew a consent hears of it, and the consent record says since which release it is gone. */
async function tell(table: Table, by: string, sequence: number, now: Date): Promise<readonly Write[]> {
  if (!isReceipt(by)) return [];
  const consent = await loadConsent(table, by);
  if (consent?.status !== 'withdrawn') return [];
  const at = now.toISOString();
  return [
    { put: consentItem({ ...consent, gone: { sequence, at } }) },
    { put: owedMailItem({ kind: 'gone', reference: by, recipient: CONTRIBUTOR }, at) },
  ];
}
