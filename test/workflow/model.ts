import type { Reference } from '../../lambdas/domain/names.ts';
/**
 * What the workflow should do, as simply as it can be said: lists and maps, no conditions of writes, nothing that happens
 * at the same time. It shares no code with the system it is held against.
 */

export const modelledFields = ['title', 'endDate', 'summary', 'themes'] as const;
export type ModelledField = (typeof modelledFields)[number];
export type Value = string | null | readonly string[];
export type Change = { readonly field: ModelledField; readonly from: Value; readonly to: Value };
export type Content = Readonly<Record<ModelledField, Value>>;
export type Status = 'unconfirmed' | 'pending' | 'approved' | 'rejected' | 'cancelled' | 'expired';

export type ModelVersion = { readonly content: Content; readonly submission: string | null };

/** What somebody sent, as often as they sent it. */
export type Request = {
  readonly via: 'form' | 'api';
  /** Null for none: then nothing is a repeat of anything. */
  readonly key: string | null;
  readonly record: string;
  readonly version: number;
  readonly changes: readonly Change[];
  readonly email: string | null;
  readonly comment: string;
};

/** A request that was taken: its answer while its key is remembered. */
export type Taken = {
  readonly request: Request;
  readonly reference: Reference;
  readonly firstStatus: Status;
  readonly statusUrl: string;
  readonly until: number;
};

export type Decision = {
  readonly by: string;
  readonly verdicts: Readonly<Record<string, string>> | null;
  readonly version: number | null;
};

export type ModelSubmission = {
  readonly reference: Reference;
  readonly record: string;
  readonly changes: readonly Change[];
  readonly email: string | null;
  status: Status;
  /** What happened, in order. */
  readonly events: string[];
  /** When the sweep looks at it. */
  due: number | null;
  /** When its newest confirmation mail went out. */
  confirmationMailed: number | null;
  decision: Decision | null;
  /** What somebody who decides saw last: what the form carries of it, what the record said, and who else waited. */
  page: { readonly seen: string; readonly content: Content; readonly rivals: readonly string[] } | null;
};

export type OwedMail = {
  readonly kind: 'confirm-address' | 'review-request' | 'outcome';
  readonly reference: Reference;
  readonly recipient: string;
  /** Asked for again: asking once more while it is owed owes no second one. */
  readonly fresh: boolean;
};

export type ModelLink = {
  readonly url: string;
  readonly purpose: 'confirm' | 'review';
  readonly reference: Reference;
  readonly holder: string;
  readonly until: number;
};

export type Model = {
  now: number;
  readonly records: Map<string, ModelVersion[]>;
  readonly submissions: Map<string, ModelSubmission>;
  readonly taken: Taken[];
  readonly links: ModelLink[];
  owedMails: OwedMail[];
  /** `reference recipient` of the requests to decide that went out. */
  readonly asked: Set<string>;
  /** `record version` of what is approved and not published. */
  owedChanges: string[];
  /** The newest release's number. */
  sequence: number;
  /** Files that somebody deleted since they were last written. */
  readonly lost: Set<string>;
  readonly bounced: Set<string>;
};

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Who decides in these worlds, and how long links work there. */
export const people = [
  { id: 'ann', name: 'Ann', email: 'ann@example.org', role: 'manager' },
  { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'manager' },
  { id: 'dee', name: 'Dee', email: 'dee@example.org', role: 'deputy' },
] as const;
export const managers = ['ann', 'ben'] as const;
export const deputy = 'dee';
export const links = { confirmDays: 7, reviewDays: 10, statusDays: 365 };

export function newModel(now: number, records: ReadonlyMap<string, Content>): Model {
  const versions = [...records].map(
    ([id, content]) => [id, [{ content, submission: null }]] as [string, ModelVersion[]],
  );
  return {
    now,
    records: new Map(versions),
    submissions: new Map(),
    taken: [],
    links: [],
    owedMails: [],
    asked: new Set(),
    owedChanges: [],
    sequence: 1,
    lost: new Set(),
    bounced: new Set(),
  };
}

export function versionsOf(model: Model, record: string): ModelVersion[] {
  const versions = model.records.get(record);
  if (!versions) throw new Error(`The model has no record ${record}.`);
  return versions;
}

/** The newest version's content. */
export function contentOf(model: Model, record: string): Content {
  const newest = versionsOf(model, record).at(-1);
  if (!newest) throw new Error(`The model's record ${record} has no version.`);
  return newest.content;
}

export function submissionOf(model: Model, reference: string): ModelSubmission {
  const submission = model.submissions.get(reference);
  if (!submission) throw new Error(`The model has no submission ${reference}.`);
  return submission;
}

/** The others that wait and want to change the same. */
export function rivalsOf(model: Model, { reference, record, changes }: ModelSubmission): readonly string[] {
  const fields = new Set(changes.map(({ field }) => field));
  return [...model.submissions.values()]
    .filter((one) => one.reference !== reference && one.record === record && one.status === 'pending')
    .filter((one) => one.changes.some(({ field }) => fields.has(field)))
    .map((one) => one.reference);
}

export function isDecided({ status }: ModelSubmission): boolean {
  return status === 'approved' || status === 'rejected';
}

export function owe(model: Model, ...mails: readonly OwedMail[]): void {
  for (const mail of mails) {
    if (mail.fresh && model.owedMails.some((one) => sameMail(one, mail))) continue;
    model.owedMails.push(mail);
  }
}

function sameMail(a: OwedMail, b: OwedMail): boolean {
  return (
    a.fresh === b.fresh && a.kind === b.kind && a.reference === b.reference && a.recipient === b.recipient
  );
}

/** The managers are asked. */
export function oweReviews(model: Model, reference: Reference): void {
  owe(
    model,
    ...managers.map(
      (recipient): OwedMail => ({ kind: 'review-request', reference, recipient, fresh: false }),
    ),
  );
}
