import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedRecords } from '../../operator/seed.ts';
import { linkIn, type Mail, readMail } from './mail.ts';
import { type Answer, inputValue } from './requests.ts';

/** Fields of text that a change of their own can be proposed for, in every record. */
const FIELDS = ['title', 'summary', 'context', 'code'] as const;

/** One correction, and what those it concerns were told of it. */
export type Correction = {
  readonly key: string;
  readonly record: string;
  readonly field: (typeof FIELDS)[number];
  readonly from: string | null;
  readonly to: string;
  readonly email: string | null;
  readonly decision: 'approve' | 'reject';
  /** Its name, once the API answered. */
  reference: string | null;
  /** Whether the address needed no confirmation, or it was answered that it is confirmed. */
  confirmed: boolean;
  /** Whether it was answered that it is decided. */
  decided: boolean;
};

/** No two change the same field of the same record, so that each can be told from the published file. */
export function corrections(count: number): readonly Correction[] {
  const places = FIELDS.flatMap((field) => seedRecords().map((record) => ({ field, record })));
  if (count > places.length) throw new Error(`There are fields for ${places.length} corrections only.`);
  return places.slice(0, count).map(({ field, record }, index) => ({
    key: `killed-correction-${index}`,
    record: record.id,
    field,
    from: record[field],
    to: `Correction ${index}`,
    // With an address, without one, …; approved, approved, rejected, …: in every combination.
    email: index % 2 === 0 ? `contributor-${index}@example.org` : null,
    decision: index % 3 === 2 ? 'reject' : 'approve',
    reference: null,
    confirmed: index % 2 !== 0,
    decided: false,
  }));
}

/** Does what is the next thing to do about a correction, and notes what was answered. Rejects when nothing was. */
export async function goOn(one: Correction, pages: string, mails: readonly Mail[]): Promise<void> {
  if (one.reference === null) return send(one, pages);
  if (!one.confirmed) return confirm(one, pages, mails);
  if (!one.decided) return decide(one, pages, mails);
}

async function send(one: Correction, pages: string): Promise<void> {
  const { key, record, field, from, to, email } = one;
  const document = {
    kind: 'correction',
    record,
    version: 1,
    changes: [{ field, from, to }],
    contributor: { email },
  };
  const answer = await request(`${pages}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(document),
  });
  if (answer.status === 201) one.reference = JSON.parse(answer.body).reference;
}

async function confirm(one: Correction, pages: string, mails: readonly Mail[]): Promise<void> {
  const mail = mails.find(
    ({ to, links }) => to === one.email && links.some((link) => link.includes('/confirm/')),
  );
  if (!mail) return;
  const { status } = await post(linkIn(mail, 'confirm'), pages, { decision: 'confirm' });
  one.confirmed = status === 303 || status === 200;
}

async function decide(one: Correction, pages: string, mails: readonly Mail[]): Promise<void> {
  const { field, decision, reference } = one;
  const mail = mails.find(
    ({ subject, links }) =>
      subject.includes(`${reference}`) && links.some((link) => link.includes('/review/')),
  );
  if (!mail) return;
  const link = linkIn(mail, 'review');
  const page = await request(link);
  // Decided already, although nobody learnt it: the page says so, and has nothing to choose.
  const seen = page.body.includes('name="seen"') ? inputValue(page, 'seen') : '';
  const choice = decision === 'approve' ? { [`change[${field}]`]: 'accept' } : { reason: 'incorrect' };
  const { status } = await post(link, pages, { seen, decision, ...choice });
  // Somebody else's change of the record brings the page back (409): then it is read again, and decided the next time.
  one.decided = status === 303 || status === 200;
}

function post(url: string, pages: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: pages },
    body: new URLSearchParams(fields).toString(),
  });
}

async function request(url: string, sent: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(20_000), ...sent });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

/** The mails that SES took, as they lie in the data folder, which is there also when nothing runs. */
export class KeptMails {
  readonly #folder: string;
  readonly #read = new Map<string, Mail>();

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'mail');
  }

  /** All until now, oldest first. */
  async all(): Promise<readonly Mail[]> {
    const names = (await readdir(this.#folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
    for (const name of names.sort()) {
      if (!this.#read.has(name)) this.#read.set(name, await this.#readOne(name));
    }
    return [...this.#read.values()];
  }

  async #readOne(name: string): Promise<Mail> {
    const raw = await readFile(join(this.#folder, name));
    return readMail(raw, /^To: .*?([^\s<>]+@[^\s<>]+)/im.exec(`${raw}`)?.[1] ?? '');
  }
}
