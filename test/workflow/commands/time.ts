import fc from 'fast-check';
import { sweepHandler } from '../../../lambdas/sweep.ts';
import type { World } from '../../support/world.ts';
import { DAY, HOUR, links, type Model } from '../model.ts';
import { Step } from '../step.ts';

/** Time passes, and nobody looks at the clock. */
export class Wait extends Step {
  readonly #hours: number;

  constructor(hours: number) {
    super();
    this.#hours = hours;
  }

  protected async take(model: Model, world: World): Promise<void> {
    model.now += this.#hours * HOUR;
    world.clock.now = new Date(model.now);
  }

  toString(): string {
    return `Wait(${this.#hours})`;
  }
}

/** What is due is seen to: an address that nobody confirmed in time ends its submission. */
export class Sweep extends Step {
  protected async take(model: Model, world: World): Promise<void> {
    await sweepHandler(world.dependencies)();
    for (const submission of model.submissions.values()) {
      const { due, status, confirmationMailed } = submission;
      if (due === null || due >= model.now) continue;
      const until = confirmationMailed === null ? 0 : confirmationMailed + links.confirmDays * DAY;
      const waits = status === 'unconfirmed' && until > model.now;
      submission.due = waits ? until : null;
      if (status !== 'unconfirmed' || waits) continue;
      submission.status = 'expired';
      submission.events.push('expired');
    }
  }

  toString(): string {
    return 'Sweep()';
  }
}

export const passing: readonly fc.Arbitrary<Step>[] = [
  fc.constantFrom(1, 25, 80).map((hours) => new Wait(hours)),
  fc.constant(new Sweep()),
];
