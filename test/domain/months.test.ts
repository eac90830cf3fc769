import { expect, test } from 'vitest';
import { monthsAfter } from '../../lambdas/domain/months.ts';

test.each([
  ['2026-11-23T12:00:00.000Z', 12, '2027-11-23T12:00:00.000Z'],
  ['2026-11-23T12:00:00.000Z', 2, '2027-01-23T12:00:00.000Z'],
  ['2028-02-29T08:00:00.000Z', 12, '2029-02-28T08:00:00.000Z'],
  ['2026-08-31T23:59:59.999Z', 1, '2026-09-30T23:59:59.999Z'],
])('%s and %i months is %s', (instant, months, later) => {
  expect(monthsAfter(instant, months).toISOString()).toBe(later);
});
