import { later } from '../process/duration.ts';

/** The laptop's clock: that of the computer, until it is put forward. A restart puts it right again. */
export class Clock {
  /** By how many milliseconds it is ahead, in memory that all workers share: each reads it whenever it asks the time. */
  readonly shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  readonly #ahead = new Float64Array(this.shared);

  now(): Date {
    return new Date(Date.now() + (this.#ahead[0] ?? 0));
  }

  /**
   * @param duration in ISO 8601
   * @returns false, and stays as it is, when that is no duration
   */
  advance(duration: string): boolean {
    const now = this.now();
    const moved = later(now, duration);
    if (moved === null) return false;
    this.#ahead[0] = (this.#ahead[0] ?? 0) + moved.getTime() - now.getTime();
    return true;
  }
}

/** Makes `Date` in this thread tell the time of the clock whose memory that is. Timers go on as they were. */
export function followClock(shared: SharedArrayBuffer): void {
  const ahead = new Float64Array(shared);
  const ComputerDate = Date;
  const now = (): number => ComputerDate.now() + (ahead[0] ?? 0);
  globalThis.Date = new Proxy(ComputerDate, {
    construct: (target, given, caller) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, caller),
    apply: () => new ComputerDate(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}
