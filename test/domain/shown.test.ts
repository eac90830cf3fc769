import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import { movedSince, type Rival, seenText, shownOf } from '../../lambdas/domain/shown.ts';
import type { Submission } from '../../lambdas/domain/submission.ts';
import { confirmed, endDate, given, received, recordAt, sent } from './given.ts';

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const submission = given(received(), confirmed).submission as Submission;
const rival: Rival = { reference: 'COR-AAAA-AAAA', changes: [{ ...endDate, to: '2018' }] };

const shown = (over: Partial<Parameters<typeof shownOf>[0]> = {}) =>
  shownOf({ submission, record: recordAt(1), rivals: [], ...over }, sha256);
const seen = seenText(shown());
const nothing = { submission: false, hold: false, version: false, fields: [], rivals: [] };

describe('what a manager’s page showed', () => {
  it('is still so where nothing moved', () => {
    expect(movedSince(seen, shown())).toBeNull();
  });

  it.each([
    ['another field of the record', { record: recordAt(7, { title: 'Another', outputs: ['More'] }) }],
    ['the basis of another field', { record: basedOn({ title: ['https://example.org/else'] }) }],
    ['a submission that joins its bundle', { submission: joinedBy('COR-BBBB-BBBB') }],
  ])('is still so when what moved is %s', (_, over) => {
    expect(movedSince(seen, shown(over))).toBeNull();
  });

  it.each([
    ['its field', { record: recordAt(2, { endDate: '2018' }) }, { fields: ['endDate'] }],
    [
      'the basis of its field',
      { record: basedOn({ endDate: ['https://example.org/e'] }) },
      { fields: ['endDate'] },
    ],
    [
      'a hold',
      { record: { ...recordAt(1), status: 'held', holds: ['COR-HHHH-HHHH'] } as const },
      { hold: true },
    ],
    ['its words', { submission: { ...submission, comment: 'Other.' } }, { submission: true }],
    ['a question', { submission: asked() }, { submission: true }],
    ['a rival that came', { rivals: [rival] }, { rivals: [rival.reference] }],
  ])('is not so when what moved is %s, and says that', (_, over, moved) => {
    expect(movedSince(seen, shown(over))).toEqual({ ...nothing, ...moved });
  });

  it('is still so when a rival is gone', () => {
    expect(movedSince(seenText(shown({ rivals: [rival] })), shown())).toBeNull();
  });

  it('is not so of a consent when the record is no longer what was consented to', () => {
    const { changes, ...rest } = sent([]);
    const consent = {
      ...submission,
      ...rest,
      ...{ kind: 'consent', fields: ['title'], notice: '1', noticeSha256: 'a', organisation: null },
      changes,
    } as Submission;
    const read = seenText(shown({ submission: consent }));
    expect(movedSince(read, shown({ submission: consent, record: recordAt(2) }))).toEqual({
      ...nothing,
      version: true,
    });
    const old = seenText(shown({ submission: consent, record: recordAt(2) }));
    expect(movedSince(old, shown({ submission: consent, record: recordAt(3) }))).toBeNull();
  });

  it('is not so of an objection to all of it when any field moves', () => {
    const objection = { ...submission, kind: 'objection', fields: [], changes: [] } as unknown as Submission;
    const read = seenText(shown({ submission: objection }));
    const record = recordAt(2, { summary: 'Else.' });
    expect(movedSince(read, shown({ submission: objection, record }))?.fields).toEqual(['summary']);
  });

  it.each(['something else', 'endDate:', ':', 'endDate:0 endDate:1'])('is nothing in %j', (text) => {
    expect(movedSince(text, shown())).toMatchObject({ submission: true, hold: true, fields: ['endDate'] });
  });
});

function basedOn(sources: Readonly<Record<string, string[]>>) {
  const record = recordAt(1);
  const fields = Object.fromEntries(
    Object.entries(sources).map(([field, list]) => [field, { basis: 'public' as const, sources: list }]),
  );
  return { ...record, publication: { ...record.publication, fields } };
}

function joinedBy(member: Reference): Submission {
  return {
    ...submission,
    revision: 9,
    bundle: submission.reference,
    members: [submission.reference, member],
  };
}

function asked(): Submission {
  const question = {
    by: 'manager',
    askedAt: '2026-11-23T12:00:00Z',
    question: 'Why?',
    answer: null,
    answeredAt: null,
  };
  return {
    ...submission,
    status: 'awaiting-reply',
    pendingSince: '2026-11-23T12:00:00Z',
    questions: [question],
  };
}
