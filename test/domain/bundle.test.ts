import { describe, expect, it, test } from 'vitest';
import {
  type Bundle,
  bundleProblems,
  joining,
  joinProblems,
  memberOf,
  numberProblems,
  senderProblems,
} from '../../lambdas/domain/bundle.ts';
import { BUNDLE_LIMIT } from '../../lambdas/domain/documents.ts';
import { evolve } from '../../lambdas/domain/evolve.ts';
import type { Reference } from '../../lambdas/domain/names.ts';
import { owedMails, withoutDoubles } from '../../lambdas/domain/owed.ts';
import { check, problem } from '../../lambdas/domain/refusals.ts';
import type { Submission, SubmissionContent } from '../../lambdas/domain/submission.ts';
import { type SubmissionDocument, submissionSchema } from '../../lambdas/submissions/documents.ts';
import { approve, confirmed, endDate, given, now, received, sent } from './given.ts';

const at = now.toISOString();
const deciders = { managers: ['manager'], all: ['manager', 'deputy'], few: 5 };

function content(over: Partial<SubmissionContent> = {}): SubmissionContent {
  return { ...sent(), ...over } as SubmissionContent;
}
const objection = content({ kind: 'objection', fields: [], changes: [] } as Partial<SubmissionContent>);

function submission(reference: Reference, ...events: Parameters<typeof evolve>[1][]): Submission {
  const first = evolve(null, received(content({ reference, bundle: 'COR-LEAD' })));
  return events.reduce<Submission>(evolve, first);
}
const unconfirmed = (reference: Reference = 'COR-LEAD') => submission(reference);
const pending = (reference: Reference = 'COR-LEAD') => submission(reference, confirmed);
const cancelled = (reference: Reference) => submission(reference, { type: 'cancelled', at });
const approved = (reference: Reference) => {
  const { outcome } = given(received(content({ reference })), confirmed).when(approve);
  if (outcome.problems) throw new Error('It cannot be approved.');
  return submission(reference, confirmed, outcome.value.event);
};

function read(document: object): SubmissionDocument {
  const checked = check(submissionSchema, document);
  if (checked.problems) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}
const contributor = { email: 'ada@example.org', name: 'Ada' };
const correction = read({
  kind: 'correction',
  record: 'cybercrime-octopus',
  version: 1,
  changes: [endDate],
  contributor,
});
const consent = read({
  kind: 'consent',
  record: 'cybercrime-octopus',
  notice: '2026-11',
  authority: true,
  contributor,
});
const addition = (basis: object) =>
  read({ kind: 'addition', proposal: { title: 'New' }, basis, contributor });

describe('a bundle', () => {
  test('holds something, and no more than fits into a transaction', () => {
    expect(numberProblems([])).toEqual([problem([], 'nothing-sent')]);
    expect(numberProblems(Array(BUNDLE_LIMIT).fill(0))).toEqual([]);
    expect(numberProblems(Array(BUNDLE_LIMIT + 1).fill(0))).toEqual([
      { path: [], rule: 'too-many', limit: BUNDLE_LIMIT },
    ]);
  });

  test('comes from one person', () => {
    const other = { ...correction, contributor: { ...correction.contributor, email: 'b@example.org' } };
    expect(senderProblems([correction, consent])).toEqual([]);
    expect(senderProblems([correction, consent, other])).toEqual([
      problem([2, 'contributor', 'email'], 'other-sender'),
    ]);
  });

  test('changes a field of a record once, other fields and other records freely', () => {
    const same = content();
    const otherField = content({ changes: [{ field: 'startDate', from: '2014-01-01', to: '2014' }] });
    const otherRecord = content({ record: 'cybersouth' } as Partial<SubmissionContent>);
    expect(bundleProblems([], [content(), otherField, otherRecord])).toEqual([]);
    expect(bundleProblems([], [content(), otherField, same])).toEqual([
      problem([2, 'changes', 0, 'field'], 'changed-twice'),
    ]);
    expect(bundleProblems([content()], [same])).toEqual([
      problem([0, 'changes', 0, 'field'], 'changed-twice'),
    ]);
  });

  test('objects to a record once', () => {
    expect(bundleProblems([], [content(), objection])).toEqual([]);
    expect(bundleProblems([objection], [objection])).toEqual([problem([0, 'record'], 'sent-twice')]);
  });

  test('owes one mail to each who is told, not one for each in it', () => {
    const mails = (['COR-LEAD', 'COR-B'] as const).flatMap((one) =>
      owedMails(confirmed, pending(one), deciders),
    );
    expect(withoutDoubles(mails)).toEqual([
      { kind: 'review-request', reference: 'COR-LEAD', recipient: 'manager' },
    ]);
  });
});

