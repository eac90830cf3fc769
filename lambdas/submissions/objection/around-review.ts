import type { Bundle } from '../../domain/bundle.ts';
import { isInForce } from '../../domain/consent.ts';
import { isReference } from '../../domain/names.ts';
import type { CurrentRecord } from '../../domain/record-state.ts';
import { type Removal, removalOf } from '../../domain/removal.ts';
import { isWaiting, type Submission } from '../../domain/submission.ts';
import { type HttpRequest, ownPath } from '../../http/exchange.ts';
import type { Holding } from '../../pages/components/held-notice.tsx';
import type { Dependencies } from '../../runtime/dependencies.ts';
import { loadConsents } from '../../storage/consents.ts';
import { loadOpenCount } from '../../storage/open-count.ts';
import { loadOpenSubmissions } from '../../storage/records.ts';
import { loadSubmission } from '../../storage/submissions.ts';
import type { Table } from '../../storage/table.ts';

/** How many that wait about a record a page looks at: strangers can make that list as long as they want. */
const LOOKED_AT = 50;

/** What approving an objection comes to; null where something else is decided, or nothing is there any more. */
export async function loadRemoval(
  { table, now }: Dependencies,
  submission: Submission,
  record: CurrentRecord | null,
): Promise<Removal | null> {
  if (submission.kind !== 'objection' || record === null) return null;
  const references = await loadOpenSubmissions(table, record.id, { limit: LOOKED_AT });
  const found = await Promise.all(references.map((reference) => loadSubmission(table, reference)));
  const surroundings = {
    content: record.content,
    consents: (await loadConsents(table, record.id)).filter(isInForce).length,
    waiting: found.filter((one) => one !== null).filter(isWaiting),
    count: await loadOpenCount(table, record.id),
  };
  return removalOf(submission, surroundings, now());
}

/** The objections that hold the record of something else that is decided, and where this link leads to them. */
export function holdingOf(
  { path }: HttpRequest,
  { kind }: Submission,
  record: CurrentRecord | null,
): readonly Holding[] {
  if (kind === 'objection' || record === null) return [];
  const hrefOf = (of: string) => ownPath({ path, query: new URLSearchParams({ of }) });
  return record.holds.map((reference) => ({ reference, href: hrefOf(reference) }));
}

/**
 * An objection that held the record of something that a link leads to: the manager of the one decides on the other, which
 * stands in its way.
 */
export async function loadHoldingObjection(
  table: Table,
  bundle: Bundle,
  of: string | null,
): Promise<Submission | null> {
  const objection = of !== null && isReference(of) ? await loadSubmission(table, of) : null;
  if (objection?.kind !== 'objection' || objection.unheld !== undefined) return null;
  return bundle.some(({ record }) => record === objection.record) ? objection : null;
}
