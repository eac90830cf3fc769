import fc from 'fast-check';
import { expect } from 'vitest';
import { bounceHandler } from '../../../lambdas/bounce.ts';
import { asReference } from '../../../lambdas/domain/names.ts';
import type { Mail } from '../../support/mail.ts';
import type { World } from '../../support/world.ts';
import {
  DAY,
  deputy,
  links,
  type Model,
  type OwedMail,
  owe,
  people,
  type Status,
  submissionOf,
} from '../model.ts';
import { Step } from '../step.ts';

/** Sends what is owed; two runs at the same time send it once. */
export class Notify extends Step {
  readonly #runs: number;

  constructor(runs: number) {
    super();
    this.#runs = runs;
  }

  protected async take(model: Model, world: World): Promise<void> {
    world.mails.length = 0;
    await Promise.all(Array.from({ length: this.#runs }, () => world.notify()));
    const due = model.owedMails.flatMap((mail) => addressed(model, mail));
    model.owedMails = [];
    const arrived = world.mails.map(({ to, subject }) => `${referenceIn(subject)} ${to}`);
    expect(arrived.sort()).toEqual(due.map(({ reference, to }) => `${reference} ${to}`).sort());
    for (const mail of inOrder(model, world.mails)) learnLinks(model, mail);
    for (const { kind, reference, recipient } of due) {
      if (kind === 'confirm-address') submissionOf(model, reference).confirmationMailed = model.now;
      if (kind === 'review-request') model.asked.add(`${reference} ${recipient}`);
    }
  }

  toString(): string {
    return `Notify(${this.#runs})`;
  }
}

function referenceIn(subject: string): string | undefined {
  return /COR-[\w-]+/.exec(subject)?.[0];
}

type Addressed = OwedMail & { readonly to: string };

/** Whether what a mail would ask or tell is still so. */
function isNeeded({ kind }: OwedMail, status: Status): boolean {
  if (kind === 'confirm-address') return status === 'unconfirmed';
  return kind !== 'review-request' || status === 'pending';
}

/** Where a mail goes: nowhere when the contributor was forgotten or takes no mail; to the deputy for a manager who does not. */
function addressed(model: Model, mail: OwedMail): readonly Addressed[] {
  if (!isNeeded(mail, submissionOf(model, mail.reference).status)) return [];
  if (mail.recipient !== 'contributor') {
    const reached = model.bounced.has(mail.recipient) ? deputy : mail.recipient;
    return people.filter(({ id }) => id === reached).map(({ email }) => ({ ...mail, to: email }));
  }
  const { email, status } = submissionOf(model, mail.reference);
  const forgotten = status === 'cancelled' || status === 'expired';
  return email === null || forgotten || model.bounced.has(email) ? [] : [{ ...mail, to: email }];
}

/** In the order of what was sent: references are made up anew each time, and a run must be the same again. */
function inOrder(model: Model, mails: readonly Mail[]): readonly Mail[] {
  const sent = [...model.submissions.keys()];
  const place = ({ subject, to }: Mail) =>
    `${String(sent.indexOf(referenceIn(subject) ?? '')).padStart(4, '0')} ${to}`;
  return [...mails].sort((a, b) => place(a).localeCompare(place(b)));
}

/** The links of a mail open something from now on. */
function learnLinks(model: Model, mail: Mail): void {
  const reference = asReference(referenceIn(mail.subject) ?? '');
  const holder = people.find(({ email }) => email === mail.to)?.id ?? 'contributor';
  for (const link of mail.links) {
    const [, purpose] = /\/(confirm|review)\//.exec(link) ?? [];
    if (purpose !== 'confirm' && purpose !== 'review') continue;
    const days = purpose === 'confirm' ? links.confirmDays : links.reviewDays;
    model.links.push({ url: link, purpose, reference, holder, until: model.now + days * DAY });
  }
}

const addresses = ['ada@example.org', 'bo@example.net', 'ben@example.org'] as const;

/** Mail to an address came back for good. */
export class Bounce extends Step {
  readonly #address: (typeof addresses)[number];

  constructor(address: (typeof addresses)[number]) {
    super();
    this.#address = address;
  }

  protected async take(model: Model, world: World): Promise<void> {
    const bouncedRecipients = [{ emailAddress: this.#address }];
    const bounce = { bounceType: 'Permanent', bouncedRecipients };
    await bounceHandler(world.dependencies)({ detail: { eventType: 'Bounce', bounce } });
    const person = people.find(({ email }) => email === this.#address);
    model.bounced.add(person?.id ?? this.#address);
    if (!person) return;
    for (const { reference, status } of model.submissions.values())
      if (status === 'pending' && !model.asked.has(`${reference} ${deputy}`))
        owe(model, { kind: 'review-request', reference, recipient: deputy, fresh: true });
  }

  toString(): string {
    return `Bounce(${this.#address})`;
  }
}

export const notifications: readonly fc.Arbitrary<Step>[] = [
  fc.integer({ min: 1, max: 2 }).map((runs) => new Notify(runs)),
  fc.constant(new Notify(1)),
];

export const bounces: readonly fc.Arbitrary<Step>[] = [
  fc.constantFrom(...addresses).map((address) => new Bounce(address)),
];
