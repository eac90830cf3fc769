import fc from 'fast-check';
import { expect } from 'vitest';
import {
  domainOf,
  domains,
  HOLDS_AGAIN_DAYS,
  isOpen,
  type Model,
  type ModelSubmission,
  newText,
  stand,
  standingConsents,
} from '../model.ts';
import { notify, pick, type Real, Step } from '../step.ts';

const nobodys = domains[2];

function chosen(list: readonly ModelSubmission[], which: number): ModelSubmission {
  const open = list.filter(isOpen);
  // What is decided or over is answered again now and then.
  return pick(which % 6 === 0 || open.length === 0 ? list : open, which);
}

/** Says by the mailed link that the address is one's own, or that it was somebody else. */
export class Confirm extends Step {
  readonly #which: number;
  readonly #says: 'confirm' | 'cancel';

  constructor(which: number, says: 'confirm' | 'cancel') {
    super();
    this.#which = which;
    this.#says = says;
  }

  override check(model: Readonly<Model>): boolean {
    return [...model.submissions.values()].some(({ email }) => email !== null);
  }

  protected async take(model: Model, real: Real): Promise<void> {
    await notify(real);
    const sent = [...model.submissions.values()].filter(({ email }) => email !== null);
    const waiting = sent.filter(({ status }) => status === 'unconfirmed');
    const submission = chosen(waiting.length > 0 ? waiting : sent, this.#which);
    await confirm(model, real, submission, this.#says);
  }

  toString(): string {
    return `Confirm(${this.#which}, ${this.#says})`;
  }
}

/** Answers the mail that asks whether the address is one's own. */
export async function confirm(
  model: Model,
  real: Real,
  submission: ModelSubmission,
  says: 'confirm' | 'cancel',
): Promise<void> {
  const { reference, status } = submission;
  const link = real.links.get(`confirm ${reference}`);
  // Whoever took it back at once got no mail.
  if (!link) {
    expect(status).not.toBe('unconfirmed');
    return;
  }
  const answer = await real.world.post(link, { decision: says });
  expect(answer.status).toBe(status === 'unconfirmed' ? 303 : 200);
  if (status !== 'unconfirmed') return;
  submission.status = says === 'confirm' ? 'pending' : 'cancelled';
  if (says === 'confirm') hold(model, submission);
}

/** An objection from a domain that has a say takes the record out at once. */
function hold(model: Model, { kind, record: id, email, reference }: ModelSubmission): void {
  const record = kind === 'objection' ? model.records.get(id ?? '') : undefined;
  if (!record || record.status === 'gone') return;
  const grantors = standingConsents(model, record.id).map((consent) => domainOf(consent.email));
  const implementers = record.id.startsWith('new-') ? [] : [domains[0]];
  const say = [...grantors, ...implementers].filter((domain) => domain !== nobodys);
  if (!say.includes(domainOf(email))) return;
  const rejected = record.rejected.get(domainOf(email));
  if (rejected !== undefined && model.now - rejected < HOLDS_AGAIN_DAYS * 86_400_000) return;
  record.holds.add(reference);
  stand(record);
}

/** Does what one may do with what one sent: takes it back, or answers a question. */
export class SeeToOwn extends Step {
  readonly #which: number;
  readonly #says: 'cancel' | 'answer';

  constructor(which: number, says: 'cancel' | 'answer') {
    super();
    this.#which = which;
    this.#says = says;
  }

  override check(model: Readonly<Model>): boolean {
    return model.submissions.size > 0;
  }

  protected async take(model: Model, { world }: Real): Promise<void> {
    const all = [...model.submissions.values()];
    const asked = all.filter(({ status }) => status === 'awaiting-reply');
    const submission = chosen(this.#says === 'answer' && asked.length > 0 ? asked : all, this.#which);
    const { status, statusUrl } = submission;
    const token = statusUrl.split('?t=')[1];
    const text = newText(model);
    const answer = await world.post(`/confirm/${token}`, { decision: this.#says, answer: text });
    const may = this.#says === 'cancel' ? isOpen(submission) : status === 'awaiting-reply';
    expect(answer.status).toBe(may ? 303 : isOpen(submission) ? 422 : 200);
    if (!may) return;
    if (this.#says === 'answer') {
      submission.status = 'pending';
      submission.words.push(text);
    } else cancel(model, submission);
  }

  toString(): string {
    return `SeeToOwn(${this.#which}, ${this.#says})`;
  }
}

function cancel(model: Model, submission: ModelSubmission): void {
  submission.status = 'cancelled';
  const record = model.records.get(submission.record ?? '');
  if (record?.holds.delete(submission.reference)) stand(record);
}

export const confirmations: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(fc.nat(99), fc.constantFrom('confirm', 'confirm', 'confirm', 'confirm', 'cancel'))
    .map(([which, says]) => new Confirm(which, says)),
];
export const ownActs: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(fc.nat(99), fc.constantFrom('cancel', 'answer', 'answer'))
    .map(([which, says]) => new SeeToOwn(which, says)),
];
