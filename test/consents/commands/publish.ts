import fc from 'fast-check';
import { expect } from 'vitest';
import { loadConsent } from '../../../lambdas/storage/consents.ts';
import { loadSubmission } from '../../../lambdas/storage/submissions.ts';
import type { Table } from '../../../lambdas/storage/table.ts';
import { Faults } from '../../support/faults.ts';
import { functionsOn, type Ports, type World } from '../../support/world.ts';
import { close, isOpen, type Model, mustClose, purge, snapshotOf } from '../model.ts';
import { notify, type Real, Step } from '../step.ts';

const sendMail = () => Promise.reject(new Error('A publisher sends no mail.'));

/** A publisher on ports of its own. */
function publisherOn({ clock }: World, ports: Ports): () => Promise<void> {
  const functions = functionsOn(ports);
  functions.clock.now = clock.now;
  return functions.publish;
}

/** Everything is out that should be, and gone that should be; who withdrew hears of it. */
async function settle(model: Model, real: Real): Promise<void> {
  purge(model);
  model.unsettled = false;
  model.published = [snapshotOf(model)];
  await notify(real);
  for (const { receipt, email, status, took } of model.consents.values()) {
    if (status !== 'withdrawn') continue;
    const told = real.mails.filter(
      ({ to, subject }) => to === email && subject.includes(receipt) && /gone/.test(subject),
    );
    const gone = (await loadConsent(real.world.table, receipt))?.gone;
    expect([receipt, told.length, gone !== undefined]).toEqual([receipt, took ? 1 : 0, took]);
    if (took) expect(told[0]?.text).toContain(`release ${gone?.sequence}`);
  }
}

/** Publishes what is owed; two publishers at the same time come to the same. */
export class Publish extends Step {
  protected override readonly publishes = true;
  readonly #runs: number;

  constructor(runs: number) {
    super();
    this.#runs = runs;
  }

  protected async take(model: Model, real: Real): Promise<void> {
    await Promise.all(Array.from({ length: this.#runs }, () => real.world.publish()));
    await settle(model, real);
  }

  toString(): string {
    return `Publish(${this.#runs})`;
  }
}

/** A publisher was interrupted: what it came to shows in the table, and is what might have come next. */
async function catchUp(model: Model, { world }: Real): Promise<void> {
  model.unsettled = true;
  model.published.push(snapshotOf(model));
  for (const submission of model.submissions.values()) {
    const stored = await loadSubmission(world.table, submission.reference);
    if (stored?.status === 'closed' && mustClose(model, submission)) close(model, submission);
    if (stored?.kind === 'objection' && stored.lapsed && isOpen(submission)) {
      submission.fields = submission.fields.filter((field) => stored.fields.includes(field));
    }
  }
  const versions = (await world.dump()).filter(({ sk, erased }) => sk.startsWith('VERSION#') && erased);
  for (const { record: id, version } of versions) {
    const record = model.records.get(id);
    const known = record?.versions[version - 1];
    const may = record && record.erasures.length > 0;
    if (known && may && (record.status === 'gone' || version < record.versions.length)) known.erased = true;
  }
}

/** A publisher that is gone after one of its calls. */
export class PublishAndDie extends Step {
  protected override readonly publishes = true;
  readonly #call: number;

  constructor(call: number) {
    super();
    this.#call = call;
  }

  protected async take(model: Model, real: Real): Promise<void> {
    const { world } = real;
    const faults = new Faults([{ call: this.#call, disturbance: 'last' }]);
    const { table, files } = world;
    const publish = publisherOn(world, faults.on({ table, files, sendMail }));
    const died = await publish().then(
      () => false,
      () => true,
    );
    await faults.next();
    if (died) await catchUp(model, real);
    else await settle(model, real);
  }

  toString(): string {
    return `PublishAndDie(${this.#call})`;
  }
}

/** Falls asleep before one of its transactions; others go on meanwhile. */
export class PublishAndSleep extends Step {
  protected override readonly publishes = true;
  readonly #transaction: number;

  constructor(transaction: number) {
    super();
    this.#transaction = transaction;
  }

  /** One at a time: whoever sleeps is woken before the next goes to sleep. */
  override check(model: Readonly<Model>): boolean {
    return !model.asleep;
  }

  protected async take(model: Model, real: Real): Promise<void> {
    const { world } = real;
    const asleep = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let left = this.#transaction;
    const table: Table = {
      ...world.table,
      transact: async (writes) => {
        left -= 1;
        if (left === 0) {
          asleep.resolve();
          await gate.promise;
        }
        return world.table.transact(writes);
      },
    };
    const done = publisherOn(world, { table, files: world.files, sendMail })();
    const fell = await Promise.race([asleep.promise.then(() => true), done.then(() => false)]);
    if (!fell) return settle(model, real);
    real.sleeping = {
      wake: () => {
        gate.resolve();
        return done;
      },
    };
    model.asleep = true;
    await catchUp(model, real);
  }

  toString(): string {
    return `PublishAndSleep(${this.#transaction})`;
  }
}

/** Whoever slept goes on where it was, as if nothing had happened. */
export class Wake extends Step {
  protected override readonly publishes = true;

  override check(model: Readonly<Model>): boolean {
    return model.asleep;
  }

  protected async take(model: Model, real: Real): Promise<void> {
    await real.sleeping?.wake();
    real.sleeping = null;
    model.asleep = false;
    await settle(model, real);
  }

  toString(): string {
    return 'Wake()';
  }
}

export const publications: readonly fc.Arbitrary<Step>[] = [
  fc.integer({ min: 1, max: 2 }).map((runs) => new Publish(runs)),
  fc.integer({ min: 1, max: 60 }).map((call) => new PublishAndDie(call)),
];
export const sleepers: readonly fc.Arbitrary<Step>[] = [
  fc.integer({ min: 1, max: 3 }).map((transaction) => new PublishAndSleep(transaction)),
  fc.constant(new Wake()),
];
