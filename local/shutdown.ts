type Stop = () => unknown;

/** Remembers how to stop what was started, so that stopping half-way through a start leaves nothing behind. */
export class Shutdown {
  readonly #stops: Stop[] = [];
  #stopped: Promise<void> | undefined;

  /** What is registered last is stopped first. */
  onStop(stop: Stop): void {
    this.#stops.push(stop);
  }

  /** Stops everything once; every further call waits for the same end. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  get stopping(): boolean {
    return this.#stopped !== undefined;
  }

  async #stopAll(): Promise<void> {
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      // What fails to stop must not keep the rest running.
      await Promise.resolve(stop()).catch((error: unknown) => console.error(error));
    }
  }
}
