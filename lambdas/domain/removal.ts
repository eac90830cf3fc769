import { afterRemoval, type FieldTimes } from './lapse.ts';
import { type Content, type Field, isField } from './record.ts';
import type { Submission } from './submission.ts';

/** Another submission about the same record, which waits for a decision. */
export type Waiting = Pick<Submission, 'reference' | 'kind'>;

/** What approving an objection comes to. */
export type Removal = {
  /** What the record says before. */
  readonly content: Content;
  readonly whole: boolean;
  /** Where the record stays: the fields that go. */
  readonly fields: readonly Field[];
  /** How many consents end with it. */
  readonly consents: number;
  /** Which end with it, and which lose a part. */
  readonly closes: readonly Waiting[];
  readonly lapses: readonly Waiting[];
  /** How many go on as they are. */
  readonly stays: number;
  /** How many more wait than were looked at. */
  readonly more: number;
};

/** What is known of a record that somebody objects to. */
export type Surroundings = {
  readonly content: Content;
  /** How many consents to it stand. */
  readonly consents: number;
  /** Some of what waits about it, and how many wait in all. */
  readonly waiting: readonly Submission[];
  readonly count: number;
};

/** What approving an objection removes, and what that means for what waits about the record. */
export function removalOf(
  { reference, fields }: Extract<Submission, { kind: 'objection' }>,
  { content, consents, waiting, count }: Surroundings,
  now: Date,
): Removal {
  // What has no title is no record.
  const whole = fields.length === 0 || fields.includes('title');
  const at = now.toISOString();
  const times: FieldTimes = Object.fromEntries(fields.map((field) => [field, at]));
  const others = waiting.filter((one) => one.reference !== reference);
  const ending = (one: Submission) => afterRemoval(one, whole ? 'all' : fields, times)?.type ?? null;
  const closes = others.filter((one) => ending(one) === 'close');
  const lapses = others.filter((one) => ending(one) === 'lapse');
  return {
    content,
    whole,
    fields: fields.filter(isField),
    consents: whole ? consents : 0,
    closes,
    lapses,
    stays: others.length - closes.length - lapses.length,
    more: Math.max(0, count - waiting.length),
  };
}
