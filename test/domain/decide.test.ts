import { describe, expect, it } from 'vitest';
import type { Change } from '../../lambdas/domain/documents.ts';
import { evolve } from '../../lambdas/domain/evolve.ts';
import { approve, confirmed, endDate, given, now, received, recordAt, reject, sent } from './given.ts';

const at = now.toISOString();

describe('receiving a correction', () => {
  it('takes one that changes something', () => {
    given().when({ type: 'receive', content: sent() }).thenRecords({ type: 'received', at });
  });

  it('waits for the address where one was given, and for the manager where none was', () => {
    expect(given(received()).submission?.status).toBe('unconfirmed');
    expect(given(received(sent([endDate], false))).submission?.status).toBe('pending');
  });

  it('refuses one of a record that does not exist', () => {
    given()
      .on(null)
      .when({ type: 'receive', content: sent() })
      .thenRefuses({ path: ['record'], rule: 'no-such-record' });
  });

  it('refuses one that changes nothing', () => {
    const nothing: Change = { field: 'endDate', from: '2020-12-31', to: '2020-12-31' };
    given()
      .when({ type: 'receive', content: sent([nothing]) })
      .thenRefuses({ path: ['changes'], rule: 'nothing-changed' });
  });

  it('takes another order of a list that is a set for no change', () => {
    const { funders } = recordAt(1).content;
    const turned: Change = { field: 'funders', from: funders, to: funders.toReversed() };
    given()
      .when({ type: 'receive', content: sent([turned]) })
      .thenRefuses({ path: ['changes'], rule: 'nothing-changed' });
  });

  it('refuses two changes of one field', () => {
    given()
      .when({ type: 'receive', content: sent([endDate, { ...endDate, to: '2017' }]) })
      .thenRefuses({ path: ['changes', 1, 'field'], rule: 'changed-twice' });
  });

  it('says of both dates that they do not go together, where both change', () => {
    const startDate = { field: 'startDate', from: '2014-01-01', to: '2018' } as const;
    given()
      .when({ type: 'receive', content: sent([{ ...endDate, to: '2017' }, startDate]) })
      .thenRefuses(
        { path: ['changes', 1, 'to'], rule: 'end-before-start' },
        { path: ['changes', 0, 'to'], rule: 'end-before-start' },
      );
  });

  it('refuses an end before the start', () => {
    given()
      .when({ type: 'receive', content: sent([{ ...endDate, to: '2013-12-31' }]) })
      .thenRefuses({ path: ['changes', 0, 'to'], rule: 'end-before-start' });
  });

  it('refuses what would make the record too large', () => {
    const objectives = Array.from({ length: 100 }, (_, index) => `${index} ${'€'.repeat(490)}`);
    const change: Change = { field: 'objectives', from: ['Support the convention'], to: objectives };
    given()
      .when({ type: 'receive', content: sent([change]) })
      .thenRefuses({ path: ['changes'], rule: 'record-too-large' });
  });
});

describe('confirming the address', () => {
  it('puts the correction before the manager', () => {
    const { submission } = given(received(), confirmed);
    given(received()).when({ type: 'confirm', holds: false }).thenRecords({ type: 'confirmed', at });
    expect(submission).toMatchObject({ status: 'pending', pendingSince: at, revision: 2 });
  });

  it('is done once', () => {
    given(received(), confirmed)
      .when({ type: 'confirm', holds: false })
      .thenRefuses({ path: [], rule: 'not-waiting' });
  });

  it('is nothing without a submission', () => {
    given().when({ type: 'confirm', holds: false }).thenRefuses({ path: [], rule: 'not-waiting' });
  });
});

