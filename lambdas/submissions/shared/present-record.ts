import type { Approved } from '../../domain/approval.ts';
import type { CurrentRecord } from '../../domain/record-state.ts';
import { problem } from '../../domain/refusals.ts';

/** What is about a record is approved only while there is one, and, but for what holds it itself, while nothing holds it. */
export function onPresentRecord(
  record: CurrentRecord | null,
  { evenHeld }: { readonly evenHeld: boolean },
  approve: (record: CurrentRecord) => Approved,
): Approved {
  if (!record) return { problems: [problem([], 'no-such-record')] };
  if (record.status === 'held' && !evenHeld) return { problems: [problem([], 'record-held')] };
  return approve(record);
}