describe('one more', () => {
  it.each<[string, Bundle, ReturnType<typeof joinProblems>]>([
    ['one that nobody confirmed yet', [unconfirmed()], []],
    ['one that waits', [pending(), pending('COR-B')], []],
    ['one of which a part was taken back', [pending(), cancelled('COR-B')], []],
    ['one whose first was taken back', [cancelled('COR-LEAD')], [problem([], 'bundle-decided')]],
    ['one of which a part is decided', [pending(), approved('COR-B')], [problem([], 'bundle-decided')]],
    ['one that is decided', [approved('COR-LEAD')], [problem([], 'bundle-decided')]],
    [
      'a full one',
      [pending(), ...Array.from({ length: BUNDLE_LIMIT - 1 }, (_, n) => pending(`COR-${n}`))],
      [problem([], 'bundle-full')],
    ],
  ])('joins %s, or is told why not', (_, bundle, problems) => {
    expect(joinProblems(bundle)).toEqual(problems);
  });

  it('waits with the others for the address, and is no reason for another mail', () => {
    expect(joining([unconfirmed()], consent)).toEqual({ proven: false, asks: false });
  });

  it('is decided on at once where the address is confirmed', () => {
    expect(joining([pending()], correction)).toEqual({ proven: true, asks: false });
    const open = addition({ basis: 'public', sources: ['https://example.org/'] });
    expect(joining([pending()], open)).toEqual({ proven: true, asks: false });
    expect(evolve(null, { ...received(), proven: true } as ReturnType<typeof received>)).toMatchObject({
      status: 'pending',
    });
  });

  it('that takes effect in somebody’s name is confirmed all the same, by one mail', () => {
    const byConsent = addition({ basis: 'consent', notice: '2026-11', authority: true });
    for (const document of [consent, byConsent]) {
      expect(joining([pending()], document)).toEqual({ proven: false, asks: true });
      expect(joining([pending(), unconfirmed('COR-B')], document)).toEqual({ proven: false, asks: false });
    }
  });

  it('is known to the first of the bundle, which stays where it is', () => {
    const alone = evolve(evolve(null, received()), confirmed);
    const joined = evolve(alone, { type: 'joined', at, member: 'COR-B' });
    const { reference } = alone;
    expect(joined).toMatchObject({
      status: 'pending',
      revision: alone.revision + 1,
      bundle: reference,
      members: [reference, 'COR-B'],
    });
    expect(evolve(joined, { type: 'joined', at, member: 'COR-C' }).members).toEqual([
      reference,
      'COR-B',
      'COR-C',
    ]);
  });
});

test('a link of the first stands for all of a bundle, unless one of it is chosen', () => {
  const bundle: Bundle = [pending('COR-LEAD'), pending('COR-B')];
  expect(memberOf(bundle, 'COR-LEAD', null)).toBeNull();
  expect(memberOf(bundle, 'COR-LEAD', 'COR-B')?.reference).toBe('COR-B');
  expect(memberOf(bundle, 'COR-B', null)?.reference).toBe('COR-B');
  expect(memberOf(bundle, 'COR-LEAD', 'COR-ELSEWHERE')).toBeNull();
  expect(memberOf([pending('COR-LEAD')], 'COR-LEAD', null)?.reference).toBe('COR-LEAD');
});
