import fc from 'fast-check';
import { expect } from 'vitest';
import { asReference, type Reference } from '../../../lambdas/domain/names.ts';
import type { Answer } from '../../support/requests.ts';
import type { World } from '../../support/world.ts';
import {
  type Change,
  DAY,
  links,
  type Model,
  type ModelledField,
  modelledFields,
  owe,
  oweReviews,
  type Request,
  type Taken,
  type Value,
  versionsOf,
} from '../model.ts';
import { pick, Step } from '../step.ts';
import { sameSet } from '../three-way.ts';

const emails = ['ada@example.org', 'bo@example.net'] as const;

/** What people want a field to say: few values, so that they meet. */
const wishes: Readonly<Record<ModelledField, readonly Value[]>> = {
  title: ['One title', 'Another title', 'A third title'],
  endDate: [null, '2024', '2025-06', '2026-01-31'],
  summary: [null, 'Some words.', 'Other words.\n\nIn two paragraphs.'],
  themes: [
    [],
    ['standards'],
    ['cybercrime', 'standards'],
    ['culture-skills', 'cybercrime'],
    ['policy-strategy'],
  ],
};

export type Wish = { readonly field: ModelledField; readonly to: Value };

/** One to three fields and what they should say. */
export const someWishes: fc.Arbitrary<readonly Wish[]> = fc
  .uniqueArray(fc.constantFrom(...modelledFields), { minLength: 1, maxLength: 3 })
  .chain((fields) =>
    fc.tuple(...fields.map((field) => fc.constantFrom(...wishes[field]).map((to): Wish => ({ field, to })))),
  );

type How = {
  readonly via: Request['via'];
  readonly keyed: boolean;
  readonly record: number;
  readonly version: number;
  readonly email: string | null;
};

/** Sends a correction of a record, made from one of its versions. */
export class Submit extends Step {
  readonly #wishes: readonly Wish[];
  readonly #how: How;

  constructor(wishes: readonly Wish[], how: How) {
    super();
    this.#wishes = wishes;
    this.#how = how;
  }

  protected async take(model: Model, world: World): Promise<void> {
    const { via, keyed, email } = this.#how;
    const record = pick([...model.records.keys()], this.#how.record);
    const versions = versionsOf(model, record);
    // The newest one more often than not, as people mostly see it.
    const version = this.#how.version < versions.length ? this.#how.version + 1 : versions.length;
    const seen = pick(versions, version - 1).content;
    const changes = this.#wishes.map(({ field, to }): Change => ({ field, from: seen[field], to }));
    const comment = `Number ${model.taken.length} at ${model.now}`;
    const key = keyed || via === 'form' ? `key ${comment}` : null;
    await send(model, world, { via, key, record, version, changes, email, comment });
  }

  toString(): string {
    return `Submit(${JSON.stringify(this.#wishes)}, ${JSON.stringify(this.#how)})`;
  }
}

/** Sends something again, as it was. */
export class SendAgain extends Step {
  protected readonly which: number;

  constructor(which: number) {
    super();
    this.which = which;
  }

  override check(model: Readonly<Model>): boolean {
    return model.taken.length > 0;
  }

  protected async take(model: Model, world: World): Promise<void> {
    await send(model, world, pick(model.taken, this.which).request);
  }

  toString(): string {
    return `SendAgain(${this.which})`;
  }
}

/** Sends something else under a key that was used: that is another submission. */
export class SendOther extends SendAgain {
  protected override async take(model: Model, world: World): Promise<void> {
    const { request } = pick(model.taken, this.which);
    await send(model, world, { ...request, comment: `${request.comment}, but otherwise` });
  }

  override toString(): string {
    return `SendOther(${this.which})`;
  }
}

async function send(model: Model, world: World, request: Request): Promise<void> {
  const answer = await ask(world, request);
  const known = model.taken.find((one) => sameKey(one.request, request) && one.until >= seconds(model.now));
  if (known) return again(known, request, answer);
  if (!saysSomething(request)) {
    expect(answer.status).toBe(422);
    return;
  }
  expect(answer.status, answer.body).toBe(request.via === 'form' ? 303 : 201);
  receive(model, request, receiptOf(request, answer));
}

/** A key and what came with it are one submission; without a key nothing is. */
function sameKey(a: Request, b: Request): boolean {
  return a.key !== null && a.key === b.key && a.comment === b.comment;
}

function again({ reference, firstStatus, statusUrl }: Taken, repeat: Request, answer: Answer): void {
  const receipt = receiptOf(repeat, answer);
  expect(receipt.reference).toBe(reference);
  expect(receipt.statusUrl.endsWith(statusUrl)).toBe(true);
  if (receipt.status) expect(receipt.status).toBe(firstStatus);
}

/** What only stands in another order says nothing. */
function saysSomething({ changes }: Request): boolean {
  return changes.some(({ from, to }) => !sameSet(from, to));
}

function receive(model: Model, request: Request, { reference, statusUrl }: Receipt): void {
  const { via, record, changes, email } = request;
  const status = email === null ? 'pending' : 'unconfirmed';
  expect(model.submissions.has(reference)).toBe(false);
  model.submissions.set(reference, {
    reference,
    record,
    changes: changes.filter(({ from, to }) => via === 'api' || !sameSet(from, to)),
    email,
    status,
    events: ['received'],
    due: email === null ? null : model.now + links.confirmDays * DAY,
    confirmationMailed: null,
    decision: null,
    page: null,
  });
  const until = seconds(model.now) + DAY / 1000;
  model.taken.push({ request, reference, firstStatus: status, statusUrl, until });
  if (email === null) oweReviews(model, reference);
  else owe(model, { kind: 'confirm-address', reference, recipient: 'contributor', fresh: false });
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}

type Receipt = { readonly reference: Reference; readonly statusUrl: string; readonly status: string | null };

function receiptOf({ via }: Request, answer: Answer): Receipt {
  expect(answer.status, answer.body).toBe(via === 'form' ? 303 : 201);
  const statusUrl = (answer.headers['location'] ?? '').replace(/^https:\/\/[^/]+/, '');
  const reference = asReference(/COR-[^?]+/.exec(statusUrl)?.[0] ?? '');
  return { reference, statusUrl, status: via === 'form' ? null : JSON.parse(answer.body).status };
}

function ask(world: World, { via, key, record, version, changes, email, comment }: Request): Promise<Answer> {
  if (via === 'form') {
    const typed = changes.flatMap(({ field, to }) => inputs(field, to));
    const fields = Object.fromEntries(typed);
    return world.post(`/correct/${record}`, {
      ...fields,
      version: `${version}`,
      key: key ?? '',
      comment,
      email: email ?? '',
    });
  }
  const document = { kind: 'correction', record, version, changes, comment, contributor: { email } };
  return world.postJson('/api/submissions', document, key === null ? {} : { 'idempotency-key': key });
}

/** A value as a form carries it: an empty list by an input without a row. */
export function inputs(name: string, value: Value): readonly (readonly [string, string])[] {
  if (value === null || typeof value === 'string') return [[name, value ?? '']];
  return value.length === 0 ? [[name, '']] : value.map((one, row) => [`${name}[${row}]`, one]);
}

export const submissions: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(
      someWishes,
      fc.record({
        via: fc.constantFrom('form', 'api'),
        keyed: fc.boolean(),
        record: fc.nat(20),
        version: fc.nat(12),
        email: fc.constantFrom(null, ...emails),
      }),
    )
    .map(([wanted, how]) => new Submit(wanted, how)),
  fc.nat(99).map((which) => new SendAgain(which)),
  fc.nat(99).map((which) => new SendOther(which)),
];
