import { describe, expect, test } from 'vitest';
import { frontDoor } from '../../lambdas/runtime/front-door.ts';

const MINUTE = 60_000;

/** A door whose keys lie somewhere, by a clock that tests move. */
function aDoor(...keys: string[]) {
  const clock = { now: Date.parse('2026-11-26T09:00:00.000Z') };
  const safe: { keys: readonly string[]; reads: number; closed: boolean } = { keys, reads: 0, closed: false };
  const opens = frontDoor(
    async () => {
      safe.reads += 1;
      if (safe.closed) throw new Error('Secrets Manager does not answer.');
      return safe.keys;
    },
    () => new Date(clock.now),
  );
  const wait = (milliseconds: number): void => {
    clock.now += milliseconds;
  };
  return { opens, safe, wait };
}

describe('the front door', () => {
  test('opens to its key, and to the one before it', async () => {
    const { opens } = aDoor('today', 'before');
    expect(await Promise.all(['today', 'before'].map(opens))).toEqual([true, true]);
  });

  test.each([undefined, '', ' ', 'toda', 'today ', 'Today', 'today,today', 'tomorrow'])(
    'stays shut to %o',
    async (key) => {
      expect(await aDoor('today').opens(key)).toBe(false);
    },
  );

  test('stays shut to everybody where there is no key at all', async () => {
    const { opens } = aDoor();
    expect(await Promise.all([undefined, '', 'today'].map(opens))).toEqual([false, false, false]);
  });

  test('reads its keys once for all who come in five minutes', async () => {
    const { opens, safe, wait } = aDoor('today');
    await Promise.all(['today', 'today', 'today'].map(opens));
    wait(4 * MINUTE);
    expect(await opens('today')).toBe(true);
    expect(safe.reads).toBe(1);
  });
});

describe('a key that is changed', () => {
  test('turns nobody away: first both open, then CloudFront sends the new one', async () => {
    const { opens, safe, wait } = aDoor('first');
    expect(await opens('first')).toBe(true);
    safe.keys = ['second', 'first'];
    wait(MINUTE);
    expect(await Promise.all(['first', 'second', 'first'].map(opens))).toEqual([true, true, true]);
  });

  test('is learnt from a key that is not known, a minute later at the latest', async () => {
    const { opens, safe, wait } = aDoor('first');
    await opens('first');
    safe.keys = ['second', 'first'];
    wait(MINUTE - 1);
    expect(await opens('second')).toBe(false);
    wait(1);
    expect(await opens('second')).toBe(true);
  });

  test('opens no more five minutes after it was taken out of use', async () => {
    const { opens, safe, wait } = aDoor('second', 'first');
    expect(await opens('first')).toBe(true);
    safe.keys = ['second'];
    wait(5 * MINUTE);
    expect(await Promise.all(['first', 'second'].map(opens))).toEqual([false, true]);
  });

  test('is no reason for strangers to have keys read as often as they like', async () => {
    const { opens, safe, wait } = aDoor('today');
    await opens('today');
    for (let second = 0; second < 5 * 60; second += 1) {
      wait(1000);
      await Promise.all(Array.from({ length: 10 }, (_, guess) => opens(`guess ${guess}`)));
    }
    expect(safe.reads).toBeLessThanOrEqual(6);
  });
});

describe('keys that cannot be read', () => {
  test('fail whoever comes first, and the next one has them read again', async () => {
    const { opens, safe } = aDoor('today');
    safe.closed = true;
    await expect(opens('today')).rejects.toThrow('does not answer');
    safe.closed = false;
    expect(await opens('today')).toBe(true);
  });

  test('stay as they were known', async () => {
    const { opens, safe, wait } = aDoor('today');
    await opens('today');
    safe.closed = true;
    wait(10 * MINUTE);
    expect(await Promise.all(['today', 'tomorrow'].map(opens))).toEqual([true, false]);
  });
});
