import type { Settings } from '../../lambdas/config/settings.ts';
import type { ConsentEvent, ConsentRecord } from '../../lambdas/domain/consent.ts';
import { isReceipt, type ReceiptId } from '../../lambdas/domain/names.ts';
import { noticeHash, type ShownNotice } from '../../lambdas/domain/notice.ts';
import type { CurrentRecord, Tombstone } from '../../lambdas/domain/record-state.ts';
import { type Contact, isDecided, type Submission } from '../../lambdas/domain/submission.ts';
import { loadConsent, loadConsentEvents, loadConsents, loadGrantor } from '../../lambdas/storage/consents.ts';
import { loadNotice } from '../../lambdas/storage/notices.ts';
import { findRecord } from '../../lambdas/storage/records.ts';
import { loadOperations, loadRelease, type RecordOperation } from '../../lambdas/storage/releases.ts';
import { sha256 } from '../../lambdas/storage/secrets.ts';
import { loadSubmission } from '../../lambdas/storage/submissions.ts';
import type { Table } from '../../lambdas/storage/table.ts';

/** What one release did to the record, as far as this consent goes. */
export type PublishedStep = { readonly sequence: number; readonly at: string; readonly what: string };

/** All that proves one consent. */
export type ConsentProof = {
  readonly consent: ConsentRecord;
  readonly events: readonly (ConsentEvent & { readonly name: string })[];
  readonly notice: ShownNotice | null;
  /** The hash of the notice on file, made again. */
  readonly rehashed: string | null;
  /** Null once erased. */
  readonly grantor: Contact | null;
  readonly decision: { readonly at: string; readonly by: string; readonly name: string } | null;
  readonly releases: readonly PublishedStep[];
};

/** What a dossier is about, with the consents to it, whatever became of them. */
export type Dossier = {
  readonly record: string;
  readonly state: CurrentRecord | Tombstone | null;
  readonly proofs: readonly ConsentProof[];
};

/** Null when there is neither such a record nor such a consent. */
export async function gatherProof(
  table: Table,
  people: Settings['people'],
  id: string,
): Promise<Dossier | null> {
  const one = isReceipt(id) ? await loadConsent(table, id) : null;
  const record = one?.record ?? id;
  const state = await findRecord(table, record);
  if (!one && !state) return null;
  const consents = one ? [one] : await loadConsents(table, record);
  const nameOf = (person: string) => people.find((other) => other.id === person)?.name ?? person;
  const operations: RecordOperation[] = [];
  for await (const portion of loadOperations(table, record)) operations.push(...portion);
  const proofs = await Promise.all(consents.map((consent) => proofOf(table, consent, operations, nameOf)));
  return { record, state, proofs };
}

async function proofOf(
  table: Table,
  consent: ConsentRecord,
  operations: readonly RecordOperation[],
  nameOf: (person: string) => string,
): Promise<ConsentProof> {
  const { receipt, noticeSha256, submission } = consent;
  const notice = await loadNotice(table, noticeSha256);
  const events = await loadConsentEvents(table, receipt);
  return {
    consent,
    events: events.map((event) => ({ ...event, name: nameOf(event.by) })),
    notice,
    rehashed: notice && noticeHash(notice, sha256),
    grantor: await loadGrantor(table, receipt),
    decision: decisionOf(await loadSubmission(table, submission), nameOf),
    releases: await releasesOf(table, consent, operations),
  };
}

function decisionOf(submission: Submission | null, nameOf: (person: string) => string) {
  if (!submission || !isDecided(submission)) return null;
  const { at, by } = submission.decision;
  return { at, by, name: nameOf(by) };
}

/** The releases since it was given that did anything to the record. */
async function releasesOf(
  table: Table,
  { receipt, givenAt }: ConsentRecord,
  operations: readonly RecordOperation[],
): Promise<readonly PublishedStep[]> {
  const steps: PublishedStep[] = [];
  for (const { sequence, published, operation } of operations) {
    if (!published) continue;
    const { at } = await loadRelease(table, sequence);
    if (at < givenAt) continue;
    steps.push({ sequence, at, what: whatOf(operation, receipt) });
  }
  return steps;
}

function whatOf(operation: RecordOperation['operation'], receipt: ReceiptId): string {
  if ('purged' in operation) return 'Said something that was withdrawn since; what it said is deleted';
  if (operation.op === 'remove') return `Removed the record: ${operation.reason}`;
  const named = operation.record.publication.consent?.receipt === receipt;
  return named ? 'Published the record on this consent' : 'Published the record without naming this consent';
}
