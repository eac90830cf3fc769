import { describe, expect, it } from 'vitest';
import { later } from '../../local/process/duration.ts';

const time = new Date('2026-01-31T12:00:00Z');

describe('a duration in ISO 8601', () => {
  it.each([
    ['P6D', '2026-02-06T12:00:00.000Z'],
    ['P1W', '2026-02-07T12:00:00.000Z'],
    ['PT36H', '2026-02-02T00:00:00.000Z'],
    ['PT90M30S', '2026-01-31T13:30:30.000Z'],
    ['P1Y', '2027-01-31T12:00:00.000Z'],
    ['P1Y2M3DT4H', '2027-04-03T16:00:00.000Z'],
  ])('%s leads to %s', (duration, expected) => {
    expect(later(time, duration)?.toISOString()).toBe(expected);
  });

  it.each(['', 'P', 'PT', 'P1DT', '6D', '-P1D', 'P1.5D', 'P1D2W', 'P999999999Y'])('%j is none', (text) => {
    expect(later(time, text)).toBeNull();
  });
});
