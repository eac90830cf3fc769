/**
 * Others may move what was read before it is stored: then it is read and tried anew, until nobody did.
 * @param tries at most so many; of what only goes one way, however many it takes
 * @param attempt reads, decides and stores; null where somebody was faster
 * @returns null where somebody was faster each time
 */
export async function untilUnmoved<Done>(
  tries: number,
  attempt: () => Promise<Done | null>,
): Promise<Done | null> {
  for (let round = 1; round <= tries; round += 1) {
    const done = await attempt();
    if (done !== null) return done;
  }
  return null;
}
