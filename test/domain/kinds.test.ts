import { describe, expect, it } from 'vitest';
import type { SubmissionEvent } from '../../lambdas/domain/commands.ts';
import { decide, type State } from '../../lambdas/domain/decide.ts';
import { evolve } from '../../lambdas/domain/evolve.ts';
import { changesOf } from '../../lambdas/domain/judge-changes.ts';
import { problem } from '../../lambdas/domain/refusals.ts';
import type { Submission, SubmissionContent } from '../../lambdas/domain/submission.ts';
import { approve, confirmed, now, octopus, received, recordAt, reject, sent } from './given.ts';

const { kind: _kind, record: _record, changes, ...rest } = sent();
const at = now.toISOString();
const agreement = { notice: '2026-11', noticeSha256: 'hash', organisation: 'The Owner' };

const objection: SubmissionContent = {
  ...rest,
  kind: 'objection',
  record: 'cybercrime-octopus',
  fields: [],
  changes: [],
};
const consent: SubmissionContent = {
  ...rest,
  ...agreement,
  kind: 'consent',
  record: 'cybercrime-octopus',
  version: 1,
  fields: ['title'],
  changes: [],
};
const addition: SubmissionContent = {
  ...rest,
  kind: 'addition',
  record: null,
  changes: changesOf(octopus),
  basis: { basis: 'consent', ...agreement },
};

function stateAfter(...events: readonly SubmissionEvent[]): Submission {
  const submission = events.reduce<Submission | null>(evolve, null);
  if (!submission) throw new Error('Nothing was received.');
  return submission;
}

function outcome(command: Parameters<typeof decide>[0], state: State) {
  return decide(command, state, now);
}

describe('an objection', () => {
  const reference = objection.reference;
  const waiting = stateAfter(received(objection), confirmed);
  const held = { ...recordAt(1), status: 'held', holds: ['COR-0000-0001', reference] } as const;

  it('holds the record when whoever confirms it has a say', () => {
    const state = { submission: stateAfter(received(objection)), record: recordAt(1) };
    expect(outcome({ type: 'confirm', holds: true }, state).value).toMatchObject({
      effect: { type: 'hold', holds: [reference] },
    });
    expect(outcome({ type: 'confirm', holds: false }, state).value).toMatchObject({ effect: null });
  });

  it.each([
    ['rejected', reject],
    ['taken back', { type: 'cancel' }],
  ] as const)('%s, lets its own hold go, and no other', (_, command) => {
    expect(outcome(command, { submission: waiting, record: held }).value).toMatchObject({
      effect: { type: 'lift', holds: ['COR-0000-0001'] },
    });
  });

  it('that held nothing lets nothing go', () => {
    expect(outcome(reject, { submission: waiting, record: recordAt(1) }).value).toMatchObject({
      effect: null,
    });
  });

  it('approved for the whole entry removes it and ends the consents that stand', () => {
    const standing = { receipt: 'RCP-0000-0001', status: 'given', revision: 1 } as never;
    const ended = { receipt: 'RCP-0000-0002', status: 'withdrawn', revision: 2 } as never;
    expect(
      outcome(approve, { submission: waiting, record: held, consents: [standing, ended] }).value,
    ).toMatchObject({
      effect: { type: 'remove', reason: 'objection' },
      consents: [{ consent: { receipt: 'RCP-0000-0001', status: 'revoked' }, event: { by: 'manager' } }],
    });
  });

  it('approved for some fields empties them, and lets its hold go', () => {
    const some = stateAfter(received({ ...objection, fields: ['summary'] }), confirmed);
    expect(outcome(approve, { submission: some, record: held }).value).toMatchObject({
      effect: {
        type: 'revise',
        erases: ['summary'],
        holds: ['COR-0000-0001'],
        version: { content: { summary: null, title: octopus.title } },
      },
      consents: [],
    });
  });
});

