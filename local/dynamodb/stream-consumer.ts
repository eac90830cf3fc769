import { setTimeout as delay } from 'node:timers/promises';
import type { LambdaFunctions } from '../lambda/functions.ts';
import type { StreamMapping } from './stream-mappings.ts';

/** Pause before the first retry, in milliseconds; it doubles each time. */
const BACKOFF = 100;

/** Invokes one mapping's function with the records it lets through: batch after batch, one at a time, in order. */
export class StreamConsumer {
  readonly #mapping: StreamMapping;
  readonly #functions: LambdaFunctions;
  readonly #signal: AbortSignal;
  readonly #queue: unknown[] = [];
  #working: Promise<void> | null = null;

  constructor(mapping: StreamMapping, functions: LambdaFunctions, signal: AbortSignal) {
    this.#mapping = mapping;
    this.#functions = functions;
    this.#signal = signal;
  }

  /** @param records as Lambda receives them */
  take(records: readonly unknown[]): void {
    const wanted = records.filter((record) => this.#mapping.accepts(record));
    if (wanted.length === 0) return;
    this.#queue.push(...wanted);
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  /** Wakes the function as a record that passes the filter would: for what a stopped process still owes. */
  wake(): void {
    this.take([this.#mapping.example]);
  }

  async finished(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0 && !this.#signal.aborted) {
      await this.#invoke(this.#queue.splice(0, this.#mapping.batchSize));
    }
  }

  async #invoke(records: readonly unknown[]): Promise<void> {
    const { functionArn, retries } = this.#mapping;
    const event = JSON.stringify({ Records: records });
    for (let attempt = 0; attempt <= retries && !this.#signal.aborted; attempt += 1) {
      try {
        await this.#functions.invoke(functionArn, event);
        return;
      } catch (error) {
        if (this.#signal.aborted) return;
        if (attempt === retries)
          console.error(`Dropped ${records.length} stream records after ${retries} retries.`, error);
        else await delay(BACKOFF * 2 ** attempt);
      }
    }
  }
}
