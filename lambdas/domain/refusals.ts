import type * as z from 'zod/mini';
import type { Result } from './result.ts';

/**
 * Every rule this software refuses with. Each is one sentence, written in the message catalogues under this name,
 * and shown to the person it concerns.
 */
export const rules = [
  'text-expected',
  'empty-text',
  'too-long',
  'unreadable-characters',
  'private-characters',
  'unseen-characters',
  'ask-decoded',
  'ask-entities',
  'ask-tags',
  'ask-nothing',
  'no-title',
  'nothing-meant',
  'name-is-address',
  'name-is-number',
  'ask-address-in-name',
  'ask-page-as-name',
  'ask-several-names',
  'unknown-choice',
  'list-expected',
  'too-many',
  'not-an-id',
  'not-a-url',
  'url-of-two',
  'url-escaped',
  'url-scheme',
  'url-credentials',
  'url-is-address',
  'url-host',
  'url-without-dot',
  'url-private',
  'not-a-date',
  'no-such-day',
  'date-asked',
  'date-ongoing',
  'two-dates',
  'part-of-year',
  'other-calendar',
  'not-a-time',
  'not-a-number',
  'not-an-amount',
  'amount-asked',
  'not-exact',
  'too-many-decimals',
  'not-a-currency',
  'currency-asked',
  'currency-differs',
  'currency-ended',
  'not-a-year',
  'not-a-whole-number',
  'at-least',
  'at-most',
  'not-a-place',
  'place-asked',
  'several-places',
  'place-without-code',
  'leave-empty',
  'not-a-language',
  'not-an-address',
  'address-of-two',
  'address-not-ascii',
  'not-a-reference',
  'unknown-field',
  'missing-field',
  'object-expected',
  'unknown-kind',
  'nothing-changed',
  'only-white-space',
  'changed-twice',
  'end-before-start',
  'record-too-large',
  'listed-twice',
  'nobody-to-credit',
  'no-such-record',
  'no-such-version',
  'not-a-key',
  'too-often',
  'too-quickly',
  'left-for-robots',
  'decision-missing',
  'choice-missing',
  'accept-or-edit',
  'approved-with-reason',
  'note-asks',
  'reason-missing',
  'seen-missing',
  'already-decided',
  'not-waiting',
  'record-moved',
  'address-needed',
  'authority-missing',
  'unknown-notice',
  'source-missing',
  'basis-missing',
  'id-missing',
  'id-taken',
  'record-held',
  'record-withdrawn',
  'consent-ended',
  'question-missing',
  'already-asked',
  'nobody-to-ask',
  'answer-missing',
  'nothing-sent',
  'other-sender',
  'sent-twice',
  'bundle-unknown',
  'bundle-decided',
  'bundle-full',
  'not-credited',
] as const;

export type Rule = (typeof rules)[number];

/** What is wrong, where: `path` leads from the submitted document to the value. */
export type Problem = {
  readonly path: readonly (string | number)[];
  readonly rule: Rule;
  readonly limit?: number;
  /** Of a rule that asks: the readings to choose from, each as it would be typed. */
  readonly offers?: readonly string[];
  /** Of a rule that asks: it may be meant as it was typed. */
  readonly mayStay?: true;
};

export function problem(path: Problem['path'], rule: Rule): Problem {
  return { path, rule };
}

function isRule(name: string): name is Rule {
  return (rules as readonly string[]).includes(name);
}

/**
 * Holds a value against a schema whose errors are rules, `rule:limit` where there is a limit. One problem for each place:
 * the first tells enough to mend it.
 */
export function check<Value>(schema: z.ZodMiniType<Value, unknown>, value: unknown): Result<Value> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { value: parsed.data };
  const problems = parsed.error.issues.flatMap(problemsOf);
  const first = new Map<string, Problem>();
  for (const one of problems) {
    const place = JSON.stringify(one.path);
    if (!first.has(place)) first.set(place, one);
  }
  return { problems: [...first.values()] };
}

function problemsOf(issue: z.core.$ZodIssue): readonly Problem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => problem([...path, key], 'unknown-field'));
  if (issue.input === undefined) return [problem(path, 'missing-field')];
  const [name = '', limit] = issue.message.split(':');
  return isRule(name)
    ? [{ path, rule: name, ...(limit ? { limit: Number(limit) } : {}) }]
    : [problem(path, 'object-expected')];
}
