import { paths } from '../domain/artefacts.ts';
import { receiptShape } from '../domain/consent.ts';
import { type Gone, isGoneFromChanges, isGoneFromInventory, isGoneFromProject } from '../domain/gone.ts';
import { CONTRIBUTOR } from '../domain/owed.ts';
import { present } from './conditions.ts';
import { loadConsent } from './consents.ts';
import type { Edge } from './edge.ts';
import { keys } from './keys.ts';
import { owedMailItem } from './mail-outbox.ts';
import type { Purge } from './releases.ts';
import type { Table, Write } from './table.ts';

/**
 * Fetches what readers are given, and looks that nothing of what was withdrawn is in it. Only then the purge is done, and
 * who withdrew is owed the mail that says so.
 * @param purged the releases whose files had something of it
 * @returns false when something is still there, or cannot be fetched
 */
export async function settlePurge(
  table: Table,
  edge: Edge,
  purge: Purge,
  purged: readonly number[],
  now: Date,
): Promise<boolean> {
  if (!(await isGone(edge, purge, purged))) return false;
  const { pk, sk } = purge;
  const told = await Promise.all(purge.by.map((receipt) => tell(table, receipt, purge.sequence, now)));
  await table.transact([{ remove: { pk, sk }, when: present }, ...told.flat()]);
  return true;
}

async function isGone(edge: Edge, purge: Purge, purged: readonly number[]): Promise<boolean> {
  const gone: Gone = { id: purge.record, erases: purge.erases, sequence: purge.sequence };
  try {
    const project = await readJson(edge, paths.project(purge.record));
    if (project !== null && !isGoneFromProject(gone, project)) return false;
    const inventory = await readJson<Parameters<typeof isGoneFromInventory>[1]>(edge, paths.inventory);
    if (inventory === null || !isGoneFromInventory(gone, inventory)) return false;
    for (const sequence of purged) {
      const changes = await readJson<Parameters<typeof isGoneFromChanges>[1]>(edge, paths.changes(sequence));
      if (changes !== null && !isGoneFromChanges(gone, changes)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function readJson<Document = object>(edge: Edge, path: string): Promise<Document | null> {
  const body = await edge.read(path);
  return body === null ? null : (JSON.parse(body) as Document);
}

/** Whoever withdrew a consent hears of it, and the consent record says since which release it is gone. */
async function tell(table: Table, by: string, sequence: number, now: Date): Promise<readonly Write[]> {
  const consent = receiptShape.test(by) ? await loadConsent(table, by) : null;
  if (consent?.status !== 'withdrawn') return [];
  const at = now.toISOString();
  return [
    { put: { ...keys.consent(by), ...consent, gone: { sequence, at } } },
    { put: owedMailItem({ kind: 'gone', reference: by, recipient: CONTRIBUTOR }, at) },
  ];
}
