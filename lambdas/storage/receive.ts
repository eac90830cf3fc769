import { filledFields, hasBasis } from '../domain/basis.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { decide } from '../domain/decide.ts';
import type { Change, Contributor, SubmissionDocument } from '../domain/documents.ts';
import { evolve } from '../domain/evolve.ts';
import type { CurrentRecord } from '../domain/inventory.ts';
import { changesOf } from '../domain/judge.ts';
import { noticeHash, type ShownNotice } from '../domain/notice.ts';
import { CONTRIBUTOR, type Deciders, owedMails } from '../domain/owed.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import type { Agreement, Contact, Matter, Submission, SubmissionContent } from '../domain/submission.ts';
import type { Link } from './links.ts';
import { findRecord, loadVersion } from './records.ts';
import { newReference, newSalt, sha256, statusToken } from './secrets.ts';
import { type Idempotency, loadIdempotency, storeReceived } from './submissions.ts';
import type { Table } from './table.ts';

export type ReceiveOptions = {
  readonly table: Table;
  readonly deciders: Deciders;
  /** The notice in force, in the language of the submission. */
  readonly notice: ShownNotice;
  /** How long the status link works, in days. */
  readonly statusDays: number;
  /** How long the address can be confirmed, in days. */
  readonly confirmDays: number;
};

/** What a contributor gets: the name of the submission and the secret of its status page. */
export type Receipt = {
  readonly reference: string;
  readonly token: string;
  readonly status: Submission['status'];
};

const DAY_SECONDS = 86_400;
/** A key sent along answers the same for 30 days; content alone, without a key, for one. */
const KEY_DAYS = 30;
const CONTENT_DAYS = 1;
const TRIES = 3;

/**
 * Stores a submission once, however often it arrives.
 * @param key what the sender calls this submission; without one its content is the key for a day
 */
export async function receive(
  options: ReceiveOptions,
  document: SubmissionDocument,
  key: string | null,
  now: Date,
): Promise<Receipt | readonly Problem[]> {
  const bodyHash = sha256(canonicalJson(document));
  const idempotencyKey = key === null ? `content:${bodyHash}` : `key:${key}`;
  const days = key === null ? CONTENT_DAYS : KEY_DAYS;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const known = await loadIdempotency(options.table, sha256(idempotencyKey), now);
    if (known)
      return known.bodyHash === bodyHash ? receiptOf(known, idempotencyKey) : [problem([], 'key-reused')];
    const idempotency = newIdempotency(idempotencyKey, bodyHash, days, document, now);
    const result = await store(options, document, idempotency, idempotencyKey, now);
    if (result) return result;
  }
  throw new Error('Another request kept using the same key.');
}

function newIdempotency(
  key: string,
  bodyHash: string,
  days: number,
  document: SubmissionDocument,
  now: Date,
): Idempotency {
  return {
    keyHash: sha256(key),
    bodyHash,
    reference: newReference(),
    salt: newSalt(),
    status: document.contributor.email ? 'unconfirmed' : 'pending',
    expires: Math.floor(now.getTime() / 1000) + days * DAY_SECONDS,
  };
}

function receiptOf({ reference, salt, status }: Idempotency, key: string): Receipt {
  return { reference, status, token: statusToken(salt, key) };
}

/** Null when the key was used, or the record moved, meanwhile. */
async function store(
  options: ReceiveOptions,
  document: SubmissionDocument,
  idempotency: Idempotency,
  key: string,
  now: Date,
): Promise<Receipt | readonly Problem[] | null> {
  const { table, deciders, notice, statusDays, confirmDays } = options;
  const read = await readMatter(options, document);
  if ('problems' in read) return read.problems;
  const content = contentOf(document, read, idempotency.reference, now);
  const outcome = decide({ type: 'receive', content }, { submission: null, record: read.record }, now);
  if (outcome.problems) return outcome.problems;
  const submission = evolve(null, outcome.event);
  const receipt = receiptOf(idempotency, key);
  const received = {
    submission,
    event: outcome.event,
    contact: contactOf(document.contributor),
    mails: owedMails(outcome.event, submission, deciders),
    idempotency,
    statusLink: statusLink(receipt.reference, receipt.token, now, statusDays),
    confirmBy: new Date(now.getTime() + confirmDays * DAY_SECONDS * 1000).toISOString(),
    notice: agrees(document) ? notice : null,
  };
  return (await storeReceived(table, received, now)) ? receipt : null;
}

