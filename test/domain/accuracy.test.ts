import { describe, expect, it, test } from 'vitest';
import { type Asked, answered, isSilent, nextAsk, unconfirmedSince } from '../../lambdas/domain/accuracy.ts';

const asked: Asked = {
  record: 'a',
  name: 'RCP-7F3K-9Q2M',
  since: '2026-11-23T12:00:00.000Z',
  askedAt: null,
  silences: 0,
};
const at = (day: string) => new Date(`${day}T12:00:00.000Z`);

describe('somebody who is asked once a year', () => {
  it('is not asked before a year is over', () => {
    expect(nextAsk(asked, 12, at('2027-11-22'))).toEqual({ type: 'wait', until: at('2027-11-23') });
  });

  it('is asked when it is, whenever somebody looks', () => {
    for (const day of ['2027-11-23', '2030-01-01']) {
      const next = { ...asked, askedAt: at(day).toISOString() };
      expect(nextAsk(asked, 12, at(day))).toEqual({ type: 'ask', asked: next });
    }
  });

  it('is asked three times, and then counts as silent', () => {
    let state = asked;
    const steps: string[] = [];
    for (const day of ['2027-11-23', '2028-11-23', '2029-11-23', '2030-11-23']) {
      const step = nextAsk(state, 12, at(day));
      steps.push(step.type);
      if (step.type !== 'wait') state = step.asked;
    }
    expect(steps).toEqual(['ask', 'ask', 'ask', 'silent']);
    expect([state.silences, isSilent(state)]).toEqual([3, true]);
    expect(isSilent(answered(state, state.since))).toBe(false);
  });
});

test('a record is unconfirmed when everybody who was asked is silent, since it was known to be right', () => {
  const silent = { ...asked, silences: 3 };
  const other = { ...silent, name: 'COR-7F3K-9Q2M' as const, since: '2027-01-01T00:00:00.000Z' };
  expect(unconfirmedSince([], null)).toBeNull();
  expect(unconfirmedSince([silent, asked], null)).toBeNull();
  expect(unconfirmedSince([silent], null)).toBe(silent.since);
  expect(unconfirmedSince([silent, other], null)).toBe(other.since);
  expect(unconfirmedSince([silent], '2028-01-01T00:00:00.000Z')).toBe('2028-01-01T00:00:00.000Z');
});
