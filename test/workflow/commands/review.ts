import fc from 'fast-check';
import { expect } from 'vitest';
import { type Answer, inputValue } from '../../support/requests.ts';
import type { World } from '../../support/world.ts';
import {
  contentOf,
  isDecided,
  type Model,
  type ModelLink,
  type ModelledField,
  type ModelSubmission,
  owe,
  rivalsOf,
  submissionOf,
  type Value,
  versionsOf,
} from '../model.ts';
import { pick, Step } from '../step.ts';
import { same, sameSet, threeWay } from '../three-way.ts';
import { inputs, someWishes, type Wish } from './submit.ts';

const choices = ['accept', 'accept', 'decline', 'edit', null] as const;

/** What somebody who decides sends. */
type Form = {
  readonly decision: 'approve' | 'reject' | 'send' | 'nonsense';
  readonly reason: boolean;
  /** The hash of the page now, that of a page opened before, or none. */
  readonly seen: 'now' | 'before' | 'missing';
  /** One for each change in turn. */
  readonly choices: readonly (typeof choices)[number][];
  readonly edits: readonly Wish[];
};

const reviewLinks = (model: Readonly<Model>) => model.links.filter(({ purpose }) => purpose === 'review');

/** Mostly what still waits; what is decided is decided again now and then. */
function choose(model: Model, which: number | 'newest'): ModelLink {
  const all = reviewLinks(model);
  if (which === 'newest') return pick(all, all.length - 1);
  const waiting = all.filter(
    ({ reference, until }) => until >= model.now && !isDecided(submissionOf(model, reference)),
  );
  return pick(which % 5 === 0 || waiting.length === 0 ? all : waiting, which);
}

/** Opens the page of everything that waits, and leaves all of them open: whatever is decided moves others' records. */
export class ReadAll extends Step {
  override check(model: Readonly<Model>): boolean {
    return reviewLinks(model).length > 0;
  }

  protected async take(model: Model, world: World): Promise<void> {
    const open = reviewLinks(model).filter(({ until }) => until >= model.now);
    const first = new Map(open.map((link) => [link.reference, link]));
    for (const { url, reference } of first.values()) {
      const submission = submissionOf(model, reference);
      if (isDecided(submission)) continue;
      const page = await world.get(url);
      expect(page.status).toBe(200);
      const content = contentOf(model, submission.record);
      submission.page = { seen: inputValue(page, 'seen'), content, rivals: rivalsOf(model, submission) };
    }
  }

  toString(): string {
    return 'ReadAll()';
  }
}

/** Decides; two decisions come at the same moment, the second from whoever has another link if there is one. */
export class Decide extends Step {
  readonly #which: number | 'newest';
  readonly #forms: readonly Form[];

  constructor(which: number | 'newest', forms: readonly Form[]) {
    super();
    this.#which = which;
    this.#forms = forms;
  }

  override check(model: Readonly<Model>): boolean {
    return reviewLinks(model).length > 0;
  }

  protected async take(model: Model, world: World): Promise<void> {
    const first = choose(model, this.#which);
    const submission = submissionOf(model, first.reference);
    const now = await seenNow(world, first, submission, model);
    const others = reviewLinks(model).filter(
      ({ reference, until }) =>
        reference === first.reference && until < model.now === first.until < model.now,
    );
    const sent = this.#forms.map((form, index) => ({
      form,
      link: pick(others, others.indexOf(first) + index),
    }));
    const answers = await Promise.all(
      sent.map(({ form, link }) => world.post(link.url, fieldsOf(form, submission, now))),
    );
    const due = sent.map(({ form, link }) => expected(model, submission, link, form));
    const winner = answers.findIndex(({ status }) => status === 303);
    checkAnswers(answers, due, winner);
    for (const [index, { form, link }] of sent.entries()) {
      if (due[index] === 'fresh link')
        owe(model, {
          kind: 'review-request',
          reference: link.reference,
          recipient: link.holder,
          fresh: true,
        });
      if (index === winner) decide(model, submission, link.holder, form);
    }
  }

  toString(): string {
    return `Decide(${this.#which}, ${JSON.stringify(this.#forms)})`;
  }
}

/** The hash on the page now; none where the page asks for no decision. */
async function seenNow(
  world: World,
  { url, until }: ModelLink,
  submission: ModelSubmission,
  model: Model,
): Promise<string> {
  if (isDecided(submission) || until < model.now) return '';
  return inputValue(await world.get(url), 'seen');
}

function fieldsOf(form: Form, submission: ModelSubmission, now: string): Record<string, string> {
  const seen = form.seen === 'missing' ? '' : (form.seen === 'before' && submission.page?.seen) || now;
  const chosen = submission.changes.flatMap(({ field }, index) => {
    const choice = choiceOf(form, index, field);
    if (choice === null) return [];
    const value = typeof choice === 'string' ? [] : inputs(`value[${field}]`, choice.value);
    return [[`change[${field}]`, typeof choice === 'string' ? choice : 'edit'] as const, ...value];
  });
  const { decision, reason } = form;
  return { decision, seen, ...(reason ? { reason: 'incorrect' } : {}), ...Object.fromEntries(chosen) };
}

type Choice = 'accept' | 'decline' | { readonly value: Value } | null;

/** An edit needs a value of the field's own; without one the change is accepted. */
function choiceOf({ choices, edits }: Form, index: number, field: ModelledField): Choice {
  const choice = pick(choices, index);
  if (choice !== 'edit') return choice;
  const edit = edits.find((one) => one.field === field);
  return edit ? { value: edit.to } : 'accept';
}

type Due = 'decided' | 'fresh link' | 'refused' | 'stale' | 'taken';

