import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';

const PAUSE_MS = 50;
/** A large inventory takes minutes to be published for the first time; nothing takes as long as this. */
const PATIENCE_MS = 20 * 60_000;

export type Waiting = {
  /** Runs each time that an address did not answer. */
  readonly missed?: (address: string) => Promise<void>;
  readonly pause?: () => Promise<unknown>;
  readonly patience?: number;
};

/**
 * Waits until each of the addresses answers that there is something.
 * @throws {CannotStart} naming the first that never does
 */
export async function untilAnswered(
  addresses: readonly string[],
  { missed = async () => {}, pause = () => delay(PAUSE_MS), patience = PATIENCE_MS }: Waiting = {},
): Promise<void> {
  const tries = patience / PAUSE_MS;
  for (const address of addresses) {
    for (let tried = 1; !(await answers(address)); tried += 1) {
      if (tried >= tries) {
        throw new CannotStart(
          `${address} does not answer: see the logs in the data folder, or begin anew with npm start -- --fresh.`,
        );
      }
      await missed(address);
      await pause();
    }
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
