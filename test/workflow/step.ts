import type { AsyncCommand } from 'fast-check';
import type { World } from '../support/world.ts';
import { agree } from './agreement.ts';
import type { Model } from './model.ts';

/** One thing that somebody does: to the system and to the model, after which both must say the same. */
export abstract class Step implements AsyncCommand<Model, World> {
  /** Steps taken in all runs. */
  static taken = 0;

  /** Whether there is anything to do it to. */
  check(_model: Readonly<Model>): boolean {
    return true;
  }

  protected abstract take(model: Model, world: World): Promise<void>;

  async run(model: Model, world: World): Promise<void> {
    await this.take(model, world);
    await agree(model, world);
    Step.taken += 1;
  }

  abstract toString(): string;
}

/** One of a list that may have any length: the same number names the same one when the steps are taken again. */
export function pick<One>(list: readonly One[], number: number): One {
  const one = list[number % list.length];
  if (one === undefined) throw new Error('There is nothing to pick.');
  return one;
}
