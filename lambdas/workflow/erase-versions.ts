import { sameJson } from '../domain/canonical.ts';
import type { Erased } from '../domain/erased.ts';
import { contentOf } from '../domain/record.ts';
import { present, unerased } from '../storage/conditions.ts';
import { inParallel } from '../storage/in-parallel.ts';
import { type StoredVersion, versions } from '../storage/items/records.ts';
import { keys, prefixes } from '../storage/keys.ts';
import { closeToVersionsBefore } from '../storage/open-count.ts';
import { forgetOrganisations } from '../storage/organisations.ts';
import type { Purge } from '../storage/purges.ts';
import { findRecord, versionItem } from '../storage/records.ts';
import type { Table } from '../storage/table.ts';
import type { Portion } from './purge.ts';

/** Versions erased before other releases pass: read whole, they have 64 KB each at most. */
const PORTION = 50;

/**
 * Erases a portion of a record's versions down to their facts, and what is remembered only because of them. Behind the last one nothing is sent any more about those that
 * were erased.
 */
export async function eraseVersions(
  table: Table,
  { record: id, erases }: Purge,
  behind: string | null,
): Promise<Portion> {
  const record = await findRecord(table, id);
  const newest = record && 'version' in record ? record.version : Number.MAX_SAFE_INTEGER;
  const { pk } = keys.record(id);
  const items = await table.query(pk, { prefix: prefixes.versions, behind, limit: PORTION });
  const stored = items.map(versions.read);
  const erased = stored.filter((version) => 'erased' in erasedVersion(version, erases, newest));
  await forgetOrganisations(
    table,
    erased.flatMap((version) => ('content' in version ? contentOf(version.content) : [])),
  );
  await inParallel(stored, async (version) => {
    const left = erasedVersion(version, erases, newest);
    if (!sameJson(left, version))
      await table.put(versionItem(left), 'erased' in version ? present : unerased);
  });
  const last = stored.at(-1);
  // What becomes a version from now on was made without what is withdrawn.
  const ended = items.length < PORTION || (last !== undefined && last.version >= newest);
  if (ended && erasesWords(erases)) await closeToVersionsBefore(table, id, newest);
  return { behind: ended ? null : (items.at(-1)?.sk ?? null) };
}

function erasesWords(erases: Erased): boolean {
  return erases === 'all' || erases.fields.length > 0;
}

/** What is left of a version: the newest keeps what it says, and no version names who is not named any more. */
function erasedVersion(stored: StoredVersion, erases: Erased, newest: number): StoredVersion {
  const { record, version, changed, submission, credit, at } = stored;
  const unnamed = erases === 'all' || (submission !== null && erases.credits.includes(submission));
  const fact = { record, version, changed, submission, credit: unnamed ? null : credit, at };
  const older = version < newest;
  if ('erased' in stored || (older && erasesWords(erases))) return { ...fact, erased: true };
  const { publication } = stored;
  const receipt = publication.consent?.receipt;
  const withdrawn = older && erases !== 'all' && receipt !== undefined && erases.consents.includes(receipt);
  return { ...stored, ...fact, ...(withdrawn ? { publication: { ...publication, consent: null } } : {}) };
}
