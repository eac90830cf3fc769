import fc from 'fast-check';
import { expect } from 'vitest';
import { asReference } from '../../../lambdas/domain/names.ts';
import { noticeInForce } from '../../../lambdas/i18n/notices.ts';
import type { Answer } from '../../support/requests.ts';
import {
  type Change,
  domains,
  isPublic,
  type Model,
  type ModelledField,
  type ModelRecord,
  type ModelSubmission,
  modelledFields,
  newText,
  type Via,
} from '../model.ts';
import { notify, pick, type Real, Step } from '../step.ts';
import { decide } from './decide.ts';
import { confirm } from './own.ts';

const notice = noticeInForce('en', {
  portal: '',
  mailbox: '',
  licence: '',
  contactMonths: 12,
  accuracyMonths: 12,
  controller: '',
  url: '',
});

type How = {
  readonly via: Via;
  readonly record: number;
  /** The domain that it is sent from; a correction may come from nowhere. */
  readonly from: (typeof domains)[number] | null;
  /** How far it gets before anything else happens. */
  readonly until: 'sent' | 'confirmed' | 'approved';
};

/** Sends something by its form or through the API. */
abstract class Send extends Step {
  protected readonly how: How;

  constructor(how: How) {
    super();
    this.how = how;
  }

  protected email(model: Model): string | null {
    return this.how.from === null ? null : `n${model.texts}@${this.how.from}`;
  }

  protected chosen(model: Model): ModelRecord {
    return pick([...model.records.values()], this.how.record);
  }

  protected abstract send(model: Model, real: Real): Promise<ModelSubmission | null>;

  protected async take(model: Model, real: Real): Promise<void> {
    const submission = await this.send(model, real);
    if (!submission || this.how.until === 'sent') return;
    await notify(real);
    if (submission.email !== null) await confirm(model, real, submission, 'confirm');
    if (this.how.until === 'confirmed') return;
    await notify(real);
    await decide(model, real, submission, 'approve');
  }

  toString(): string {
    return `${this.constructor.name}(${JSON.stringify(this.how)})`;
  }
}

type Sent = Pick<ModelSubmission, 'kind' | 'record' | 'email'> & Partial<ModelSubmission>;

function receive(model: Model, answer: Answer, sent: Sent): ModelSubmission {
  const statusUrl = (answer.headers['location'] ?? '').replace(/^https:\/\/[^/]+/, '');
  const reference = asReference(/COR-[^?]+/.exec(statusUrl)?.[0] ?? '');
  const submission: ModelSubmission = {
    ...{ reference, changes: [], fields: [], basis: 'public', at: model.now, words: [], statusUrl },
    status: sent.email === null ? 'pending' : 'unconfirmed',
    ...sent,
  };
  model.submissions.set(reference, submission);
  return submission;
}

/** What a form of a record answers where there is nothing to send; null where there is. */
function formRefusal(record: ModelRecord, unpublished: boolean): number | null {
  if (record.status === 'gone') return 410;
  return record.status === 'held' || !(unpublished || isPublic(record)) ? 404 : null;
}

function taken({ via }: How): number {
  return via === 'form' ? 303 : 201;
}

/** Corrects one field, as one of the record's versions has it. */
export class Correct extends Send {
  readonly #field: ModelledField;
  readonly #version: number;

  constructor(how: How, field: ModelledField, version: number) {
    super(how);
    this.#field = field;
    this.#version = version;
  }

  protected async send(model: Model, { world }: Real): Promise<ModelSubmission | null> {
    const record = this.chosen(model);
    const { id, versions } = record;
    const version = this.#version < versions.length ? this.#version + 1 : versions.length;
    const seen = pick(versions, version - 1);
    const change: Change = { field: this.#field, from: seen.content[this.#field], to: newText(model) };
    const comment = newText(model);
    const email = this.email(model);
    const { via } = this.how;
    const answer =
      via === 'form'
        ? await world.post(`/correct/${id}`, {
            ...{ version: `${version}`, key: comment, comment, email: email ?? '' },
            [change.field]: change.to,
          })
        : await world.postJson('/api/submissions', {
            ...{ kind: 'correction', record: id, version, changes: [change], comment },
            contributor: { email },
          });
    const due = this.#due(record, seen.erased);
    expect(answer.status, answer.body).toBe(due);
    if (due !== taken(this.how)) return null;
    return receive(model, answer, {
      kind: 'correction',
      record: id,
      email,
      changes: [change],
      words: [comment],
    });
  }

  #due(record: ModelRecord, erased: boolean): number {
    if (record.status === 'gone') return 410;
    if (!isPublic(record)) return 404;
    if (this.how.via === 'form' && record.status === 'held') return 404;
    return record.status === 'held' || erased ? 422 : taken(this.how);
  }

  override toString(): string {
    return `Correct(${JSON.stringify(this.how)}, ${this.#field}, ${this.#version})`;
  }
}

