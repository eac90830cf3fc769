import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../control/clock.ts';
import { ACCOUNT, REGION } from '../template/names.ts';
import type { Rule } from './rules.ts';

/** An event as a service reports it; the bus adds the rest of the envelope. */
export type Reported = {
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: unknown;
};

type Invoke = (functionArn: string, event: string) => Promise<unknown>;

/** Pause before the first retry, in milliseconds; it doubles each time. Lambda waits a minute, which nobody here would. */
const BACKOFF = 200;

/** The account's default event bus, with the template's rules on it. */
export class EventBus {
  readonly #rules: readonly Rule[];
  readonly #clock: Clock;
  readonly #invoke: Invoke;

  constructor(rules: readonly Rule[], clock: Clock, invoke: Invoke) {
    this.#rules = rules;
    this.#clock = clock;
    this.#invoke = invoke;
  }

  /** Hands an event to the targets of every rule that wants it, and answers once they are done with it. */
  async report(reported: Reported): Promise<void> {
    const event = this.#envelope(reported);
    await this.#run(
      this.#rules.filter(({ wants }) => wants(event)),
      event,
    );
  }

  /** Runs what one rule, or each rule, has a schedule for. @throws when a function failed for good */
  async tick(rules: readonly Rule[] = this.scheduled): Promise<void> {
    for (const rule of rules) {
      const event = this.#envelope({
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        resources: [rule.arn],
        detail: {},
      });
      await this.#run([rule], event);
    }
  }

  get scheduled(): readonly Rule[] {
    return this.#rules.filter(({ everySeconds }) => everySeconds !== null);
  }

  async #run(rules: readonly Rule[], event: unknown): Promise<void> {
    await Promise.all(rules.flatMap(({ targets }) => targets).map((target) => this.#try(target, event)));
  }

  async #try({ functionArn, retries }: Rule['targets'][number], event: unknown): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#invoke(functionArn, JSON.stringify(event));
        return;
      } catch (error) {
        if (attempt >= retries) throw error;
        await delay(BACKOFF * 2 ** attempt);
      }
    }
  }

  #envelope(reported: Reported): unknown {
    // To the second, as EventBridge has it.
    const time = this.#clock.now().toISOString().replace(/\.\d+/, '');
    return { version: '0', id: randomUUID(), account: ACCOUNT, time, region: REGION, ...reported };
  }
}
