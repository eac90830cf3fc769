import { type Disclosed, emptied, restingOnConsent, withoutConsent } from './basis.ts';
import {
  type ConsentChange,
  type ConsentEvent,
  type ConsentRecord,
  evolveConsent,
  GRANTOR,
  isInForce,
  publicConsent,
} from './consent.ts';
import type { Reference } from './names.ts';
import { type Field, isField } from './record.ts';
import { type CurrentRecord, nextVersion, type RecordEffect, type RemovalReason } from './record-state.ts';
import { problem } from './refusals.ts';
import type { Result } from './result.ts';

/** What the end of a consent comes to. */
export type Withdrawn = ConsentChange & { readonly effect: RecordEffect | null };

/**
 * The person who gave a consent takes it back. Nobody is asked: exactly what rests on it goes.
 * @param record null where there is none any more
 * @param others the record's other consents
 */
export function withdraw(
  consent: ConsentRecord,
  record: CurrentRecord | null,
  others: readonly ConsentRecord[],
  now: Date,
): Result<Withdrawn> {
  if (!isInForce(consent)) return { problems: [problem([], 'consent-ended')] };
  const event: ConsentEvent = { type: 'withdrawn', at: now.toISOString(), by: GRANTOR };
  const effect = record && withdrawalEffect(consent, record, others, event.at);
  return { value: { event, consent: evolveConsent(consent, event), effect } };
}

function withdrawalEffect(
  consent: ConsentRecord,
  record: CurrentRecord,
  others: readonly ConsentRecord[],
  at: string,
): RecordEffect {
  const unnames = { credits: [], consents: [consent.receipt] };
  // Another one is named in its place already; what is older may still name it.
  if (record.publication.consent?.receipt !== consent.receipt) return { type: 'unname', unnames };
  const other = others.find((one) => one.receipt !== consent.receipt && isInForce(one));
  const left = withoutConsent(record, other ? publicConsent(other) : null);
  const gone = other ? [] : restingOnConsent(record);
  const effect = withoutEffect(record, left, gone, { reason: 'withdrawn', at, submission: null });
  return effect.type === 'revise' ? { ...effect, unnames } : effect;
}

type Cause = { readonly reason: RemovalReason; readonly at: string; readonly submission: Reference | null };

/** What an objection that is approved does: some fields go, or the record. It holds nothing any more. */
export function objectionEffect(
  record: CurrentRecord,
  objected: readonly Field[],
  cause: { readonly at: string; readonly submission: Reference },
): RecordEffect {
  // No fields are the whole record; what the inventory does not define any more says nothing that could go.
  const gone = objected.filter(isField);
  const left = objected.length === 0 ? null : emptied(record, gone);
  const effect = withoutEffect(record, left, gone, { reason: 'objection', ...cause });
  const holds = record.holds.filter((reference) => reference !== cause.submission);
  return effect.type === 'revise' ? { ...effect, holds } : effect;
}

function withoutEffect(
  record: CurrentRecord,
  left: Disclosed | null,
  gone: readonly Field[],
  { reason, at, submission }: Cause,
): RecordEffect {
  if (!left) return { type: 'remove', reason };
  const version = nextVersion(record, { changed: gone, submission, credit: null, at, ...left });
  return { type: 'revise', version, erases: gone };
}
