import type { ReceiptId, Reference } from '../../lambdas/domain/names.ts';
/**
 * What becomes of permissions, as simply as it can be said: who may read what, why, and what must be nowhere any more. It
 * shares no code with the system it is held against. Every value is a text of its own, so that finding it in a file means
 * one thing only.
 */

export const modelledFields = ['title', 'summary', 'context', 'code'] as const;
export type ModelledField = (typeof modelledFields)[number];
export type Content = Readonly<Record<ModelledField, string | null>>;
export type Basis = 'public' | 'consent';
export type Via = 'form' | 'api';

export type ModelRecord = {
  readonly id: string;
  status: 'live' | 'held' | 'gone';
  basis: Basis;
  /** Whether a public source is named for the record, or for a field of it. */
  readonly sources: boolean;
  /** What some fields may be public for, where it is not what the record is public for. */
  readonly own: Map<ModelledField, Basis>;
  /** The receipt of the consent that it names: `elsewhere` where it is kept elsewhere. */
  consent: string | null;
  readonly versions: { readonly content: Content; erased: boolean }[];
  readonly holds: Set<string>;
  /** When an objection from a domain was rejected last. */
  readonly rejected: Map<string, number>;
  /** What was approved of each field, ever. */
  readonly said: Map<ModelledField, Set<string>>;
  /** What was withdrawn and is not yet out of everything. */
  erasures: Erasure[];
};

export type Erasure = { readonly at: number; readonly fields: 'all' | readonly ModelledField[] };
export type Change = { readonly field: ModelledField; readonly from: string | null; readonly to: string };
export type Status =
  | 'unconfirmed'
  | 'pending'
  | 'awaiting-reply'
  | 'approved'
  | 'rejected'
  | 'cancelled'
  | 'closed';

export type ModelSubmission = {
  readonly reference: Reference;
  readonly kind: 'correction' | 'addition' | 'consent' | 'objection';
  /** Of an addition null until it is approved. */
  record: string | null;
  readonly email: string | null;
  readonly changes: readonly Change[];
  /** What an objection is about; nothing for the whole record. */
  fields: readonly ModelledField[];
  /** What an addition may be public for. */
  readonly basis: Basis;
  readonly at: number;
  /** Texts around the changes: comments, questions, answers. */
  readonly words: string[];
  readonly statusUrl: string;
  status: Status;
};

export type ModelConsent = {
  readonly receipt: ReceiptId;
  readonly record: string;
  readonly email: string;
  status: 'given' | 'withdrawn' | 'revoked';
  /** Whether something had to go with it, which its grantor hears of. */
  took: boolean;
};

/** What readers get of each record. */
export type Snapshot = ReadonlyMap<string, Content>;

export type Model = {
  now: number;
  readonly records: Map<string, ModelRecord>;
  readonly submissions: Map<string, ModelSubmission>;
  readonly consents: Map<string, ModelConsent>;
  /** Texts that must be nowhere once what took them away is published. */
  readonly withdrawn: Set<string>;
  /** As of the last publisher that came to its end, and what those may have published that did not. */
  published: Snapshot[];
  /** Whether a publisher was interrupted since. */
  unsettled: boolean;
  /** Whether one sleeps in the middle of its work. */
  asleep: boolean;
  texts: number;
};

/** How long a domain does not hold a record again after an objection of its own was rejected. */
export const HOLDS_AGAIN_DAYS = 90;

export const people = [
  { id: 'ann', name: 'Ann', email: 'ann@example.org', role: 'manager' },
  { id: 'dee', name: 'Dee', email: 'dee@example.org', role: 'deputy' },
] as const;

/** Where people write from: the domain of every record's implementer, one that may consent, and one that is nobody's. */
export const domains = ['impl.example', 'owner.example', 'gmail.com'] as const;
export const implementer = domains[0];

type Start = Pick<ModelRecord, 'id' | 'basis' | 'sources' | 'consent'> & {
  readonly own?: Readonly<Partial<Record<ModelledField, Basis>>>;
};

export function domainOf(address: string | null): string {
  return `${address}`.split('@')[1] ?? '';
}