describe('a consent', () => {
  const waiting = stateAfter(received(consent), confirmed);

  it('is added to the publication of the record, and made when the manager accepts it', () => {
    expect(outcome(approve, { submission: waiting, record: recordAt(2) }).value).toMatchObject({
      event: { type: 'approved', receipt: approve.receipt, recordVersion: 3 },
      effect: {
        version: {
          changed: [],
          publication: { basis: 'public', consent: { organisation: 'The Owner', receipt: approve.receipt } },
        },
      },
      consents: [{ consent: { version: 1, fields: ['title'], givenAt: at }, event: { type: 'given' } }],
    });
  });

  it('waits while the record is held', () => {
    const held = { ...recordAt(1), status: 'held', holds: ['COR-0000-0001'] } as const;
    expect(outcome(approve, { submission: waiting, record: held })).toEqual({
      problems: [problem([], 'record-held')],
    });
  });
});

describe('an addition', () => {
  const waiting = stateAfter(received(addition), confirmed);
  const named = { ...approve, id: 'octopus' };

  it('becomes a record with the id the manager gives, and the consent that came with it', () => {
    const decided = outcome(named, { submission: waiting, record: null });
    expect(decided.value).toMatchObject({
      event: { record: 'octopus', recordVersion: 1 },
      effect: { type: 'create', version: { record: 'octopus', content: octopus } },
      consents: [{ consent: { record: 'octopus', version: 1 } }],
    });
    if (decided.problems) return;
    expect(evolve(waiting, decided.value.event)).toMatchObject({ status: 'approved', record: 'octopus' });
  });

  it('needs an id that nobody has or had', () => {
    expect(outcome(approve, { submission: waiting, record: null })).toEqual({
      problems: [problem(['id'], 'id-missing')],
    });
    expect(outcome(named, { submission: waiting, record: null, idInUse: true })).toEqual({
      problems: [problem(['id'], 'id-taken')],
    });
  });

  it('without its title is no record', () => {
    const choices = { title: { verdict: 'decline' } } as const;
    expect(outcome({ ...named, reason: 'other', choices }, { submission: waiting, record: null })).toEqual({
      problems: [problem(['title'], 'empty-text')],
    });
  });

  it('of which everything is declined is rejected', () => {
    const choices = Object.fromEntries(
      addition.changes.map(({ field }) => [field, { verdict: 'decline' } as const]),
    );
    expect(
      outcome({ ...named, reason: 'other', choices }, { submission: waiting, record: null }).value,
    ).toMatchObject({
      event: { type: 'rejected' },
      effect: null,
      consents: [],
    });
  });
});

describe('a question', () => {
  const waiting = stateAfter(received(), confirmed);
  const asked: SubmissionEvent = { type: 'asked', at, by: 'manager', question: 'Which page?' };

  it('waits for an answer, and goes back to whoever decides', () => {
    expect(
      outcome({ type: 'ask', by: 'manager', question: 'Which page?' }, { submission: waiting, record: null })
        .value,
    ).toMatchObject({ event: asked });
    const awaiting = evolve(waiting, asked);
    expect(awaiting).toMatchObject({
      status: 'awaiting-reply',
      questions: [{ question: 'Which page?', answer: null }],
    });
    const answered = outcome({ type: 'answer', answer: 'This one.' }, { submission: awaiting, record: null });
    if (answered.problems) throw new Error('refused');
    expect(evolve(awaiting, answered.value.event)).toMatchObject({
      status: 'pending',
      questions: [{ answer: 'This one.', answeredAt: at }],
    });
  });

  it('need not be answered to decide', () => {
    const awaiting = evolve(waiting, asked);
    expect(outcome(reject, { submission: awaiting, record: recordAt(1) }).value).toMatchObject({
      event: { type: 'rejected' },
    });
  });

  it('is asked only of who can be reached, and answered only once', () => {
    const unreachable = stateAfter(received(sent([...changes], false)));
    expect(
      outcome({ type: 'ask', by: 'manager', question: '?' }, { submission: unreachable, record: null }),
    ).toEqual({
      problems: [problem([], 'nobody-to-ask')],
    });
    expect(outcome({ type: 'answer', answer: 'x' }, { submission: waiting, record: null })).toEqual({
      problems: [problem([], 'not-waiting')],
    });
  });
});
