import { expect } from 'vitest';
import { asReference } from '../../lambdas/domain/names.ts';
import { loadRecord } from '../../lambdas/storage/records.ts';
import { loadSubmission } from '../../lambdas/storage/submissions.ts';
import { contributing } from './contributing.ts';
import { inputValue } from './requests.ts';
import type { World } from './world.ts';

type Said = Readonly<Record<string, unknown>>;

/** People who object to records and correct them, each with an address of their own that is confirmed, and who decides. */
export function objecting(world: World) {
  const by = contributing(world);
  let sent = 0;

  /** Sends something about a record, confirmed. @returns the reference and its status page */
  async function send(document: Said, domain = 'example.org') {
    sent += 1;
    const email = `somebody-${sent}@${domain}`;
    const answer = await world.postJson('/api/submissions', { ...document, contributor: { email } });
    expect(answer.status, answer.body).toBe(201);
    await by.confirm(email);
    const { reference, statusUrl } = JSON.parse(answer.body);
    const { pathname, search } = new URL(statusUrl);
    return { reference: String(reference), email, status: pathname + search };
  }

  /** A correction of some fields, from what the record says now. */
  async function correct(record: string, values: Said, comment = 'A comment.') {
    const now = await loadRecord(world.table, record);
    if (!now) throw new Error(`${record} is gone.`);
    const content = now.content as Said;
    const changes = Object.entries(values).map(([field, to]) => ({ field, from: content[field], to }));
    return send({ kind: 'correction', record, version: now.version, changes, comment });
  }

  const object = (record: string, fields: readonly string[] = [], domain = 'example.org') =>
    send({ kind: 'objection', record, fields, comment: `Not ${record}.` }, domain);

  function reviewLink(reference: string, to = 'manager@example.org'): string {
    return by.linkIn(by.mailTo(to, new RegExp(reference)), 'review');
  }

  async function decide(reference: string, fields: Readonly<Record<string, string>>) {
    const link = reviewLink(reference);
    const seen = inputValue(await world.get(link), 'seen');
    const answer = await world.post(link, { seen, ...fields });
    await world.publish();
    await world.notify();
    return answer;
  }

  const stateOf = async (reference: string) =>
    (await loadSubmission(world.table, asReference(reference)))?.status;

  return { by, send, correct, object, reviewLink, decide, stateOf };
}