/** The records that there are from the beginning: one for each way in which a record may be public, or not. */
export const starts: readonly Start[] = [
  { id: 'open', basis: 'public', sources: true, consent: null },
  { id: 'allowed', basis: 'consent', sources: false, consent: 'elsewhere' },
  {
    id: 'mixed',
    basis: 'public',
    sources: true,
    consent: 'elsewhere',
    own: { summary: 'consent', context: 'consent' },
  },
  { id: 'turned', basis: 'consent', sources: true, consent: null, own: { title: 'public', code: 'public' } },
  { id: 'secret', basis: 'consent', sources: false, consent: null },
];

export function newModel(now: number): Model {
  const model: Model = {
    ...{ now, records: new Map(), submissions: new Map(), consents: new Map(), withdrawn: new Set() },
    ...{ published: [], unsettled: false, asleep: false, texts: 0 },
  };
  for (const { own = {}, ...start } of starts) {
    const code = start.id === 'mixed' ? null : newText(model);
    const content = { title: newText(model), summary: newText(model), context: newText(model), code };
    addRecord(model, { ...start, own: new Map(Object.entries(own) as [ModelledField, Basis][]) }, content);
  }
  model.published = [snapshotOf(model)];
  return model;
}

export function addRecord(
  model: Model,
  record: Pick<ModelRecord, 'id' | 'basis' | 'sources' | 'consent' | 'own'>,
  content: Content,
): void {
  const added: ModelRecord = {
    ...record,
    ...{ status: 'live', versions: [], holds: new Set(), rejected: new Map(), said: new Map(), erasures: [] },
  };
  model.records.set(record.id, added);
  revise(added, content);
}

/** A text that nobody said before; none is part of another. */
export function newText(model: Model): string {
  model.texts += 1;
  return `text-${String(model.texts).padStart(5, '0')}`;
}

export function contentOf({ versions }: ModelRecord): Content {
  const newest = versions.at(-1);
  if (!newest) throw new Error('A record has a version.');
  return newest.content;
}

/** Says something new. */
export function revise(record: ModelRecord, changes: Partial<Content>): void {
  const before = record.versions.length === 0 ? {} : contentOf(record);
  record.versions.push({ content: { ...before, ...changes } as Content, erased: false });
  for (const [field, text] of Object.entries(changes) as [ModelledField, string | null][]) {
    if (text === null) continue;
    record.said.set(field, (record.said.get(field) ?? new Set()).add(text));
  }
}

export function isPublic({ status, basis, sources, consent }: ModelRecord): boolean {
  return status !== 'gone' && (consent !== null || (basis === 'public' && sources));
}

function basisOf({ basis, own }: ModelRecord, field: ModelledField): Basis {
  return own.get(field) ?? basis;
}

/** What readers should get. */
export function snapshotOf({ records }: Model): Snapshot {
  const shown = [...records.values()].filter((record) => record.status === 'live' && isPublic(record));
  return new Map(
    shown.map((record) => {
      const content = Object.entries(contentOf(record)) as [ModelledField, string | null][];
      const allowed = content.map(([field, text]) => [
        field,
        basisOf(record, field) === 'public' || record.consent !== null ? text : null,
      ]);
      return [record.id, Object.fromEntries(allowed)];
    }),
  );
}

export function standingConsents(model: Model, record: string): readonly ModelConsent[] {
  return [...model.consents.values()].filter((one) => one.record === record && one.status === 'given');
}

/** A consent ends: exactly what rests on it goes, unless another stands. */
export function withdraw(model: Model, consent: ModelConsent): void {
  consent.status = 'withdrawn';
  const record = model.records.get(consent.record);
  // At least its receipt is named in what is older.
  consent.took = record !== undefined && record.status !== 'gone';
  if (!record || record.status === 'gone' || record.consent !== consent.receipt) return;
  const [other] = standingConsents(model, record.id)
    .map(({ receipt }) => receipt)
    .sort();
  record.consent = other ?? null;
  if (other) {
    revise(record, {});
    return;
  }
  const content = contentOf(record);
  const gone = modelledFields.filter(
    (field) => content[field] !== null && basisOf(record, field) === 'consent',
  );
  if (gone.includes('title') || !record.sources) {
    remove(model, record);
    return;
  }
  for (const [field, basis] of record.own) if (basis === 'consent') record.own.delete(field);
  record.basis = 'public';
  erase(model, record, gone);
}

