import type { Reference } from '../domain/names.ts';
import type { Rival } from '../domain/shown.ts';
import { isWaiting, type Submission } from '../domain/submission.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { loadAlikeOf } from './alike.ts';
import { listed } from './items/waiting.ts';
import { keys, prefixes } from './keys.ts';
import { loadSubmission } from './submissions.ts';
import type { Table } from './table.ts';

/** How many of those that wait for a decision on the same record are looked at: a page is not kept waiting by a flood. */
const LOOKED_AT = 20;

/** Others that wait: corrections that want a field of this one to say something, and proposals that may be the same project. */
export async function loadRivals(table: Table, submission: Submission): Promise<readonly Rival[]> {
  return traitsOf(submission).proposesRecord
    ? alikeRivals(await loadAlikeOf(table, submission))
    : loadRivalsOf(table, submission);
}

/** Of another proposal of a project: what it calls it. */
function alikeRivals(alike: readonly Submission[]): readonly Rival[] {
  return alike.filter(isWaiting).map(({ reference, changes }) => ({
    reference,
    changes: changes.filter(({ field }) => field === 'title'),
  }));
}

type Wanted = Pick<Submission, 'record' | 'kind' | 'changes'> & { readonly reference: Reference | null };

/** Those of a correction, which need not have been sent yet. */
export async function loadRivalsOf(
  table: Table,
  { reference, record, kind, changes }: Wanted,
): Promise<readonly Rival[]> {
  if (!traitsOf({ kind }).changesFields || record === null) return [];
  const { pk } = keys.record(record);
  const rows = await table.query(pk, { prefix: prefixes.open, limit: LOOKED_AT });
  const others = rows.map((row) => listed.read(row).reference).filter((one) => one !== reference);
  const loaded = await Promise.all(others.map((one) => loadSubmission(table, one)));
  const wanted = new Set(changes.map(({ field }) => field));
  return loaded.flatMap((one) => {
    if (one === null || !isWaiting(one)) return [];
    const shared = one.changes.filter(({ field }) => wanted.has(field));
    return shared.length === 0 ? [] : [{ reference: one.reference, changes: shared }];
  });
}
