import fc from 'fast-check';
import { expect } from 'vitest';
import type { World } from '../../support/world.ts';
import { type Model, owe, oweReviews, submissionOf } from '../model.ts';
import { pick, Step } from '../step.ts';

/** What a confirmation page, or the page of an expired link, may be sent with. */
const answers = ['confirm', 'confirm', 'cancel', 'send', 'nonsense'] as const;
type Said = (typeof answers)[number];

/** Answers the link of a confirmation mail; two answers come at the same moment. */
export class Confirm extends Step {
  readonly #which: number;
  readonly #says: readonly Said[];

  constructor(which: number, says: readonly Said[]) {
    super();
    this.#which = which;
    this.#says = says;
  }

  override check(model: Readonly<Model>): boolean {
    return model.links.some(({ purpose }) => purpose === 'confirm');
  }

  protected async take(model: Model, world: World): Promise<void> {
    const all = model.links.filter(({ purpose }) => purpose === 'confirm');
    const { url, reference, until } = pick(all, this.#which);
    const told = await Promise.all(
      this.#says.map(async (decision) => ({
        decision,
        status: (await world.post(url, { decision })).status,
      })),
    );
    const submission = submissionOf(model, reference);
    const open = submission.status === 'unconfirmed';
    const expired = until < model.now;
    const counts = (decision: Said) => decision === 'confirm' || decision === 'cancel';
    const heard = told.filter(({ status }) => status === 303);
    expect(heard).toHaveLength(open && !expired && this.#says.some(counts) ? 1 : 0);
    for (const { decision, status } of told) {
      if (status === 303) expect(counts(decision)).toBe(true);
      // Whoever says nothing may come before the answer that ended it, or after.
      else if (open && (expired ? decision !== 'send' : !counts(decision)))
        expect(heard.length > 0 ? [200, 422] : [422]).toContain(status);
      else expect(status).toBe(200);
    }
    if (open && expired && this.#says.includes('send'))
      owe(model, { kind: 'confirm-address', reference, recipient: 'contributor', fresh: true });
    const [winner] = heard;
    if (!winner) return;
    submission.status = winner.decision === 'confirm' ? 'pending' : 'cancelled';
    submission.events.push(winner.decision === 'confirm' ? 'confirmed' : 'cancelled');
    if (winner.decision === 'confirm') oweReviews(model, reference);
  }

  toString(): string {
    return `Confirm(${this.#which}, ${JSON.stringify(this.#says)})`;
  }
}

export const confirmations: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(fc.nat(99), fc.array(fc.constantFrom(...answers), { minLength: 1, maxLength: 2 }))
    .map(([which, says]) => new Confirm(which, says)),
];
