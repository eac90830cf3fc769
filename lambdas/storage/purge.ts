import { sameJson } from '../domain/canonical.ts';
import type { VersionFact } from '../domain/inventory.ts';
import type { Deciders } from '../domain/owed.ts';
import { emptyContent } from '../domain/record.ts';
import { erasedSubmission, isOpen, type Submission } from '../domain/submission.ts';
import { unerased } from './conditions.ts';
import type { Erased } from './effects.ts';
import { keys, prefixes } from './keys.ts';
import { erasedVersionItem, findRecord } from './records.ts';
import { loadOperations, type Purge, purgeOperation } from './releases.ts';
import { loadSubmission, storeErased } from './submissions.ts';
import type { Table } from './table.ts';
import { takeStep } from './take-step.ts';

/**
 * Takes what was withdrawn out of the table: the versions that said it, what releases did with it, and the submissions
 * about it. Each step may be done again. Versions go first: nobody can send anything about them from then on, so the list
 * of submissions that is read next is whole.
 * @returns the releases whose files say something else from now on
 */
export async function purgeTable(
  table: Table,
  purge: Purge,
  deciders: Deciders,
  now: Date,
): Promise<readonly number[]> {
  await eraseVersions(table, purge);
  await eraseSubmissions(table, purge, deciders, now);
  return eraseOperations(table, purge);
}

async function eraseVersions(table: Table, { record: id }: Purge): Promise<void> {
  const record = await findRecord(table, id);
  const newest = record && 'version' in record ? record.version : Number.POSITIVE_INFINITY;
  const { pk } = keys.record(id);
  for (const item of await table.query(pk, { prefix: prefixes.versions })) {
    if (item['erased'] || Number(item['version']) >= newest) continue;
    const { record, version, changed, submission, credit, at } = item as unknown as VersionFact;
    await table.put(erasedVersionItem({ record, version, changed, submission, credit, at }), unerased);
  }
}

async function eraseOperations(table: Table, { record, before }: Purge): Promise<readonly number[]> {
  const purged: number[] = [];
  for (const one of await loadOperations(table, record)) {
    if (one.sequence >= before && one.published) continue;
    if (!one.published) await table.transact([{ remove: one.key }]);
    else if (one.operation.op !== 'remove') {
      if (!('purged' in one.operation)) await purgeOperation(table, one);
      purged.push(one.sequence);
    }
  }
  return purged;
}

async function eraseSubmissions(
  table: Table,
  { record, erases, owedSince }: Purge,
  deciders: Deciders,
  now: Date,
): Promise<void> {
  const { pk } = keys.record(record);
  for (const row of await table.query(pk, { prefix: prefixes.submissions })) {
    await eraseSubmission(table, String(row['reference']), { erases, owedSince }, deciders, now);
  }
}

/** Of a record that is still there, what was sent after the withdrawal, unless it repeats what older versions said. */
function isAboutTheRest({ receivedAt, changes }: Submission, { erases, owedSince }: What): boolean {
  if (erases === 'all' || receivedAt <= owedSince) return false;
  return changes.every(({ field, from }) => !erases.includes(field) || sameJson(from, emptyContent[field]));
}

type What = { readonly erases: Erased; readonly owedSince: string };

/** Tried again when somebody moved it meanwhile; a submission only goes one way, so that ends. */
async function eraseSubmission(
  table: Table,
  reference: string,
  what: What,
  deciders: Deciders,
  now: Date,
): Promise<void> {
  for (;;) {
    const submission = await loadSubmission(table, reference);
    if (!submission || isAboutTheRest(submission, what)) return;
    const erased = erasedSubmission(submission, what.erases);
    if (isOpen(submission))
      await takeStep(table, { type: 'close' }, { submission, record: null }, deciders, now);
    else if (!erased || (await storeErased(table, submission, erased, now.toISOString()))) return;
  }
}