/** Whether publication is allowed with it. */
function agrees(document: SubmissionDocument): boolean {
  return document.kind === 'consent' || (document.kind === 'addition' && document.basis.basis === 'consent');
}

/** What a document is about, and what must be known of the inventory for it. */
type ReadMatter = {
  readonly matter: Matter;
  readonly changes: readonly Change[];
  readonly title: string;
  readonly record: CurrentRecord | null;
};
type Refused = { readonly problems: readonly Problem[] };

async function readMatter(
  options: ReceiveOptions,
  document: SubmissionDocument,
): Promise<ReadMatter | Refused> {
  if (document.kind === 'addition') return readAddition(options, document);
  const record = await findRecord(options.table, document.record);
  if (!record) return refused(['record'], 'no-such-record');
  if (record.status === 'withdrawn') return refused(['record'], 'record-withdrawn');
  const isPublic = hasBasis(record.publication);
  // What is not public yet is nobody's to see; its owner may know its id, and consent.
  if (!isPublic && document.kind !== 'consent') return refused(['record'], 'no-such-record');
  const read = { record, title: isPublic ? record.content.title : record.id, changes: [] };
  if (document.kind === 'objection') {
    const { kind, fields } = document;
    return { ...read, matter: { kind, record: record.id, fields } };
  }
  const { version = record.version } = document;
  const seen = await loadVersion(options.table, record.id, version);
  if (!seen) return refused(['version'], 'no-such-version');
  if (document.kind === 'correction') {
    const { kind, changes } = document;
    return { ...read, changes, matter: { kind, record: record.id, version } };
  }
  const agreement = agreementOf(options, document.notice, document.contributor);
  if (!agreement) return refused(['notice'], 'unknown-notice');
  const covered = { version, fields: filledFields(seen.content) };
  return { ...read, matter: { kind: document.kind, record: record.id, ...covered, ...agreement } };
}

function refused(path: Problem['path'], rule: Problem['rule']): Refused {
  return { problems: [problem(path, rule)] };
}

type AdditionDocument = Extract<SubmissionDocument, { kind: 'addition' }>;

function readAddition(options: ReceiveOptions, document: AdditionDocument): ReadMatter | Refused {
  const { proposal, basis, contributor } = document;
  const read = { record: null, title: proposal.title, changes: changesOf(proposal) };
  if (basis.basis === 'public') return { ...read, matter: { kind: 'addition', record: null, basis } };
  const agreement = agreementOf(options, basis.notice, contributor);
  if (!agreement) return refused(['basis', 'notice'], 'unknown-notice');
  return { ...read, matter: { kind: 'addition', record: null, basis: { basis: 'consent', ...agreement } } };
}

/** Null when what was read is not the notice in force any more. */
function agreementOf(
  { notice }: ReceiveOptions,
  version: string,
  { organisation }: Contributor,
): Agreement | null {
  if (version !== notice.version) return null;
  return { notice: version, noticeSha256: noticeHash(notice, sha256), organisation };
}

function contentOf(
  { evidence = [], comment, language, contributor }: SubmissionDocument & { evidence?: string[] },
  { matter, title, changes }: ReadMatter,
  reference: string,
  now: Date,
): SubmissionContent {
  return {
    ...matter,
    reference,
    title,
    changes,
    evidence,
    comment,
    language,
    role: contributor.role,
    credit: contributor.credit,
    creditLine: creditLine(contributor),
    reachable: contributor.email !== null,
    receivedAt: now.toISOString(),
  };
}

function creditLine({ credit, name, organisation }: Contributor): string | null {
  if (credit === 'name') return name;
  return credit === 'organisation' ? organisation : null;
}

function contactOf({ name, email, organisation, remind }: Contributor): Contact | null {
  const wish = remind && email ? ({ remind: true } as const) : {};
  return name || email || organisation ? { name, email, organisation, ...wish } : null;
}

/** The link of a status page. */
function statusLink(reference: string, token: string, now: Date, days: number): Link {
  const validUntil = new Date(now.getTime() + days * DAY_SECONDS * 1000).toISOString();
  return { tokenHash: sha256(token), purpose: 'status', reference, holder: CONTRIBUTOR, validUntil };
}
