import { expect, it } from 'vitest';
import { untilUnmoved } from '../../lambdas/storage/until-unmoved.ts';

/** Somebody is faster so many times. */
function met(times: number) {
  let rounds = 0;
  return {
    attempt: async () => {
      rounds += 1;
      return rounds > times ? false : null;
    },
    rounds: () => rounds,
  };
}

it('tries anew until nobody was faster, and then no more', async () => {
  const others = met(3);
  expect(await untilUnmoved(5, others.attempt)).toBe(false);
  expect(others.rounds()).toBe(4);
});

it('says that somebody was faster each time', async () => {
  const others = met(5);
  expect(await untilUnmoved(5, others.attempt)).toBeNull();
  expect(others.rounds()).toBe(5);
});
