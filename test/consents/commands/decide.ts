import fc from 'fast-check';
import { expect } from 'vitest';
import { loadSubmission } from '../../../lambdas/storage/submissions.ts';
import { inputValue } from '../../support/requests.ts';
import {
  addRecord,
  type Content,
  domainOf,
  erase,
  isOpen,
  type Model,
  type ModelSubmission,
  newText,
  remove,
  revise,
  stand,
  standingConsents,
} from '../model.ts';
import { notify, pick, type Real, Step } from '../step.ts';

type Said = 'approve' | 'reject' | 'ask';

/** Decides, or asks, by the link of a person who may. */
export class Decide extends Step {
  readonly #which: number;
  readonly #says: Said;

  constructor(which: number, says: Said) {
    super();
    this.#which = which;
    this.#says = says;
  }

  override check(model: Readonly<Model>): boolean {
    return [...model.submissions.values()].some(({ status }) => status === 'pending');
  }

  protected async take(model: Model, real: Real): Promise<void> {
    await notify(real);
    const linked = [...model.submissions.values()].filter(({ reference }) =>
      real.links.has(`review ${reference}`),
    );
    const waiting = linked.filter(({ status }) => status === 'pending' || status === 'awaiting-reply');
    if (linked.length === 0) return;
    const all = this.#which % 7 === 0 || waiting.length === 0 ? linked : waiting;
    const submission = pick(all, this.#which);
    await decide(model, real, submission, this.#says);
  }

  toString(): string {
    return `Decide(${this.#which}, ${this.#says})`;
  }
}

/** Says yes, no, or that something is not clear, to what is on the page now. */
export async function decide(
  model: Model,
  real: Real,
  submission: ModelSubmission,
  says: Said,
): Promise<void> {
  const link = real.links.get(`review ${submission.reference}`) ?? '';
  const open = isOpen(submission);
  const seen = open ? inputValue(await real.world.get(link), 'seen') : 'old';
  const note = newText(model);
  const reason = says === 'reject' ? { reason: 'other' } : {};
  const form = { decision: says, seen, note, ...reason, 'value[id]': `new-${model.texts}` };
  const choices = submission.changes.map(({ field }) => [`change[${field}]`, 'accept']);
  const answer = await real.world.post(link, { ...form, ...Object.fromEntries(choices) });
  const refused = refusal(model, submission, says);
  expect(answer.status, answer.body).toBe(open ? (refused ?? 303) : 200);
  if (!open || refused !== null) return;
  submission.words.push(note);
  if (says === 'ask') submission.status = 'awaiting-reply';
  else if (says === 'reject') reject(model, submission);
  else await approve(model, real, submission, form['value[id]']);
}

/** What is held, or gone, waits for nothing but a rejection; nobody is asked twice, or without an address. */
function refusal(model: Model, { kind, record: id, status, email }: ModelSubmission, says: Said) {
  if (says === 'ask') return status === 'pending' && email !== null ? null : 422;
  if (says === 'reject' || kind === 'addition') return null;
  const record = model.records.get(id ?? '');
  if (record?.status === 'gone') return 422;
  return record?.status === 'held' && kind !== 'objection' ? 422 : null;
}

function reject(model: Model, submission: ModelSubmission): void {
  submission.status = 'rejected';
  const record = model.records.get(submission.record ?? '');
  if (submission.kind === 'objection') record?.rejected.set(domainOf(submission.email), model.now);
  if (record?.holds.delete(submission.reference)) stand(record);
}

async function approve(model: Model, real: Real, submission: ModelSubmission, id: string): Promise<void> {
  submission.status = 'approved';
  const { kind, reference, changes } = submission;
  const said = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  if (kind === 'addition') {
    submission.record = id;
    const content: Content = { title: null, summary: null, context: null, code: null, ...said };
    const { basis } = submission;
    const consent = basis === 'consent' ? await give(model, real, submission) : null;
    return addRecord(model, { id, basis, sources: basis === 'public', consent, own: new Map() }, content);
  }
  const record = model.records.get(submission.record ?? '');
  if (!record) throw new Error(`${reference} is about no record.`);
  if (kind === 'correction') return revise(record, said);
  if (kind === 'consent') {
    record.consent = await give(model, real, submission);
    return revise(record, {});
  }
  record.holds.delete(reference);
  const { fields } = submission;
  if (fields.length > 0 && !fields.includes('title')) {
    erase(model, record, fields);
    return stand(record);
  }
  for (const consent of standingConsents(model, record.id)) consent.status = 'revoked';
  remove(model, record);
}

/** @returns the receipt of the consent that an approval made */
async function give(model: Model, { world }: Real, { reference, record, email }: ModelSubmission) {
  const stored = await loadSubmission(world.table, reference);
  const receipt = stored?.status === 'approved' ? stored.decision.receipt : undefined;
  if (!receipt || !email || !record) throw new Error(`${reference} made no consent.`);
  model.consents.set(receipt, { receipt, record, email, status: 'given', took: false });
  return receipt;
}

export const decisions: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(
      fc.nat(99),
      fc.constantFrom('approve', 'approve', 'approve', 'approve', 'approve', 'reject', 'ask'),
    )
    .map(([which, says]) => new Decide(which, says)),
];
