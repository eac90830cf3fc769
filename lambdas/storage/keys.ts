import type { Name, ReceiptId, Reference } from '../domain/names.ts';
/** The key of an item in the table. Every pk and sk of this software is made here. */
export type Key = { readonly pk: string; readonly sk: string };

/**
 * What there may be to do when a time has come: to end what nobody confirmed, to forget who sent something or who consented,
 * to ask whether a record is still accurate.
 */
export type DueTask = 'expire' | 'contact' | 'grantor' | 'accurate';

/** Numbers in keys sort as numbers: ten digits. */
function padded(number: number): string {
  return String(number).padStart(10, '0');
}

/** All proposed projects that have in common what this is the SHA-256 of. */
export function likenessPartition(hash: string): string {
  return `ALIKE#${hash}`;
}

export const keys = {
  /** Whether a record is live, and its newest version's number. */
  record: (id: string): Key => ({ pk: `RECORD#${id}`, sk: 'STATE' }),
  /** One approved state of a record. */
  version: (id: string, version: number): Key => ({ pk: `RECORD#${id}`, sk: `VERSION#${padded(version)}` }),
  /** What one release did to a record; a publisher's attempt that lost leaves items no release refers to. */
  operation: (id: string, sequence: number, attempt: string): Key => ({
    pk: `RECORD#${id}`,
    sk: `OPERATION#${padded(sequence)}#${attempt}`,
  }),
  /** What holds for ever of a submission about a record: that there was one. */
  recordSubmission: (id: string, reference: Reference): Key => ({
    pk: `RECORD#${id}`,
    sk: `${prefixes.submissions}${reference}`,
  }),
  /** A submission about a record that waits for a decision. */
  openSubmission: (id: string, reference: Reference): Key => ({
    pk: `RECORD#${id}`,
    sk: `${prefixes.open}${reference}`,
  }),
  /** How many of them there are, and what may still be sent about. */
  openCount: (id: string): Key => ({ pk: `RECORD#${id}`, sk: 'OPEN' }),
  /** A consent to a record's publication. */
  recordConsent: (id: string, receipt: ReceiptId): Key => ({
    pk: `RECORD#${id}`,
    sk: `${prefixes.consents}${receipt}`,
  }),
  /** The objection to a record that one person has waiting, by a salted hash of the mailbox. */
  openObjection: (id: string, mailbox: string): Key => ({
    pk: `RECORD#${id}`,
    sk: `${prefixes.open}BY#${mailbox}`,
  }),
  /** That an objection to a record was rejected that came from a domain, by its salted hash. */
  rejectedObjector: (id: string, domain: string): Key => ({ pk: `RECORD#${id}`, sk: `REJECTED#${domain}` }),
  /** What came of asking somebody whether a record is still accurate. */
  asked: (id: string, name: string): Key => ({ pk: `RECORD#${id}`, sk: `${prefixes.asked}${name}` }),
  /** What a source that is imported said last of a record. */
  brought: (id: string, source: string): Key => ({ pk: `RECORD#${id}`, sk: `${prefixes.sources}${source}` }),
  /** By the SHA-256 of what a source calls one of its rows, the record that it stands for. */
  sourceKey: (source: string, hash: string): Key => ({ pk: `SOURCE#${source}`, sk: `KEY#${hash}` }),
  /** What a record was called before, which leads to it. */
  alias: (id: string): Key => ({ pk: `RECORD#${id}`, sk: 'ALIAS' }),
  /** A proposed project that waits, by the SHA-256 of what it may have in common with another. */
  alike: (hash: string, reference: Reference): Key => ({
    pk: likenessPartition(hash),
    sk: `${prefixes.alike}${reference}`,
  }),
  consent: (receipt: ReceiptId): Key => ({ pk: `CONSENT#${receipt}`, sk: 'STATE' }),
  /** Who gave a consent: an item of its own, so that it can be erased alone. */
  grantor: (receipt: ReceiptId): Key => ({ pk: `CONSENT#${receipt}`, sk: 'GRANTOR' }),
  consentEvent: (receipt: ReceiptId, revision: number): Key => ({
    pk: `CONSENT#${receipt}`,
    sk: `EVENT#${padded(revision)}`,
  }),
  /** A notice as it was shown, by its SHA-256. */
  notice: (hash: string): Key => ({ pk: `NOTICE#${hash}`, sk: 'NOTICE' }),
  submission: (reference: Reference): Key => ({ pk: `SUBMISSION#${reference}`, sk: 'STATE' }),
  /** Who sent a submission: an item of its own, so that it can be erased alone. */
  contact: (reference: Reference): Key => ({ pk: `SUBMISSION#${reference}`, sk: 'CONTACT' }),
  /** The fact that took a submission to this revision. */
  event: (reference: Reference, revision: number): Key => ({
    pk: `SUBMISSION#${reference}`,
    sk: `EVENT#${padded(revision)}`,
  }),
  /** That a mail went out. */
  sentMail: (reference: Name, kind: string, recipient: string, at: string): Key => ({
    pk: `SUBMISSION#${reference}`,
    sk: `MAIL#${kind}#${recipient}#${at}`,
  }),
  /** By the SHA-256 of an idempotency key and what came with it. */
  idempotency: (hash: string): Key => ({ pk: `KEY#${hash}`, sk: 'KEY' }),
  /** How often somebody did something in a window of time, by a salted hash. */
  count: (limit: string, hash: string): Key => ({ pk: `COUNT#${limit}#${hash}`, sk: 'COUNT' }),
  /** The salt of the counts of a window. */
  salt: (window: string): Key => ({ pk: `SALT#${window}`, sk: 'SALT' }),
  /** When a mailbox or a domain held records, by its salted hash. */
  holdsBy: (hash: string): Key => ({ pk: `HOLDS#${hash}`, sk: 'HOLDS' }),
  /** How many records are on hold. */
  held: { pk: 'HELD', sk: 'COUNT' } satisfies Key,
  /** How many records are published. */
  inventorySize: { pk: 'INVENTORY', sk: 'SIZE' } satisfies Key,
  /** By the SHA-256 of an address that gets no mail any more. */
  suppression: (hash: string): Key => ({ pk: `ADDRESS#${hash}`, sk: 'SUPPRESSED' }),
  /** By the SHA-256 of the secret in a link. */
  link: (hash: string): Key => ({ pk: `LINK#${hash}`, sk: 'LINK' }),
  /** A submission that waits for a decision, since when. */
  queued: (since: string, reference: Reference): Key => ({ pk: lists.queue, sk: `${since}#${reference}` }),
  /** When those who decide were last told how many wait. */
  toldHowMany: { pk: 'TOLD', sk: 'WAITING' } satisfies Key,
  /** Something to look at when its time has come; whether there is still anything to do shows then. */
  due: (at: string, task: DueTask, reference: Name): Key => ({
    pk: lists.due,
    sk: `${at}#${task}#${reference}`,
  }),
  /** How long a decision was waited for, by when it was taken. */
  waited: (at: string, reference: Reference): Key => ({ pk: lists.waits, sk: `${at}#${reference}` }),
  /** Sorted as mails go: by class, then by time. Those that were owed before there were classes begin with their time. */
  owedMail: (rank: number, at: string, reference: Name, kind: string, recipient: string): Key => ({
    pk: outboxes.mail,
    sk: `${rank}#${at}#${reference}#${kind}#${recipient}`,
  }),
  /** Of what is written only to take as long as something else. */
  nothing: (name: string): Key => ({ pk: `NOTHING#${name}`, sk: 'NOTHING' }),
  /** Who is sending an owed mail, or when it may be tried again. */
  mailLease: (row: string): Key => ({ pk: 'SENDING', sk: row }),
  /** A mail given up. */
  parkedMail: (row: string): Key => ({ pk: outboxes.parked, sk: row }),
  owedRelease: (at: string, by: string): Key => ({
    pk: outboxes.publish,
    sk: `${prefixes.owedReleases}${at}#${by}`,
  }),
  /** What must not wait behind other changes: something leaves the inventory, or comes back. */
  urgentRelease: (at: string, by: string): Key => ({
    pk: outboxes.publish,
    sk: `${prefixes.urgentReleases}${at}#${by}`,
  }),
  /** What was withdrawn with a release, by a submission or a receipt, must disappear from everything older. */
  purge: (sequence: number, id: string, by: string): Key => ({
    pk: outboxes.publish,
    sk: `${prefixes.purges}${padded(sequence)}#${id}#${by}`,
  }),
  /** How far a purge has come. */
  purgeProgress: (row: string): Key => ({ pk: 'PURGING', sk: row }),
  /** Touched to wake the publisher when no change is owed but files may be. */
  wakePublisher: { pk: 'OUTBOX#PUBLISH', sk: 'WAKE' } satisfies Key,
  /** The newest release's number. */
  head: { pk: 'HEAD', sk: 'HEAD' } satisfies Key,
  release: (sequence: number): Key => ({ pk: `RELEASE#${padded(sequence)}`, sk: 'RELEASE' }),
  /** The records that a publisher's attempt at a release has operations for, some of them. */
  releasePart: (sequence: number, attempt: string, number: number): Key => ({
    pk: `RELEASE#${padded(sequence)}`,
    sk: `${releaseParts(attempt)}${padded(number)}`,
  }),
  /** The id of an organisation, by the SHA-256 of how its name reads. */
  organisation: (hash: string): Key => ({ pk: `ORGANISATION#${hash}`, sk: 'ID' }),
  /** That a published record names it. */
  namedBy: (hash: string, record: string): Key => ({
    pk: `ORGANISATION#${hash}`,
    sk: `${prefixes.namedBy}${record}`,
  }),
  /** Which organisation has an id. */
  organisationId: (id: string): Key => ({ pk: `ORGANISATION-ID#${id}`, sk: 'NAME' }),
  /** What the search knows of a published record. */
  searchEntry: (id: string): Key => ({ pk: searchRows, sk: `RECORD#${id}` }),
};

/** Partitions of what is still owed; the stream's filters wake the consumers by these names. */
export const outboxes = { mail: 'OUTBOX#MAIL', publish: 'OUTBOX#PUBLISH', parked: 'PARKED#MAIL' } as const;

/** Partitions of what waits, for a decision, for a point in time; and of how long decisions were waited for. */
export const lists = { queue: 'QUEUE', due: 'DUE', waits: 'WAITED' } as const;

/** The sort keys of what a publisher's attempt at a release made. */
export function releaseParts(attempt: string): string {
  return `OPERATIONS#${attempt}#`;
}

/** The partition of compact rows that the search reads. */
export const searchRows = 'SEARCH';

/** Sort-key prefixes of lists within a partition. */
export const prefixes = {
  versions: 'VERSION#',
  operations: 'OPERATION#',
  submissions: 'SUBMISSION#',
  open: 'OPEN#',
  alike: 'WAITS#',
  consents: 'CONSENT#',
  asked: 'ASKED#',
  sources: 'SOURCE#',
  namedBy: 'RECORD#',
  events: 'EVENT#',
  owedReleases: 'CHANGE#',
  urgentReleases: 'AT-ONCE#',
  purges: 'PURGE#',
} as const;
