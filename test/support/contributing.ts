import { expect } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import { lastEventAt } from '../../lambdas/storage/submissions.ts';
import { bucketReader, checkPublished } from './check-published.ts';
import type { Mail } from './mail.ts';
import { inputValue } from './requests.ts';
import { saidIn } from './said-in.ts';
import type { World } from './world.ts';

/** What contributors and managers do in a world, by forms and mailed links. */
export function contributing(world: World) {
  const read = bucketReader(world.files);

  /** The newest mail to an address, which must be about something. */
  function mailTo(address: string, about: RegExp): Mail {
    const mail = world.mails.findLast(({ to, subject }) => to === address && about.test(subject));
    if (!mail) throw new Error(`${address} got no mail about ${about}.`);
    return mail;
  }

  function linkIn(mail: Mail, kind: string): string {
    const link = mail.links.find((one) => one.includes(`/${kind}/`));
    if (!link) throw new Error(`The mail has no ${kind} link.`);
    return new URL(link).pathname + new URL(link).search;
  }

  async function confirm(address: string): Promise<void> {
    await world.notify();
    const link = linkIn(mailTo(address, /confirm/), 'confirm');
    expect((await world.post(link, { decision: 'confirm' })).status).toBe(303);
    await world.notify();
  }

  /** Decides on what the manager was mailed last. */
  async function decide(fields: Readonly<Record<string, string>>): Promise<void> {
    const link = linkIn(mailTo('manager@example.org', /./), 'review');
    const seen = inputValue(await world.get(link), 'seen');
    const answer = await world.post(link, { seen, ...fields });
    expect(answer.status, answer.body).toBe(303);
    await world.publish();
    await world.notify();
  }

  /** Sends a document, of a contributor who confirms the address. @returns the reference */
  async function send(document: Readonly<Record<string, unknown>>, email: string | null): Promise<Reference> {
    const answer = await world.postJson('/api/submissions', document);
    expect(answer.status, answer.body).toBe(201);
    if (email !== null) await confirm(email);
    else await world.notify();
    return JSON.parse(answer.body).reference;
  }

  async function consentTo(record: string, email: string, name = ''): Promise<void> {
    const page = await world.get(`/consent/${record}`);
    const answer = await world.post(`/consent/${record}`, {
      notice: inputValue(page, 'notice'),
      version: inputValue(page, 'version'),
      key: inputValue(page, 'key'),
      authority: 'yes',
      email,
      name,
      organisation: 'Council of Europe',
      role: 'implementer',
    });
    expect(answer.status, answer.body).toBe(303);
    await confirm(email);
    await decide({ decision: 'approve' });
  }

  /** Where a text stands: items of the table by key, and published files. */
  async function whereIs(text: string): Promise<readonly string[]> {
    const items = (await world.dump()).filter((item) => JSON.stringify(item).includes(text));
    const places = items.map(({ pk, sk }) => `${pk} ${sk}`);
    for (const path of await world.files.list('')) {
      const bytes = await world.files.bytes(path);
      if (bytes && saidIn(path, bytes).includes(text)) places.push(path);
    }
    return places;
  }

  return {
    mailTo,
    linkIn,
    confirm,
    decide,
    send,
    consentTo,
    whereIs,
    json: async (path: string) => (await read(path)).json,
    lastEvent: (reference: Reference) => lastEventAt(world.table, reference),
    check: () => checkPublished(read),
    /** Puts the clock forward. */
    days: (count: number) => {
      world.clock.now = new Date(world.clock.now.getTime() + count * 86_400_000);
    },
  };
}