/** What the answer must be, were it the only one. */
function expected(model: Model, submission: ModelSubmission, link: ModelLink, form: Form): Due {
  if (isDecided(submission)) return 'decided';
  if (link.until < model.now) return form.decision === 'send' ? 'fresh link' : 'refused';
  if (form.decision !== 'approve' && form.decision !== 'reject') return 'refused';
  if (form.seen === 'missing' || (form.decision === 'reject' && !form.reason)) return 'refused';
  const rejects = declinesAll(model, submission, form);
  if (form.decision === 'approve' && form.reason && !rejects) return 'refused';
  if (form.seen === 'before' && isStale(model, submission)) return 'stale';
  if (form.decision === 'reject') return 'taken';
  const nothing = isNothing(judged(model, submission, form));
  return isUnsaid(model, submission, form) || (nothing && !form.reason) ? 'refused' : 'taken';
}

/** A page that is left open is good until something moves that it shows: a field of its own, or who else waits. */
function isStale(model: Model, submission: ModelSubmission): boolean {
  const { page, record, changes } = submission;
  if (page === null) return false;
  const moved = changes.some(({ field }) => !same(page.content[field], contentOf(model, record)[field]));
  return moved || rivalsOf(model, submission).some((rival) => !page.rivals.includes(rival));
}

/** Whether it is meant as a rejection: what the record says already is nobody's to decline, unless it is all there is. */
function declinesAll(model: Model, submission: ModelSubmission, form: Form): boolean {
  const choices = chosenOf(form, submission);
  const open = choices.filter((_, index) => {
    const change = pick(submission.changes, index);
    const now = contentOf(model, submission.record)[change.field];
    return !same(threeWay(change, now).value, now);
  });
  return (open.length > 0 ? open : choices).every((choice) => choice === 'decline');
}

function chosenOf(form: Form, { changes }: ModelSubmission): readonly Choice[] {
  return changes.map(({ field }, index) => choiceOf(form, index, field));
}

/** Whether nothing was chosen of a change in conflict. */
function isUnsaid(model: Model, submission: ModelSubmission, form: Form): boolean {
  const choices = chosenOf(form, submission);
  return submission.changes.some(
    (change, index) =>
      choices[index] === null && threeWay(change, contentOf(model, submission.record)[change.field]).conflict,
  );
}

const statusOf: Readonly<Record<Due, number>> = {
  decided: 200,
  'fresh link': 200,
  refused: 422,
  stale: 409,
  taken: 303,
};

/** The first that may be taken is; whatever comes beside it may come after it, and is told the outcome. */
function checkAnswers(answers: readonly Answer[], due: readonly Due[], winner: number): void {
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(due.includes('taken') ? 1 : 0);
  for (const [index, { status }] of answers.entries()) {
    if (index === winner) expect(due[index]).toBe('taken');
    else if (winner < 0) expect(status).toBe(statusOf[due[index] ?? 'taken']);
    else if (due[index] === 'taken') expect(status).toBe(200);
    else expect([200, statusOf[due[index] ?? 'taken']]).toContain(status);
  }
}

type Judged = { readonly field: ModelledField; readonly verdict: string; readonly value: Value };

function judged(model: Model, submission: ModelSubmission, form: Form): readonly Judged[] {
  return submission.changes.map((change, index) => {
    const now = contentOf(model, submission.record)[change.field];
    const { value: merged } = threeWay(change, now);
    const choice = choiceOf(form, index, change.field) ?? 'accept';
    // An edit that says what was sent is none.
    const edited = typeof choice !== 'string' && !sameSet(choice.value, merged);
    const value = edited ? choice.value : merged;
    const verdict =
      choice === 'decline' ? 'declined' : same(value, now) ? 'unneeded' : edited ? 'edited' : 'accepted';
    return { field: change.field, verdict, value };
  });
}

/** Whether nothing is left to approve. */
function isNothing(all: readonly Judged[]): boolean {
  const changed = all.some(({ verdict }) => verdict === 'accepted' || verdict === 'edited');
  return !changed && all.some(({ verdict }) => verdict === 'declined');
}

function decide(model: Model, submission: ModelSubmission, by: string, form: Form): void {
  const { record, reference } = submission;
  const all = judged(model, submission, form);
  const approved = form.decision === 'approve' && !isNothing(all);
  const changed = all.filter(({ verdict }) => verdict === 'accepted' || verdict === 'edited');
  submission.status = approved ? 'approved' : 'rejected';
  submission.events.push(submission.status);
  const verdicts = approved ? Object.fromEntries(all.map(({ field, verdict }) => [field, verdict])) : null;
  const version = approved && changed.length > 0 ? versionsOf(model, record).length + 1 : null;
  submission.decision = { by, verdicts, version };
  if (version !== null) {
    const content = {
      ...contentOf(model, record),
      ...Object.fromEntries(changed.map(({ field, value }) => [field, value])),
    };
    versionsOf(model, record).push({ content, submission: reference });
    model.owedChanges.push(`${record} ${version}`);
  }
  if (submission.email !== null)
    owe(model, { kind: 'outcome', reference, recipient: 'contributor', fresh: false });
}

const form: fc.Arbitrary<Form> = fc.record({
  decision: fc.constantFrom('approve', 'approve', 'approve', 'approve', 'reject', 'send', 'nonsense'),
  reason: fc.boolean(),
  seen: fc.constantFrom('now', 'now', 'before', 'before', 'before', 'missing'),
  choices: fc.array(fc.constantFrom(...choices), { minLength: 1, maxLength: 3 }),
  edits: someWishes,
});

export const reviews: readonly fc.Arbitrary<Step>[] = [
  fc.constant(new ReadAll()),
  fc
    .tuple(fc.nat(99), fc.array(form, { minLength: 1, maxLength: 2 }))
    .map(([which, forms]) => new Decide(which, forms)),
];