/** Consents to a record's publication. */
export class Consent extends Send {
  protected async send(model: Model, { world }: Real): Promise<ModelSubmission | null> {
    const record = this.chosen(model);
    const { id } = record;
    const { via } = this.how;
    const comment = newText(model);
    const email = this.email(model) ?? `owner${model.texts}@owner.example`;
    const said = { notice: notice.version, organisation: 'Owner', role: 'owner' };
    const { organisation, role } = said;
    const answer =
      via === 'form'
        ? await world.post(`/consent/${id}`, {
            ...{ ...said, authority: 'yes', version: `${record.versions.length}`, key: comment },
            ...{ email, comment },
          })
        : await world.postJson('/api/submissions', {
            ...{ kind: 'consent', record: id, notice: said.notice, authority: true, comment },
            contributor: { email, organisation, role },
          });
    const refused = via === 'form' ? formRefusal(record, true) : record.status === 'gone' ? 410 : null;
    expect(answer.status, answer.body).toBe(refused ?? taken(this.how));
    if (refused !== null) return null;
    return receive(model, answer, { kind: 'consent', record: id, email, words: [comment] });
  }
}

/** Objects to a record or to some of its fields. */
export class Objection extends Send {
  readonly #fields: readonly ModelledField[];

  constructor(how: How, fields: readonly ModelledField[]) {
    super(how);
    this.#fields = fields;
  }

  protected async send(model: Model, { world }: Real): Promise<ModelSubmission | null> {
    const record = this.chosen(model);
    const { id } = record;
    const { via } = this.how;
    const comment = newText(model);
    const email = this.email(model) ?? `someone${model.texts}@owner.example`;
    const chosen = this.#fields.map((field, row) => [`fields[${row}]`, field]);
    const answer =
      via === 'form'
        ? await world.post(`/object/${id}`, { ...Object.fromEntries(chosen), key: comment, email, comment })
        : await world.postJson('/api/submissions', {
            ...{ kind: 'objection', record: id, fields: this.#fields, comment },
            contributor: { email },
          });
    const hidden = record.status === 'gone' ? 410 : isPublic(record) ? null : 404;
    const refused = via === 'form' ? formRefusal(record, false) : hidden;
    expect(answer.status, answer.body).toBe(refused ?? taken(this.how));
    if (refused !== null) return null;
    return receive(model, answer, {
      kind: 'objection',
      record: id,
      email,
      fields: this.#fields,
      words: [comment],
    });
  }

  override toString(): string {
    return `Objection(${JSON.stringify(this.how)}, ${JSON.stringify(this.#fields)})`;
  }
}

/** Proposes a project, which may be public for its sources or by consent. */
export class Addition extends Send {
  readonly #basis: 'public' | 'consent';

  constructor(how: How, basis: 'public' | 'consent') {
    super(how);
    this.#basis = basis;
  }

  protected async send(model: Model, { world }: Real): Promise<ModelSubmission | null> {
    const [title, summary, comment] = [newText(model), newText(model), newText(model)];
    const byConsent = this.#basis === 'consent';
    const email = this.email(model) ?? (byConsent ? `adds${model.texts}@owner.example` : null);
    const basis = byConsent
      ? { basis: 'consent', notice: notice.version, authority: true }
      : { basis: 'public', sources: ['https://source.example/'] };
    const answer =
      this.how.via === 'form'
        ? await world.post('/add', {
            ...{ title, summary, comment, key: comment, email: email ?? '', basis: this.#basis },
            ...(byConsent
              ? { notice: notice.version, authority: 'yes' }
              : { 'sources[0]': 'https://source.example/' }),
          })
        : await world.postJson('/api/submissions', {
            ...{ kind: 'addition', proposal: { title, summary }, basis, comment },
            contributor: { email },
          });
    expect(answer.status, answer.body).toBe(taken(this.how));
    const changes: readonly Change[] = [
      { field: 'title', from: null, to: title },
      { field: 'summary', from: null, to: summary },
    ];
    const sent = { kind: 'addition', record: null, email, changes, basis: this.#basis } as const;
    return receive(model, answer, { ...sent, words: [comment] });
  }

  override toString(): string {
    return `Addition(${JSON.stringify(this.how)}, ${this.#basis})`;
  }
}

const how: fc.Arbitrary<How> = fc.record({
  via: fc.constantFrom('form', 'api'),
  record: fc.nat(20),
  from: fc.constantFrom(null, ...domains),
  until: fc.constantFrom('sent', 'confirmed', 'approved', 'approved'),
});

export const corrections: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(how, fc.constantFrom(...modelledFields), fc.nat(9))
    .map(([one, field, version]) => new Correct(one, field, version)),
];
export const consents: readonly fc.Arbitrary<Step>[] = [how.map((one) => new Consent(one))];
export const objections: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(how, fc.uniqueArray(fc.constantFrom(...modelledFields), { maxLength: 2 }))
    .map(([one, fields]) => new Objection(one, fields)),
];
export const additions: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(how, fc.constantFrom('public', 'consent', 'consent'))
    .map(([one, basis]) => new Addition(one, basis)),
];
