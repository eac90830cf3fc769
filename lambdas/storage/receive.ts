import { type Bundle, joining, joinProblems, senderProblems } from '../domain/bundle.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { Contributor, SubmissionDocument } from '../domain/documents.ts';
import type { ShownNotice } from '../domain/notice.ts';
import { CONTRIBUTOR, type Deciders, type OwedMail, owedMails, withoutDoubles } from '../domain/owed.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import type { Contact, Submission } from '../domain/submission.ts';
import { joinWrites, loadBundle, tellOnce } from './bundles.ts';
import type { Link } from './links.ts';
import { readDocuments } from './read-documents.ts';
import { newSalt, sha256, statusToken } from './secrets.ts';
import {
  type Idempotency,
  loadIdempotency,
  type Received,
  type SentSubmission,
  storeReceived,
} from './submissions.ts';
import type { Table } from './table.ts';

export type ReceiveOptions = {
  readonly table: Table;
  readonly deciders: Deciders;
  /** The notice in force, in the language of what is sent. */
  readonly notice: ShownNotice;
  /** How long the status link works, in days. */
  readonly statusDays: number;
  /** How long the address can be confirmed, in days. */
  readonly confirmDays: number;
};

/** What a contributor gets: what each submission is called, and the secret of the page that shows where they stand. */
export type Receipt = {
  /** The first of the bundle. */
  readonly reference: string;
  /** Not of a submission that joined a bundle: the bundle has one. */
  readonly token: string;
  readonly status: Submission['status'];
  readonly submissions: readonly SentSubmission[];
};

/** What somebody sends in one go. */
export type Sent = {
  readonly documents: readonly SubmissionDocument[];
  /** The first submission of the bundle that it is added to; null where it is a new one. */
  readonly joins: string | null;
};

const DAY_SECONDS = 86_400;
/** A key sent along answers the same for 30 days; content alone, without a key, for one. */
const KEY_DAYS = 30;
const CONTENT_DAYS = 1;
const TRIES = 3;

/**
 * Stores what is sent once, however often it arrives: all of it or nothing.
 * @param key what the sender calls it; without one its content is the key for a day
 * @returns the receipt, or what is wrong; paths lead from the list of documents
 */
export async function receive(
  options: ReceiveOptions,
  sent: Sent,
  key: string | null,
  now: Date,
): Promise<Receipt | readonly Problem[]> {
  const problems = senderProblems(sent.documents);
  if (problems.length > 0) return problems;
  const bodyHash = sha256(canonicalJson(bodyOf(sent)));
  const idempotencyKey = key === null ? `content:${bodyHash}` : `key:${key}`;
  const days = key === null ? CONTENT_DAYS : KEY_DAYS;
  const used = () => loadIdempotency(options.table, sha256(idempotencyKey), now);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const known = await used();
    if (known)
      return known.bodyHash === bodyHash ? receiptOf(known, idempotencyKey) : [problem([], 'key-reused')];
    const result = await store(options, sent, { key: idempotencyKey, bodyHash, days }, now);
    // What is refused may be what the same request has just stored at the same moment: then it is answered like that one.
    if (result && ('reference' in result || !(await used()))) return result;
  }
  throw new Error('Another request kept using the same key.');
}

/** What makes two requests the same: a bundle of one is that one. */
function bodyOf({ documents, joins }: Sent): unknown {
  if (joins !== null) return { joins, documents };
  return documents.length === 1 ? documents[0] : documents;
}

type Request = { readonly key: string; readonly bodyHash: string; readonly days: number };

/** Null when the key was used, or the bundle or a record moved, meanwhile. */
async function store(
  options: ReceiveOptions,
  { documents, joins }: Sent,
  request: Request,
  now: Date,
): Promise<Receipt | readonly Problem[] | null> {
  const { table, deciders } = options;
  const bundle = joins === null ? null : await loadBundle(table, joins);
  if (joins !== null) {
    const refused = bundle ? joinProblems(bundle) : [problem([], 'bundle-unknown')];
    if (refused.length > 0) return refused;
  }
  const start = bundle && documents[0] ? joining(bundle, documents[0]) : { proven: false, asks: true };
  const { members, problems } = await readDocuments(options, documents, bundle, start.proven, now);
  if (problems) return problems;
  const idempotency = newIdempotency(request, members, now);
  const receipt = receiptOf(idempotency, request.key);
  const asked = start.asks && receipt.status === 'unconfirmed';
  const owes = asked || receipt.status === 'pending';
  const mails = owes
    ? withoutDoubles(members.flatMap((one) => owedMails(one.event, one.submission, deciders)))
    : [];
  const received = {
    members,
    idempotency,
    confirmBy: asked ? daysFrom(now, options.confirmDays) : null,
    notices: documents.some(agrees) ? [options.notice] : [],
    ...(bundle
      ? await intoBundle(table, bundle, members, mails, now)
      : { ...onItsOwn(options, documents, receipt, now), mails }),
  };
  return (await storeReceived(table, received, now)) ? receipt : null;
}

/** What is new with a submission, or a bundle, that is sent. */
function onItsOwn(
  { statusDays }: ReceiveOptions,
  [first]: readonly SubmissionDocument[],
  receipt: Receipt,
  now: Date,
) {
  return {
    contact: first ? contactOf(first.contributor) : null,
    statusLink: statusLink(receipt.reference, receipt.token, daysFrom(now, statusDays)),
    others: [],
  };
}

/** The contact, the link, and often the mails, are those of the bundle. */
async function intoBundle(
  table: Table,
  bundle: Bundle,
  members: Received['members'],
  mails: readonly OwedMail[],
  now: Date,
) {
  const told = await tellOnce(table, bundle, mails);
  const joins = members.flatMap(({ submission }) => joinWrites(bundle, submission, now));
  return { contact: null, statusLink: null, mails: told.mails, others: [...joins, ...told.others] };
}

function newIdempotency(
  { key, bodyHash, days }: Request,
  members: Received['members'],
  now: Date,
): Idempotency {
  const submissions = members.map(({ submission }) => submission);
  return {
    keyHash: sha256(key),
    bodyHash,
    submissions: submissions.map(({ reference, kind, record }) => ({ reference, kind, record })),
    salt: newSalt(),
    status: submissions[0]?.status ?? 'pending',
    expires: Math.floor(now.getTime() / 1000) + days * DAY_SECONDS,
  };
}

function receiptOf({ submissions, salt, status }: Idempotency, key: string): Receipt {
  const [first] = submissions;
  if (!first) throw new Error('An answer without a submission.');
  return {
    reference: first.reference,
    status,
    token: statusToken(salt, key),
    // Read from the table, they may be in any order.
    submissions: submissions.map(({ reference, kind, record }) => ({ reference, kind, record })),
  };
}

/** Whether publication is allowed with it. */
function agrees(document: SubmissionDocument): boolean {
  return document.kind === 'consent' || (document.kind === 'addition' && document.basis.basis === 'consent');
}

function contactOf({ name, email, organisation, remind }: Contributor): Contact | null {
  const wish = remind && email ? ({ remind: true } as const) : {};
  return name || email || organisation ? { name, email, organisation, ...wish } : null;
}

function daysFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_SECONDS * 1000).toISOString();
}

/** The link of a status page. */
function statusLink(reference: string, token: string, validUntil: string): Link {
  return { tokenHash: sha256(token), purpose: 'status', reference, holder: CONTRIBUTOR, validUntil };
}
