import { expect } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { fullScale } from './scale.ts';
import type { World } from './world.ts';

/** Submissions of a flood. */
export const FLOOD = fullScale ? 1000 : 300;
/** Sent at the same time. */
const AT_ONCE = 10;

/** Far more than a flood sends. */
const MANY = 100_000;
export const unlimited = {
  limits: {
    ...settings.limits,
    submissionsPerHour: MANY,
    unprovenPerHour: MANY,
    mailsPerAddress: MANY,
    mailsPerDomain: MANY,
  },
};

/** So many anonymous corrections of one record wait for a decision. */
export async function flood(
  world: Pick<World, 'postJson'>,
  record: string,
  version: number,
  count: number,
): Promise<void> {
  const numbers = Array.from({ length: count }, (_, number) => number).values();
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    for (const number of numbers) {
      const changes = [{ field: 'context', from: null, to: `Flood ${number}` }];
      const answer = await world.postJson('/api/submissions', {
        kind: 'correction',
        record,
        version,
        changes,
      });
      expect(answer.status, answer.body).toBe(201);
    }
  });
  await Promise.all(lanes);
}
