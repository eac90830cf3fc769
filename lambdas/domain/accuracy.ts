import { traitsOf } from '../submissions/kinds.ts';
import { monthsAfter } from './months.ts';
import type { Name } from './names.ts';
import type { Contact, Submission } from './submission.ts';

/** What came of asking somebody, once a year, whether a record is still accurate. */
export type Asked = {
  readonly record: string;
  /** The receipt of a grantor, or the reference of a submission whose contributor wants to be asked. */
  readonly name: Name;
  /** When it was last known to be accurate: confirmed, or else given or accepted. */
  readonly since: string;
  /** When the question that nobody answered yet was asked; null when none waits. */
  readonly askedAt: string | null;
  /** Questions in a row that nobody answered. */
  readonly silences: number;
};

/** So many silences show on the record's page, and nobody is asked any more. */
const SILENCES = 3;

export function isSilent({ silences }: Asked): boolean {
  return silences >= SILENCES;
}

export type AskStep =
  | { readonly type: 'wait'; readonly until: Date }
  /** Asks, for the first time or again; or gives up asking. */
  | { readonly type: 'ask' | 'silent'; readonly asked: Asked };

/** Whether it is time to ask, to wait, or to give up. */
export function nextAsk(asked: Asked, months: number, now: Date): AskStep {
  const until = monthsAfter(asked.askedAt ?? asked.since, months);
  if (until > now) return { type: 'wait', until };
  const silences = asked.silences + (asked.askedAt === null ? 0 : 1);
  if (silences >= SILENCES) return { type: 'silent', asked: { ...asked, silences } };
  return { type: 'ask', asked: { ...asked, silences, askedAt: now.toISOString() } };
}

/** Somebody answered; `since` moves on when they said that it is accurate. */
export function answered(asked: Asked, since: string): Asked {
  return { ...asked, since, askedAt: null, silences: 0 };
}

/**
 * Since when nobody confirmed a record, where everybody who was asked kept silent.
 * @returns null while somebody may still answer, or when nobody is asked at all
 */
export function unconfirmedSince(asked: readonly Asked[], verified: string | null): string | null {
  if (asked.length === 0 || !asked.every(isSilent)) return null;
  const dates = [...asked.map(({ since }) => since), ...(verified === null ? [] : [verified])];
  return dates.reduce((a, b) => (a > b ? a : b));
}

/**
 * Whether the contributor of a submission wants to be asked whether what became of it is still accurate, and may know. Who
 * consents is asked for that.
 */
export function isAskable(submission: Submission, contact: Contact | null): boolean {
  if (submission.status !== 'approved' || submission.decision.receipt !== undefined) return false;
  return (
    traitsOf(submission).changesFields &&
    Boolean(contact?.remind) &&
    !contact?.stopped?.includes(submission.reference)
  );
}
