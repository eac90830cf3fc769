import fc from 'fast-check';
import { expect } from 'vitest';
import { paths } from '../../../lambdas/formats/release-files.ts';
import { bucketReader } from '../../support/check-published.ts';
import type { World } from '../../support/world.ts';
import type { Model } from '../model.ts';
import { Step } from '../step.ts';

/** Publishes what is approved; several publishers at the same time make one release of it. */
export class Publish extends Step {
  readonly #runs: number;

  constructor(runs: number) {
    super();
    this.#runs = runs;
  }

  protected async take(model: Model, world: World): Promise<void> {
    await Promise.all(Array.from({ length: this.#runs }, () => world.publish()));
    const released = model.owedChanges.length > 0;
    if (released) model.sequence += 1;
    model.owedChanges = [];
    // Without the index everything is made again; a release makes again what it finds lost.
    if (released || model.lost.has(paths.index)) model.lost.clear();
    const { json } = await bucketReader(world.files)(paths.index);
    expect(json.sequence).toBe(model.sequence);
  }

  toString(): string {
    return `Publish(${this.#runs})`;
  }
}

const losable = [paths.index, paths.inventory, paths.delta] as const;

/** Somebody deletes a published file. */
export class Lose extends Step {
  readonly #path: string;

  constructor(path: string) {
    super();
    this.#path = path;
  }

  protected async take(model: Model, world: World): Promise<void> {
    await world.lose(this.#path);
    model.lost.add(this.#path);
  }

  toString(): string {
    return `Lose(${this.#path})`;
  }
}

export const publications: readonly fc.Arbitrary<Step>[] = [
  fc.integer({ min: 1, max: 3 }).map((runs) => new Publish(runs)),
];

export const losses: readonly fc.Arbitrary<Step>[] = [
  fc.constantFrom(...losable).map((path) => new Lose(path)),
];
