import { describe, expect, it } from 'vitest';
import { endsBefore, isPartialDate, isRecent } from '../../lambdas/domain/date.ts';

describe('a partial date', () => {
  it.each(['2020', '2020-10', '2020-10-31', '2024-02-29'])('is %s', (date) =>
    expect(isPartialDate(date)).toBe(true),
  );
  it.each([
    '',
    '20',
    '2020-13',
    '2020-00',
    '2020-02-30',
    '2023-02-29',
    '2020-1-1',
    '2020-10-31T00:00:00Z',
    '0000',
    '9999',
  ])('is not %j', (date) => expect(isPartialDate(date)).toBe(false));
});

describe('an end before a start', () => {
  it('is told as far as both dates are known', () => {
    expect(endsBefore('2019', '2020-05')).toBe(true);
    expect(endsBefore('2020', '2020-05')).toBe(false);
    expect(endsBefore('2020-04', '2020-05-31')).toBe(true);
    expect(endsBefore('2020-05-31', '2020-05-31')).toBe(false);
  });
});

describe('recent', () => {
  it('is what happened within a quarter of an hour', () => {
    expect(isRecent('2026-01-01T00:00:00Z', new Date('2026-01-01T00:14:59Z'))).toBe(true);
    expect(isRecent('2026-01-01T00:00:00Z', new Date('2026-01-01T00:15:00Z'))).toBe(false);
  });
});
