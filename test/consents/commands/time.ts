import fc from 'fast-check';
import { nothingWritten } from '../agreement.ts';
import type { Model } from '../model.ts';
import { notify, type Real, Step } from '../step.ts';

/** Time passes, the sweep looks at what is due, and mails go out: none of it publishes or takes away anything. */
export class Pass extends Step {
  readonly #hours: number;

  constructor(hours: number) {
    super();
    this.#hours = hours;
  }

  protected async take(model: Model, real: Real): Promise<void> {
    model.now += this.#hours * 3_600_000;
    real.world.clock.now = new Date(model.now);
    await real.world.sweep();
    await notify(real);
    await nothingWritten(real);
  }

  toString(): string {
    return `Pass(${this.#hours})`;
  }
}

export const passing: readonly fc.Arbitrary<Step>[] = [
  fc.constantFrom(1, 30).map((hours) => new Pass(hours)),
];
