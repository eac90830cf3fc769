import { sameJson } from '../domain/canonical.ts';
import { type Erased, touches } from '../domain/gone.ts';
import type { RecordVersion } from '../domain/inventory.ts';
import { type FieldTimes, lapseOf } from '../domain/lapse.ts';
import type { Deciders } from '../domain/owed.ts';
import { emptyContent, type Field } from '../domain/record.ts';
import { erasedSubmission, isOpen, type Submission } from '../domain/submission.ts';
import { present, unerased } from './conditions.ts';
import { keys, prefixes } from './keys.ts';
import { erasedVersionItem, findRecord, loadRecord } from './records.ts';
import { loadOperations, type Purge, purgeOperation } from './releases.ts';
import { loadSubmission, storeErased } from './submissions.ts';
import type { Item, Table } from './table.ts';
import { takeStep, type Wanted } from './take-step.ts';

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

async function eraseVersions(table: Table, { record: id, erases }: Purge): Promise<void> {
  const record = await findRecord(table, id);
  const newest = record && 'version' in record ? record.version : Number.POSITIVE_INFINITY;
  const { pk } = keys.record(id);
  for (const item of await table.query(pk, { prefix: prefixes.versions })) {
    const left = erasedVersion(item, erases, newest);
    if (!sameJson(left, item)) await table.put(left, item['erased'] ? present : unerased);
  }
}

/** What is left of a version: the newest keeps what it says, and no version names who is not named any more. */
function erasedVersion(item: Item, erases: Erased, newest: number): Item {
  const { record, version, changed, submission, credit, at, publication } = item as unknown as RecordVersion;
  const unnamed = erases === 'all' || (submission !== null && erases.credits.includes(submission));
  const fact = { record, version, changed, submission, credit: unnamed ? null : credit, at };
  const older = !item['erased'] && version < newest;
  if (item['erased'] || (older && (erases === 'all' || erases.fields.length > 0)))
    return erasedVersionItem(fact);
  const receipt = publication.consent?.receipt;
  const withdrawn = older && erases !== 'all' && receipt !== undefined && erases.consents.includes(receipt);
  return { ...item, ...fact, ...(withdrawn ? { publication: { ...publication, consent: null } } : {}) };
}

async function eraseOperations(table: Table, { record, before, erases }: Purge): Promise<readonly number[]> {
  const purged: number[] = [];
  for (const one of await loadOperations(table, record)) {
    if (one.sequence >= before && one.published) continue;
    const { operation } = one;
    if (!one.published) await table.transact([{ remove: one.key }]);
    else if ('purged' in operation) purged.push(one.sequence);
    else if (operation.op !== 'remove' && touches(erases, operation.record)) {
      await purgeOperation(table, one);
      purged.push(one.sequence);
    }
  }
  return purged;
}

async function eraseSubmissions(
  table: Table,
  { record, erases, since, owedSince }: Purge,
  deciders: Deciders,
  now: Date,
): Promise<void> {
  const words = erases === 'all' ? erases : erases.fields;
  // Where only somebody is not named any more, what was sent stays.
  if (words.length === 0) return;
  const { pk } = keys.record(record);
  for (const row of await table.query(pk, { prefix: prefixes.submissions })) {
    await eraseSubmission(
      table,
      String(row['reference']),
      { erases: words, since, owedSince },
      deciders,
      now,
    );
  }
}

/** What left a record for good, and when. */
type Removed = {
  readonly erases: 'all' | readonly Field[];
  readonly since: FieldTimes;
  readonly owedSince: string;
};

/** Of a record that is still there, what was sent after the withdrawal, unless it repeats what older versions said. */
function isAboutTheRest({ receivedAt, changes }: Submission, { erases, owedSince }: Removed): boolean {
  if (erases === 'all' || receivedAt <= owedSince) return false;
  return changes.every(({ field, from }) => !erases.includes(field) || sameJson(from, emptyContent[field]));
}

/** Tried again when somebody moved it meanwhile; a submission only goes one way, so that ends. */
async function eraseSubmission(
  table: Table,
  reference: string,
  what: Removed,
  deciders: Deciders,
  now: Date,
): Promise<void> {
  for (;;) {
    const submission = await loadSubmission(table, reference);
    if (!submission) return;
    const command = isOpen(submission) ? ending(submission, what) : null;
    if (command) await takeStep(table, command, await known(table, submission), deciders, now);
    else if (isOpen(submission) || isAboutTheRest(submission, what)) return;
    else {
      const erased = erasedSubmission(submission, what.erases);
      if (!erased || (await storeErased(table, submission, erased, now.toISOString()))) return;
    }
  }
}

/** What an open submission comes to: it ends with the record, or with the fields that it is about; null where it goes on. */
function ending(submission: Submission, { erases, since }: Removed): Wanted['command'] | null {
  if (erases === 'all') return { type: 'close' };
  const lapse = lapseOf(submission, since);
  if (!lapse) return null;
  const { fields, left } = lapse;
  return left ? { type: 'lapse', fields } : { type: 'close', lapsed: fields };
}

/** An objection that ends lets the record go that it holds. */
async function known(table: Table, submission: Submission): Promise<Wanted['known']> {
  const { kind, record } = submission;
  return { submission, record: kind === 'objection' && record ? await loadRecord(table, record) : null };
}
