import { type Bundle, joining, joinProblems, senderProblems } from '../domain/bundle.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { Contributor } from '../domain/documents.ts';
import { DAY_SECONDS } from '../domain/durations.ts';
import type { Reference } from '../domain/names.ts';
import type { ShownNotice } from '../domain/notice.ts';
import { CONTRIBUTOR, type Deciders, type OwedMail, owedMails, withoutDoubles } from '../domain/owed.ts';
import { problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import type { Contact, Submission } from '../domain/submission.ts';
import { type Idempotency, loadIdempotency, type SentSubmission } from '../storage/idempotency.ts';
import type { Link } from '../storage/links.ts';
import { type Received, storeReceived } from '../storage/received.ts';
import { newSalt, newToken, sha256, statusToken } from '../storage/secrets.ts';
import type { Excess } from '../storage/submission-limits.ts';
import type { Table } from '../storage/table.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import type { SubmissionDocument } from '../submissions/documents.ts';
import { rulesOf } from '../submissions/rules.ts';
import { joinWrites, loadBundle, withoutMailsOwed } from './bundles.ts';
import { readDocuments } from './read-documents.ts';
import { fewWait, tellHowMany } from './tell-waiting.ts';

export type ReceiveOptions = {
  readonly table: Table;
  readonly deciders: Deciders;
  /** The notice in force, in the language of what is sent. */
  readonly notice: ShownNotice;
  /** How long the status link works, in days. */
  readonly statusDays: number;
  /** How long the address can be confirmed, in days. */
  readonly confirmDays: number;
  /** Counts a mail to the address that is really owed; null while it is within the limits, else the seconds to wait. */
  readonly countMail: () => Promise<number | null>;
};

/** What a contributor gets: what each submission is called, and the secret of the page that shows where they stand. */
export type Receipt = {
  /** The first of the bundle. */
  readonly reference: Reference;
  /** Not of a submission that joined a bundle: the bundle has one. */
  readonly token: string;
  readonly status: Submission['status'];
  readonly submissions: readonly SentSubmission[];
};

/** Taken, or too much for now. */
export type ReceiveResult = Result<{ readonly receipt: Receipt } | { readonly excess: Excess }>;

/** What somebody sends in one go. */
export type Sent = {
  readonly documents: readonly SubmissionDocument[];
  /** The first submission of the bundle that it is added to; null where it is a new one. */
  readonly joins: Reference | null;
};

/** A key sent along answers the same for so long. */
const KEY_DAYS = 1;
const TRIES = 3;

/**
 * Stores what is sent: all of it or nothing, and once for each key and what came with it.
 * @param key what the sender calls it; without one nothing is a repeat of anything
 * @returns the receipt, why it is too much, or what is wrong; paths lead from the list of documents
 */
export async function receive(
  options: ReceiveOptions,
  sent: Sent,
  key: string | null,
  now: Date,
): Promise<ReceiveResult> {
  const problems = senderProblems(sent.documents);
  if (problems.length > 0) return { problems };
  const request = key === null ? null : requestOf(key, sent);
  const used = () => (request === null ? null : loadIdempotency(options.table, request.hash, now));
  const received = await untilUnmoved(TRIES, async (): Promise<ReceiveResult | null> => {
    const known = await used();
    if (known && request) return { value: { receipt: receiptOf(known, request.key) } };
    const result = await store(options, sent, request, now);
    // What is refused may be what the same request has just stored at the same moment: then it is answered like that one.
    const stored = result?.value && 'receipt' in result.value;
    return result && (stored || !(await used())) ? result : null;
  });
  if (received === null) throw new Error('What was sent met others at every try.');
  return received;
}

/** What one sender calls a request, and what that and all that came with it come to. */
type Request = { readonly key: string; readonly hash: string };

/**
 * Key and content name a request together: a person who sends another's content, or hits upon another's key, gets an answer
 * of their own and learns nothing.
 */
function requestOf(key: string, sent: Sent): Request {
  return { key, hash: sha256(canonicalJson({ key, body: bodyOf(sent) })) };
}

/** What makes two requests the same: a bundle of one is that one. */
function bodyOf({ documents, joins }: Sent): unknown {
  if (joins !== null) return { joins, documents };
  return documents.length === 1 ? documents[0] : documents;
}

/** Null when the key was used, or the bundle or a record moved, meanwhile. */
async function store(
  options: ReceiveOptions,
  { documents, joins }: Sent,
  request: Request | null,
  now: Date,
): Promise<ReceiveResult | null> {
  const { table, deciders } = options;
  const bundle = joins === null ? null : await loadBundle(table, joins);
  if (joins !== null) {
    const refused = bundle ? joinProblems(bundle) : [problem([], 'bundle-unknown')];
    if (refused.length > 0) return { problems: refused };
  }
  const start = bundle && documents[0] ? joining(bundle, documents[0]) : { proven: false, asks: true };
  const read = await readDocuments(options, documents, bundle, start.proven, now);
  if (read.problems) return { problems: read.problems };
  const members = read.value;
  const answer = newAnswer(members, now);
  const receipt = receiptOf(answer, request?.key ?? newToken());
  const asked = start.asks && receipt.status === 'unconfirmed';
  const owes = asked || receipt.status === 'pending';
  const owed = owes
    ? withoutDoubles(members.flatMap((one) => owedMails(one.event, one.submission, deciders)))
    : [];
  const untold = owed.some(({ ifFew }) => ifFew) && !(await fewWait(table, deciders));
  const mails = untold ? owed.filter(({ ifFew }) => !ifFew) : owed;
  const received = {
    members,
    idempotency: request && { ...answer, keyHash: request.hash },
    confirmBy: asked ? daysFrom(now, options.confirmDays) : null,
    notices: documents.some((one) => rulesOf(one).noticeOf(one) !== null) ? [options.notice] : [],
    untold,
    ...(bundle
      ? await intoBundle(table, bundle, members, mails, now)
      : { ...onItsOwn(options, documents, receipt, now), mails }),
  };
  const asksByMail = received.mails.some(({ kind }) => kind === 'confirm-address');
  const seconds = asksByMail ? await options.countMail() : null;
  if (seconds !== null) return { value: { excess: { rule: 'too-often', seconds } } };
  if (!(await storeReceived(table, received, now))) return null;
  if (untold) await tellHowMany(table, deciders, now);
  return { value: { receipt } };
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
    bundleWrites: [],
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
  const told = await withoutMailsOwed(table, bundle, mails);
  const joins = members.flatMap(({ submission }) => joinWrites(bundle, submission, now));
  return {
    contact: null,
    statusLink: null,
    mails: told.mails,
    bundleWrites: [...joins, ...told.bundleWrites],
  };
}

/** What a repeat is answered with. */
type Answer = Omit<Idempotency, 'keyHash'>;

function newAnswer(members: Received['members'], now: Date): Answer {
  const submissions = members.map(({ submission }) => submission);
  return {
    submissions: submissions.map(({ reference, kind, record }) => ({ reference, kind, record })),
    salt: newSalt(),
    status: submissions[0]?.status ?? 'pending',
    expires: Math.floor(now.getTime() / 1000) + KEY_DAYS * DAY_SECONDS,
  };
}

function receiptOf({ submissions, salt, status }: Answer, key: string): Receipt {
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

function contactOf({ name, email, organisation, remind }: Contributor): Contact | null {
  const wish = remind && email ? ({ remind: true } as const) : {};
  return name || email || organisation ? { name, email, organisation, ...wish } : null;
}

function daysFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_SECONDS * 1000).toISOString();
}

/** The link of a status page. */
function statusLink(reference: Reference, token: string, validUntil: string): Link {
  return { tokenHash: sha256(token), purpose: 'status', reference, holder: CONTRIBUTOR, validUntil };
}
