type Stop = () => unknown;

/** Remembers how to stop what was started, so that stopping half-way through a start leaves nothing behind. */
export class Shutdown {
  readonly #stops: Stop[] = [];
  #stopped: Promise<void> | undefined;

  /** What is registered last is stopped first; what starts while everything stops is stopped at once. */
  onStop(stop: Stop): void {
    if (this.#stopped) void stopOne(stop);
    else this.#stops.push(stop);
  }

  /** Stops everything once; every further call waits for the same end. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      await stopOne(stop);
    }
  }
}

/** What fails to stop must not keep the rest running. */
async function stopOne(stop: Stop): Promise<void> {
  try {
    await stop();
  } catch (error) {
    console.error(error);
  }
}