describe('approving', () => {
  it('makes the next version of the record, with what changed and by which submission', () => {
    given(received(), confirmed)
      .when(approve)
      .thenRecords(
        { type: 'approved', by: 'manager', verdicts: { endDate: 'accepted' }, recordVersion: 2 },
        {
          version: 2,
          changed: ['endDate'],
          submission: 'COR-7F3K-9Q2M',
          content: { ...recordAt(1).content, endDate: '2016-12-31' },
        },
      );
  });

  it('does not happen before the address is confirmed', () => {
    given(received()).when(approve).thenRefuses({ path: [], rule: 'not-waiting' });
  });

  it('does not happen when the record is gone', () => {
    given(received(), confirmed).on(null).when(approve).thenRefuses({ path: [], rule: 'no-such-record' });
  });

  it('takes the manager’s value where the manager edits', () => {
    given(received(), confirmed)
      .when({ ...approve, choices: { endDate: { verdict: 'edit', value: '2016' } } })
      .thenRecords(
        { verdicts: { endDate: 'edited' } },
        { content: { ...recordAt(1).content, endDate: '2016' } },
      );
  });

  it('changes nothing where the record already says so', () => {
    given(received(), confirmed)
      .on(recordAt(2, { endDate: '2016-12-31' }))
      .when(approve)
      .thenRecords({ type: 'approved', verdicts: { endDate: 'unneeded' }, recordVersion: null });
  });

  it('wants a word on a change in conflict', () => {
    const conflict = given(received(), confirmed).on(recordAt(2, { endDate: '2018' }));
    conflict.when(approve).thenRefuses({ path: ['endDate'], rule: 'choice-missing' });
    conflict
      .when({ ...approve, choices: { endDate: { verdict: 'accept' } } })
      .thenRecords(
        { type: 'approved' },
        { version: 3, content: { ...recordAt(1).content, endDate: '2016-12-31' } },
      );
  });

  it('is a rejection when every change is declined', () => {
    given(received(), confirmed)
      .when({ ...approve, reason: 'incorrect', choices: { endDate: { verdict: 'decline' } } })
      .thenRecords({ type: 'rejected', reason: 'incorrect' });
    given(received(), confirmed)
      .when({ ...approve, choices: { endDate: { verdict: 'decline' } } })
      .thenRefuses({ path: ['reason'], rule: 'reason-missing' });
  });

  it('is a rejection when every change is declined that the record does not say already', () => {
    const both = sent([
      endDate,
      { field: 'summary', from: 'Helps states to join the convention.', to: null },
    ]);
    const known = given(received(both), confirmed).on(recordAt(2, { summary: null }));
    const choices = { endDate: { verdict: 'decline' } } as const;
    known.when({ ...approve, choices }).thenRefuses({ path: ['reason'], rule: 'reason-missing' });
    known
      .when({ ...approve, choices, reason: 'incorrect' })
      .thenRecords({ type: 'rejected', reason: 'incorrect' });
  });

  it('takes an edit that says what was sent for no edit', () => {
    given(received(), confirmed)
      .when({ ...approve, choices: { endDate: { verdict: 'edit', value: '2016-12-31' } } })
      .thenRecords({ verdicts: { endDate: 'accepted' }, edited: {} }, { changed: ['endDate'] });
  });

  it('refuses an edit that ends the project before it starts', () => {
    given(received(), confirmed)
      .when({ ...approve, choices: { endDate: { verdict: 'edit', value: '2001' } } })
      .thenRefuses({ path: ['endDate'], rule: 'end-before-start' });
  });

  it('refuses what merging would make longer than a list may be', () => {
    const named = (letter: string) =>
      Array.from({ length: 60 }, (_, index) => ({
        id: `${letter}-${index}`,
        name: `${letter} ${index}`,
        url: null,
      }));
    const change: Change = { field: 'partners', from: [], to: named('b') };
    given(received(sent([change])), confirmed)
      .on(recordAt(2, { partners: named('a') }))
      .when(approve)
      .thenRefuses({ path: ['partners'], rule: 'too-many', limit: 100 });
  });

  it('remembers what the manager wrote instead', () => {
    given(received(), confirmed)
      .when({ ...approve, choices: { endDate: { verdict: 'edit', value: '2016' } } })
      .thenRecords({ type: 'approved', edited: { endDate: '2016' } }, { version: 2 });
  });

  it('keeps the fields nobody mentioned', () => {
    const { outcome } = given(received(), confirmed)
      .on(recordAt(5, { summary: 'Said otherwise meanwhile.' }))
      .when(approve);
    expect(outcome.value).toMatchObject({
      effect: { type: 'revise', version: { version: 6, content: { summary: 'Said otherwise meanwhile.' } } },
    });
  });
});

describe('rejecting', () => {
  it('keeps the reason and the words to the contributor, and makes no version', () => {
    given(received(), confirmed)
      .when(reject)
      .thenRecords({ type: 'rejected', reason: 'unverifiable', note: 'No source says so.', by: 'manager' });
  });

  it.each([approve, reject])('comes once: the first decision wins', (command) => {
    const { outcome } = given(received(), confirmed).when(reject);
    if (outcome.problems) throw new Error('refused');
    given(received(), confirmed, outcome.value.event)
      .when(command)
      .thenRefuses({ path: [], rule: 'already-decided' });
  });
});

describe('events that cannot follow', () => {
  it('are an error of ours, not a state', () => {
    expect(() => evolve(null, confirmed)).toThrow('Nothing was received');
    const unconfirmed = evolve(null, received());
    expect(() => evolve(unconfirmed, { type: 'rejected', at, by: 'x', note: null, reason: 'other' })).toThrow(
      'unconfirmed does not wait',
    );
  });
});

describe('approving an addition', () => {
  const proposal = {
    ...sent([{ field: 'title', from: '', to: 'Polaris' }], false),
    kind: 'addition',
    record: null,
    basis: { basis: 'public', sources: ['https://example.org/polaris'] },
  } as const;
  const waiting = given(received(proposal)).on(null);
  const approval = { ...approve, id: 'polaris' } as const;

  it('publishes what the manager added, though nobody proposed it', () => {
    const { outcome } = waiting.when({
      ...approval,
      choices: {
        summary: { verdict: 'edit', value: 'Shows the way.' },
        outputs: { verdict: 'edit', value: [] },
        startDate: { verdict: 'decline' },
      },
    });
    expect(outcome.value).toMatchObject({
      event: {
        verdicts: { title: 'accepted', summary: 'edited' },
        edited: { summary: 'Shows the way.' },
      },
      effect: { type: 'create', version: { content: { title: 'Polaris', summary: 'Shows the way.' } } },
    });
    expect(outcome).not.toHaveProperty('event.verdicts.outputs');
    expect(outcome).not.toHaveProperty('event.verdicts.startDate');
  });

  it('holds what was added against the rest', () => {
    waiting
      .when({
        ...approval,
        choices: {
          startDate: { verdict: 'edit', value: '2024' },
          endDate: { verdict: 'edit', value: '2020' },
        },
      })
      .thenRefuses(
        { path: ['startDate'], rule: 'end-before-start' },
        { path: ['endDate'], rule: 'end-before-start' },
      );
  });
});
