import type * as z from 'zod/mini';

/**
 * Every rule this software refuses with. Each is one sentence, written in the message catalogues under this name,
 * and shown to the person it concerns.
 */
export const rules = [
  'text-expected',
  'empty-text',
  'too-long',
  'one-line',
  'unreadable-characters',
  'unknown-choice',
  'list-expected',
  'too-many',
  'not-an-id',
  'not-a-url',
  'not-a-date',
  'not-a-time',
  'not-a-number',
  'not-a-currency',
  'not-a-year',
  'not-a-place',
  'not-a-language',
  'not-an-address',
  'unknown-field',
  'missing-field',
  'object-expected',
  'unknown-kind',
  'nothing-changed',
  'changed-twice',
  'end-before-start',
  'record-too-large',
  'no-such-record',
  'no-such-version',
  'key-reused',
  'decision-missing',
  'reason-missing',
  'seen-missing',
  'already-decided',
  'not-waiting',
  'record-moved',
] as const;

export type Rule = (typeof rules)[number];

/** What is wrong, where: `path` leads from the submitted document to the value. */
export type Problem = {
  readonly path: readonly (string | number)[];
  readonly rule: Rule;
  readonly limit?: number;
};

export function problem(path: Problem['path'], rule: Rule): Problem {
  return { path, rule };
}

function isRule(name: string): name is Rule {
  return (rules as readonly string[]).includes(name);
}

/** The problems behind a failed parse. Schemas name their rule as the error, `rule:limit` where there is a limit. */
export function problemsOf(error: z.core.$ZodError, at: Problem['path'] = []): readonly Problem[] {
  return error.issues.flatMap((issue): readonly Problem[] => {
    const path = [...at, ...issue.path.filter((step) => typeof step !== 'symbol')];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => problem([...path, key], 'unknown-field'));
    const [name = '', limit] = issue.message.split(':');
    if (isRule(name)) return [{ path, rule: name, ...(limit ? { limit: Number(limit) } : {}) }];
    return [
      problem(
        path,
        issue.code === 'invalid_type' && issue.input === undefined ? 'missing-field' : 'object-expected',
      ),
    ];
  });
}
