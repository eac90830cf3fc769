import { createHash, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '../domain/durations.ts';
import type { ReadKeys } from '../storage/door-keys.ts';

/** Tells by the key that was sent along whether a request came through CloudFront, the only one that is given it. */
export type FrontDoor = (key: string | undefined) => Promise<boolean>;

/** Keys are read again after this time: one that was taken out of use opens no longer than that. */
const FRESH_MS = 5 * MINUTE_MS;
/** An unknown key may be a new one: keys are read again for it, yet no stranger has them read more often than this. */
const SOON_MS = MINUTE_MS;

type Known = { readonly keys: readonly string[]; readonly readAt: number };

export function frontDoor(readKeys: ReadKeys, now: () => Date): FrontDoor {
  let known: Known | null = null;
  let reading: Promise<Known> | null = null;

  const readAgain = async (): Promise<Known> => {
    const readAt = now().getTime();
    // Where they cannot be read again, those that are known stay.
    const keys = await readKeys().catch((error: unknown) => {
      if (known) return known.keys;
      throw error;
    });
    known = { keys, readAt };
    return known;
  };

  /** The keys, read at most so long ago. A request that comes while they are read waits for the same answer. */
  const keysSince = async (age: number): Promise<readonly string[]> => {
    if (known && now().getTime() - known.readAt < age) return known.keys;
    reading ??= readAgain().finally(() => {
      reading = null;
    });
    return (await reading).keys;
  };

  return async (key) => {
    if (!key) return false;
    return opens(key, await keysSince(FRESH_MS)) || opens(key, await keysSince(SOON_MS));
  };
}

/** Compared as digests, which all have one length, and in one time, whatever they have in common. */
function opens(sent: string, keys: readonly string[]): boolean {
  return keys.filter((key) => timingSafeEqual(digest(sent), digest(key))).length > 0;
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
