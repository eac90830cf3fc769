import { expect } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import { inputValue } from './requests.ts';
import type { World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

/** A receipt of the API. */
export type Receipt = {
  readonly reference: Reference;
  readonly status: string;
  readonly statusUrl: string;
  readonly submissions: readonly { readonly reference: Reference; readonly record: string | null }[];
};

let count = 0;
/** An address nobody else in a test file has. */
export function newAddress(): string {
  count += 1;
  return `sender-${count}@example.org`;
}

export function correctionOf(record: string, field: string, to: unknown, email: string | null): Json {
  return {
    kind: 'correction',
    record,
    version: 1,
    changes: [{ field, from: Array.isArray(to) ? [] : null, to }],
    contributor: { email, name: 'Ada' },
  };
}

/** Fourteen corrections to six records, as an implementer has them after a year. */
export function fourteen(email: string | null): readonly Json[] {
  const records = [
    'cyber4dev',
    'cybereast',
    'cybersouth',
    'glacy-plus',
    'global-project-cybercrime-3',
    'iproceeds-2',
  ];
  return Array.from({ length: 14 }, (_, number) => {
    const record = records[number % 6] ?? '';
    if (number >= 12)
      return correctionOf(record, 'partners', [{ name: `Partner ${number}`, url: null }], email);
    return correctionOf(record, number < 6 ? 'outputs' : 'outcomes', [`Result ${number}`], email);
  });
}

/** A correction to each of two records. */
export const two = (email: string | null) => [
  correctionOf('cybereast', 'context', 'Two', email),
  correctionOf('cybersouth', 'context', 'Two', email),
];

/** What somebody does with a bundle, each step of which must be taken. */
export function bundleSteps(world: World) {
  const send = async (documents: unknown, headers = {}): Promise<Receipt> => {
    const answer = await world.postJson('/api/submissions', documents, headers);
    expect(answer.status, answer.body).toBe(201);
    return JSON.parse(answer.body);
  };
  const mailsTo = (address: string, about: RegExp) =>
    world.mails.filter(({ to, subject }) => to === address && about.test(subject));
  const link = (address: string, kind: string, about: RegExp): string => {
    const found = mailsTo(address, about)
      .at(-1)
      ?.links.find((one) => one.includes(`/${kind}/`));
    if (!found) throw new Error(`${address} got no ${kind} link about ${about}.`);
    return new URL(found).pathname;
  };
  const confirm = async (address: string): Promise<string> => {
    await world.notify();
    const path = link(address, 'confirm', /confirm/);
    expect((await world.post(path, { decision: 'confirm' })).status).toBe(303);
    return path;
  };
  /** Where each submission stands, by its reference. */
  const standing = async ({ reference, statusUrl }: Receipt): Promise<Readonly<Record<string, string>>> => {
    const answer = await world.get(`/api/submissions/${reference}${new URL(statusUrl).search}`);
    expect(answer.status, answer.body).toBe(200);
    const { submissions } = JSON.parse(answer.body) as {
      submissions: { reference: Reference; status: string }[];
    };
    return Object.fromEntries(submissions.map((one) => [one.reference, one.status]));
  };
  const secret = ({ statusUrl }: Receipt) => new URL(statusUrl).searchParams.get('t') ?? '';
  /** Adds a correction of one field by the form. */
  const add = async (
    receipt: Receipt,
    fields: Readonly<Record<string, string>>,
    record = 'octopus-project',
    t = secret(receipt),
  ) => {
    const form = `/correct/${record}`;
    const page = await world.get(`${form}?bundle=${receipt.reference}&t=${t}`);
    const key = inputValue(page, 'key');
    return world.post(form, { version: '1', key, bundle: receipt.reference, t, ...fields });
  };
  const decide = async (path: string, fields: Readonly<Record<string, string>>) => {
    const seen = inputValue(await world.get(path), 'seen');
    return world.post(path, { seen, ...fields });
  };
  return { send, mailsTo, link, confirm, standing, secret, add, decide };
}
