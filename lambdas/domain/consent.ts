import type { PublicConsent } from './basis.ts';
import type { Role } from './documents.ts';
import type { ReceiptId, Reference } from './names.ts';
import type { Field } from './record.ts';
import type { Agreement, WaitingSubmission } from './submission.ts';

/**
 * What happened to a permission. Terms of the Data Privacy Vocabulary (DPV) stand for them on export: `ConsentGiven`,
 * `RenewedConsentGiven`, `ConsentWithdrawn` (by the person), `ConsentRevoked` (by the portal).
 */
export type ConsentEvent = {
  readonly type: 'given' | 'renewed' | 'withdrawn' | 'revoked';
  readonly at: string;
  /** `grantor`, or the id of a person who decides. */
  readonly by: string;
};

/** One permission to publish a record, as it stands; what was published by it is not kept here. */
export type ConsentRecord = {
  readonly receipt: ReceiptId;
  readonly record: string;
  /** The version that was read, and which of its fields the permission covers. */
  readonly version: number;
  readonly fields: readonly Field[];
  readonly notice: string;
  readonly noticeSha256: string;
  readonly language: string;
  readonly role: Role;
  /** Named in public beside the record. */
  readonly organisation: string | null;
  /** The submission it came with. */
  readonly submission: Reference;
  readonly givenAt: string;
  readonly status: ConsentEvent['type'];
  /** When it came to this status. */
  readonly since: string;
  /** Counts the events, and guards each of them. */
  readonly revision: number;
  /** Since which release nothing that rested on it is published any more, and when that was seen. */
  readonly gone?: { readonly sequence: number; readonly at: string };
};

export const GRANTOR = 'grantor';

/** The statuses in which a consent is a basis. */
export const statusesInForce = ['given', 'renewed'] as const satisfies readonly ConsentRecord['status'][];

export function isInForce({ status }: ConsentRecord): boolean {
  return (statusesInForce as readonly string[]).includes(status);
}

/** What the inventory says of a consent. */
export function publicConsent({ role, organisation, givenAt, receipt }: ConsentRecord): PublicConsent {
  return { role, organisation, grantedAt: givenAt, receipt };
}

/** What a consent that is given covers. */
export type Covered = {
  readonly record: string;
  readonly version: number;
  readonly fields: readonly Field[];
};

/** The consent record that an approved submission makes; it was given when the address was confirmed. */
export function givenConsent(
  { reference, pendingSince, language, role }: WaitingSubmission,
  { notice, noticeSha256, organisation }: Agreement,
  covered: Covered,
  receipt: ReceiptId,
): ConsentRecord {
  return {
    receipt,
    ...covered,
    notice,
    noticeSha256,
    language,
    role: role ?? 'other',
    organisation,
    submission: reference,
    givenAt: pendingSince,
    status: 'given',
    since: pendingSince,
    revision: 1,
  };
}

/** The consent record after another event. */
export function evolveConsent(consent: ConsentRecord, { type, at }: ConsentEvent): ConsentRecord {
  return { ...consent, status: type, since: at, revision: consent.revision + 1 };
}

/** A consent record as an event left it. */
export type ConsentChange = { readonly consent: ConsentRecord; readonly event: ConsentEvent };

/** The portal ends a consent: its basis is gone. */
export function revoked(consent: ConsentRecord, by: string, at: string): ConsentChange {
  const event: ConsentEvent = { type: 'revoked', at, by };
  return { consent: evolveConsent(consent, event), event };
}

export function given(consent: ConsentRecord): ConsentChange {
  return { consent, event: { type: 'given', at: consent.givenAt, by: GRANTOR } };
}
