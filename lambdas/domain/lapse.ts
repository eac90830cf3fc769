import { rulesOf } from '../submissions/rules.ts';
import { sameJson } from './canonical.ts';
import type { Command } from './commands.ts';
import { emptyContent, type Field } from './record.ts';
import type { Submission } from './submission.ts';

/** When fields left a record for good. */
export type FieldTimes = Readonly<Partial<Record<Field, string>>>;

/** What an open submission was about and is no more; `left`: whether it is still about something. */
export type Lapse = { readonly fields: readonly Field[]; readonly left: boolean };

/**
 * What of an open submission lapses with fields that left its record for good: exactly what it says of them. What was sent
 * since stays, unless it starts from what older versions said.
 * @returns null when it is about none of them
 */
export function lapseOf(submission: Submission, removed: FieldTimes): Lapse | null {
  const about = rulesOf(submission).fieldsOf(submission);
  const gone = about.filter((field) => {
    const at = removed[field];
    return at !== undefined && !(submission.receivedAt > at && isNew(submission, field));
  });
  if (gone.length === 0) return null;
  return { fields: gone, left: gone.length < about.length };
}

/**
 * What an open submission comes to when all of its record, or some fields, left for good: it ends with what it is about.
 * @returns null where it goes on
 */
export function afterRemoval(
  submission: Submission,
  erases: 'all' | readonly Field[],
  removed: FieldTimes,
): Extract<Command, { type: 'close' | 'lapse' }> | null {
  if (erases === 'all') return { type: 'close' };
  const lapse = lapseOf(submission, removed);
  if (!lapse) return null;
  const { fields, left } = lapse;
  return left ? { type: 'lapse', fields } : { type: 'close', lapsed: fields };
}

/** Whether it takes nothing up again that was there. */
function isNew({ changes }: Submission, field: Field): boolean {
  return changes.every((change) => change.field !== field || sameJson(change.from, emptyContent[field]));
}

/** A submission without what lapsed. */
export function withoutLapsed(submission: Submission, fields: readonly Field[]): Submission {
  const lapsed = [...new Set([...(submission.lapsed ?? []), ...fields])];
  return { ...rulesOf(submission).without(submission, fields), lapsed };
}
