import { canonicalJson } from '../domain/canonical.ts';
import { decide } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import { CONTRIBUTOR, owedMails } from '../domain/owed.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import type {
  Contact,
  Contributor,
  Correction,
  Submission,
  SubmissionContent,
} from '../domain/submission.ts';
import type { Link } from './links.ts';
import { loadRecord, loadVersion } from './records.ts';
import { newReference, newSalt, sha256, statusToken } from './secrets.ts';
import { type Idempotency, loadIdempotency, storeReceived } from './submissions.ts';
import type { Table } from './table.ts';

export type ReceiveOptions = {
  readonly table: Table;
  /** Ids of those who decide. */
  readonly people: readonly string[];
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
  correction: Correction,
  key: string | null,
  now: Date,
): Promise<Receipt | readonly Problem[]> {
  const bodyHash = sha256(canonicalJson(correction));
  const idempotencyKey = key === null ? `content:${bodyHash}` : `key:${key}`;
  const days = key === null ? CONTENT_DAYS : KEY_DAYS;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const known = await loadIdempotency(options.table, sha256(idempotencyKey), now);
    if (known)
      return known.bodyHash === bodyHash ? receiptOf(known, idempotencyKey) : [problem([], 'key-reused')];
    const idempotency = newIdempotency(idempotencyKey, bodyHash, days, correction, now);
    const result = await store(options, correction, idempotency, idempotencyKey, now);
    if (result) return result;
  }
  throw new Error('Another request kept using the same key.');
}

function newIdempotency(
  key: string,
  bodyHash: string,
  days: number,
  correction: Correction,
  now: Date,
): Idempotency {
  return {
    keyHash: sha256(key),
    bodyHash,
    reference: newReference(),
    salt: newSalt(),
    status: correction.contributor.email ? 'unconfirmed' : 'pending',
    expires: Math.floor(now.getTime() / 1000) + days * DAY_SECONDS,
  };
}

function receiptOf({ reference, salt, status }: Idempotency, key: string): Receipt {
  return { reference, status, token: statusToken(salt, key) };
}

/** Null when the key was used meanwhile. */
async function store(
  { table, people, statusDays, confirmDays }: ReceiveOptions,
  correction: Correction,
  idempotency: Idempotency,
  key: string,
  now: Date,
): Promise<Receipt | readonly Problem[] | null> {
  const record = await loadRecord(table, correction.record);
  if (record && !(await loadVersion(table, record.id, correction.version))) {
    return [problem(['version'], 'no-such-version')];
  }
  const content = contentOf(correction, idempotency.reference, record?.content.title ?? '', now);
  const outcome = decide({ type: 'receive', content }, { submission: null, record }, now);
  if (outcome.problems) return outcome.problems;
  const submission = evolve(null, outcome.event);
  const receipt = receiptOf(idempotency, key);
  const stored = await storeReceived(
    table,
    {
      submission,
      event: outcome.event,
      contact: contactOf(correction.contributor),
      mails: owedMails(outcome.event, submission, people),
      idempotency,
      statusLink: statusLink(receipt.reference, receipt.token, now, statusDays),
      confirmBy: new Date(now.getTime() + confirmDays * DAY_SECONDS * 1000).toISOString(),
    },
    now,
  );
  return stored ? receipt : null;
}

function contentOf(correction: Correction, reference: string, title: string, now: Date): SubmissionContent {
  const { contributor, ...rest } = correction;
  return {
    ...rest,
    reference,
    title,
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

function contactOf({ name, email, organisation }: Contributor): Contact | null {
  return name || email || organisation ? { name, email, organisation } : null;
}

/** The link of a status page. */
function statusLink(reference: string, token: string, now: Date, days: number): Link {
  const validUntil = new Date(now.getTime() + days * DAY_SECONDS * 1000).toISOString();
  return { tokenHash: sha256(token), purpose: 'status', reference, holder: CONTRIBUTOR, validUntil };
}
