import { describe, expect, it } from 'vitest';
import type { SubmissionEvent } from '../../lambdas/domain/commands.ts';
import { decide } from '../../lambdas/domain/decide.ts';
import { evolve } from '../../lambdas/domain/evolve.ts';
import { lapseOf } from '../../lambdas/domain/lapse.ts';
import type { Field } from '../../lambdas/domain/record.ts';
import type { Submission, SubmissionContent } from '../../lambdas/domain/submission.ts';
import { confirmed, now, received, recordAt, sent } from './given.ts';

const before = '2020-01-01T00:00:00.000Z';
const after = '2030-01-01T00:00:00.000Z';

function stateAfter(...events: readonly SubmissionEvent[]): Submission {
  const submission = events.reduce<Submission | null>(evolve, null);
  if (!submission) throw new Error('Nothing was received.');
  return submission;
}

const { kind: _kind, changes: _changes, ...rest } = sent();
const summary = { field: 'summary', from: 'Old', to: 'New' } as const;
const context = { field: 'context', from: null, to: 'New' } as const;
const both = stateAfter(received({ ...sent(), changes: [summary, context], comment: 'Both' }), confirmed);
const about = (kind: 'consent' | 'objection', fields: readonly Field[]): Submission => {
  const agreement = { version: 1, notice: '', noticeSha256: '', organisation: null };
  const content = { ...rest, ...agreement, kind, fields, changes: [], record: 'cybercrime-octopus' };
  return stateAfter(received(content as unknown as SubmissionContent), confirmed);
};

describe('what lapses with fields that left for good', () => {
  it.each<[string, Submission, Partial<Record<Field, string>>, unknown]>([
    ['nothing of a correction of others', both, { title: after }, null],
    ['a part of one of these and others', both, { summary: after }, { fields: ['summary'], left: true }],
    [
      'all of one of these',
      both,
      { summary: after, context: after },
      { fields: ['summary', 'context'], left: false },
    ],
    [
      'what was sent since, where it starts from what was',
      both,
      { summary: before },
      { fields: ['summary'], left: true },
    ],
    ['nothing that was sent since and starts anew', both, { context: before }, null],
    ['nothing of an objection to the whole record', about('objection', []), { summary: after }, null],
    [
      'an objection to these',
      about('objection', ['summary']),
      { summary: after },
      { fields: ['summary'], left: false },
    ],
    ['nothing of an objection that came since', about('objection', ['summary']), { summary: before }, null],
    [
      'a part of a consent',
      about('consent', ['title', 'summary']),
      { summary: after },
      { fields: ['summary'], left: true },
    ],
  ])('%s', (_, submission, removed, expected) => {
    expect(lapseOf(submission, removed)).toEqual(expected);
  });

  it('leaves the rest waiting, without the words that may quote it', () => {
    const outcome = decide({ type: 'lapse', fields: ['summary'] }, { submission: both, record: null }, now);
    if (outcome.problems) throw new Error('Refused.');
    expect(evolve(both, outcome.value.event)).toMatchObject({
      status: 'pending',
      lapsed: ['summary'],
      changes: [context],
      comment: null,
      revision: both.revision + 1,
    });
  });

  it('ends what is about nothing else, and says why', () => {
    const outcome = decide({ type: 'close', lapsed: ['summary'] }, { submission: both, record: null }, now);
    if (outcome.problems) throw new Error('Refused.');
    expect(evolve(both, outcome.value.event)).toMatchObject({
      status: 'closed',
      why: 'fields-gone',
      lapsed: ['summary'],
    });
  });

  it('lets a record go that an objection held which ends', () => {
    const submission = about('objection', ['summary']);
    const record = { ...recordAt(2), status: 'held', holds: [submission.reference] } as const;
    expect(decide({ type: 'close', lapsed: ['summary'] }, { submission, record }, now).value).toMatchObject({
      effect: { type: 'lift', holds: [] },
    });
  });
});

describe('a further objection of the same person', () => {
  it.each<[string, readonly Field[], readonly Field[], readonly Field[]]>([
    ['to other fields is about both', ['summary'], ['context'], ['summary', 'context']],
    ['to the same is about that', ['summary'], ['summary'], ['summary']],
    ['to the whole record is about that', ['summary'], [], []],
    ['to a field, where the first is to the whole, changes nothing', [], ['summary'], []],
  ])('%s', (_, first, further, expected) => {
    const submission = about('objection', first);
    const command = { type: 'widen', by: 'COR-0000-0009', fields: further, comment: 'More' } as const;
    const outcome = decide(command, { submission, record: null }, now);
    if (outcome.problems) throw new Error('Refused.');
    const said = submission.comment === null ? 'More' : `${submission.comment}\n\nMore`;
    expect(evolve(submission, outcome.value.event)).toMatchObject({ fields: expected, comment: said });
  });
});
