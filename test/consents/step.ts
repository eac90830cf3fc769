import type { AsyncCommand } from 'fast-check';
import type { Mail } from '../support/mail.ts';
import type { World } from '../support/world.ts';
import { agree } from './agreement.ts';
import type { Model } from './model.ts';

/** The system, and what lies around it. */
export type Real = {
  readonly world: World;
  /** The newest link of each kind: `confirm COR-…`, `review COR-…`, `withdraw RCP-…`. */
  readonly links: Map<string, string>;
  readonly mails: Mail[];
  /** A publisher that fell asleep in the middle of its work. */
  sleeping: { readonly wake: () => Promise<void> } | null;
  /** The bucket's files by their paths. */
  files: ReadonlyMap<string, string>;
};

/** One thing that somebody does: to the system and to the model, after which both must say the same. */
export abstract class Step implements AsyncCommand<Model, Real> {
  /** Steps taken in all runs. */
  static taken = 0;
  /** Whether it may write files. */
  protected readonly publishes: boolean = false;

  /** Whether there is anything to do it to. */
  check(_model: Readonly<Model>): boolean {
    return true;
  }

  protected abstract take(model: Model, real: Real): Promise<void>;

  async run(model: Model, real: Real): Promise<void> {
    model.now += 1000;
    real.world.clock.now = new Date(model.now);
    await this.take(model, real);
    await agree(model, real, this.publishes);
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

/** Sends what is owed, and keeps the links that arrive. */
export async function notify({ world, links, mails }: Real): Promise<void> {
  await world.notify();
  for (const mail of world.mails.splice(0)) {
    mails.push(mail);
    const [reference = ''] = /(?:COR|RCP)-[\w-]+/.exec(mail.subject) ?? [];
    for (const link of mail.links) {
      const [, place] = /\/(confirm|review)\//.exec(link) ?? [];
      const kind = place === 'confirm' && reference.startsWith('RCP') ? 'withdraw' : place;
      if (kind) links.set(`${kind} ${reference}`, link);
    }
  }
}
