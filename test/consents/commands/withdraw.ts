import fc from 'fast-check';
import { expect } from 'vitest';
import { type Model, withdraw } from '../model.ts';
import { notify, pick, type Real, Step } from '../step.ts';

/** Takes a consent back: by the link of the receipt, or by one that the page of the record mails. */
export class Withdraw extends Step {
  readonly #which: number;
  readonly #by: 'receipt' | 'page';

  constructor(which: number, by: 'receipt' | 'page') {
    super();
    this.#which = which;
    this.#by = by;
  }

  override check(model: Readonly<Model>): boolean {
    return model.consents.size > 0;
  }

  protected async take(model: Model, real: Real): Promise<void> {
    await notify(real);
    const all = [...model.consents.values()];
    const standing = all.filter(({ status }) => status === 'given');
    const consent = pick(this.#which % 6 === 0 || standing.length === 0 ? all : standing, this.#which);
    const { receipt, record, email, status } = consent;
    const { world } = real;
    if (this.#by === 'page') {
      const answer = await world.post(`/withdraw/${record}`, { decision: 'send', email });
      expect(answer.status).toBe(model.records.get(record)?.status === 'gone' ? 410 : 200);
      await notify(real);
    }
    const link = real.links.get(`withdraw ${receipt}`);
    // It may have ended before the mail of its receipt went out; then there is nothing to withdraw.
    if (!link) throw new Error(`${email} got no link to withdraw ${receipt}.`);
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(status === 'given' ? 303 : 200);
    if (status === 'given') withdraw(model, consent);
  }

  toString(): string {
    return `Withdraw(${this.#which}, ${this.#by})`;
  }
}

export const withdrawals: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(fc.nat(99), fc.constantFrom('receipt', 'page'))
    .map(([which, by]) => new Withdraw(which, by as 'receipt' | 'page')),
];