/** Some fields go for good. */
export function erase(model: Model, record: ModelRecord, fields: readonly ModelledField[]): void {
  for (const field of fields) {
    record.own.delete(field);
    for (const text of record.said.get(field) ?? []) model.withdrawn.add(text);
    record.said.delete(field);
  }
  if (fields.length > 0) record.erasures.push({ at: model.now, fields });
  revise(record, Object.fromEntries(fields.map((field) => [field, null])));
}

/** The record goes for good. */
export function remove(model: Model, record: ModelRecord): void {
  record.status = 'gone';
  record.holds.clear();
  record.erasures.push({ at: model.now, fields: 'all' });
  for (const texts of record.said.values()) for (const text of texts) model.withdrawn.add(text);
}

export function stand(record: ModelRecord): void {
  if (record.status !== 'gone') record.status = record.holds.size > 0 ? 'held' : 'live';
}

export function isOpen({ status }: ModelSubmission): boolean {
  return status === 'unconfirmed' || status === 'pending' || status === 'awaiting-reply';
}

/** What must be closed when what was withdrawn from its record is published. */
export function mustClose(model: Model, submission: ModelSubmission): boolean {
  const erasures = model.records.get(submission.record ?? '')?.erasures ?? [];
  return isOpen(submission) && erasures.some((erasure) => concerns(erasure, submission));
}

/** Whether all that it is about has gone: of a correction, its one field. A consent is about more than what is modelled. */
function concerns({ at, fields }: Erasure, submission: ModelSubmission): boolean {
  if (fields === 'all') return true;
  const isBefore = submission.at <= at;
  if (submission.kind === 'objection') {
    const objected = submission.fields;
    return isBefore && objected.length > 0 && objected.every((field) => fields.includes(field));
  }
  // Made from an older version, it says again what was withdrawn.
  return submission.changes.some(({ field, from }) => fields.includes(field) && (isBefore || from !== null));
}

/** An objection goes on about the rest of what it was about. */
function lapse(submission: ModelSubmission, { at, fields }: Erasure): void {
  if (submission.kind !== 'objection' || !isOpen(submission) || submission.at > at) return;
  submission.fields = submission.fields.filter((field) => !fields.includes(field));
}

/** What ends lets the record go. */
export function close(model: Model, submission: ModelSubmission): void {
  submission.status = 'closed';
  const record = model.records.get(submission.record ?? '');
  if (record?.holds.delete(submission.reference)) stand(record);
}

/** What was withdrawn is published: submissions about it end, and what they said of it is nowhere any more. */
export function purge(model: Model): void {
  for (const submission of model.submissions.values()) {
    const erasures = model.records.get(submission.record ?? '')?.erasures ?? [];
    for (const erasure of erasures) {
      if (!concerns(erasure, submission)) {
        lapse(submission, erasure);
        continue;
      }
      if (isOpen(submission)) close(model, submission);
      forget(model, submission, erasure);
    }
  }
  for (const record of model.records.values()) {
    if (record.erasures.length === 0) continue;
    const older = record.status === 'gone' ? record.versions : record.versions.slice(0, -1);
    for (const version of older) version.erased = true;
    record.erasures = [];
  }
}

function forget(model: Model, submission: ModelSubmission, { fields }: Erasure): void {
  const gone = submission.changes.filter(({ field }) => fields === 'all' || fields.includes(field));
  if (gone.length === 0 && fields !== 'all') return;
  const stands = model.records.get(submission.record ?? '');
  const kept = stands && stands.status !== 'gone' ? Object.values(contentOf(stands)) : [];
  for (const { to } of gone) if (!kept.includes(to)) model.withdrawn.add(to);
  for (const text of submission.words.splice(0)) model.withdrawn.add(text);
}
