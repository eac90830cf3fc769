import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { metrics } from '../../lambdas/config/metrics.ts';
import { settings } from '../../lambdas/config/settings.ts';
import type { Reference } from '../../lambdas/domain/names.ts';
import { CONTRIBUTOR } from '../../lambdas/domain/owed.ts';
import { storeLink } from '../../lambdas/storage/mail-outbox.ts';
import { newToken, sha256 } from '../../lambdas/storage/secrets.ts';
import { filesBelow, type Running, startRunning } from '../support/running.ts';

/**
 * The way through every function under the permissions of its role, besides what the other journeys do: a call outside
 * of them ends in a refusal, and then none of this happens.
 */
let running: Running;
const manager = settings.people[0]?.email ?? '';

beforeAll(async () => {
  running = await startRunning();
  expect((await fetch(running.pages)).status).toBe(200);
});
afterAll(() => running.stop());

async function submit(email?: string): Promise<Reference> {
  const correction = {
    kind: 'correction',
    record: 'cybersouth',
    version: 1,
    changes: [{ field: 'url', from: null, to: `https://example.org/${randomUUID()}` }],
    ...(email ? { contributor: { email } } : {}),
  };
  const response = await fetch(`${running.pages}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(correction),
  });
  expect([response.status, await response.clone().text()]).toEqual([201, expect.any(String)]);
  return ((await response.json()) as { reference: Reference }).reference;
}

const tokens = new Set<string>();

async function post(url: string, form: Readonly<Record<string, string>>): Promise<number> {
  // What stands behind the other forms is the id of a record, which is no secret.
  const [, token] = /\/(?:confirm|review)\/([^/?]+)/.exec(url) ?? [];
  if (token) tokens.add(token);
  const headers = { origin: new URL(running.pages).origin };
  const body = new URLSearchParams(form);
  return (await fetch(url, { method: 'POST', redirect: 'manual', headers, body })).status;
}

/** The items of a partition, once there are some that are wanted. */
async function rows(pk: string, wanted: (item: Readonly<Record<string, unknown>>) => boolean = () => true) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = (await running.dump()).filter((item) => `${item['pk']}`.startsWith(pk) && wanted(item));
    if (found.length > 0) return found;
    await delay(100);
  }
  throw new Error(`The table never had what was expected of ${pk}.`);
}

/** Decides on the newest submission that the manager got a mail of, which is the given one. */
async function decide(mails: number, decision: Readonly<Record<string, string>>): Promise<void> {
  const link = running.linkIn((await running.mailsTo(manager, mails)).at(-1), 'review');
  const page = await (await fetch(link)).text();
  const seen = /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? '';
  expect(await post(link, { ...decision, seen })).toBe(303);
}

it('a decision is taken, and an approval becomes a release', async () => {
  const rejected = await submit();
  await decide(1, { decision: 'reject', reason: 'out-of-scope' });
  await rows(`SUBMISSION#${rejected}`, ({ status }) => status === 'rejected');
  await submit();
  await decide(2, { decision: 'approve' });
  const next = await running.published('/v1/index.json', ({ sequence }) => sequence === 2);
  expect(next).toMatchObject({ previous: 1 });
});

it('a consent is accepted, and withdrawn', async () => {
  const email = 'grantor@example.org';
  const url = `${running.pages}/consent/cyber4dev`;
  const notice = /name="notice" value="([^"]*)"/.exec(await (await fetch(url)).text())?.[1] ?? '';
  expect(await post(url, { notice, authority: 'yes', email })).toBe(303);
  const confirmation = await running.mailAbout(email, 'confirm');
  expect(await post(running.linkIn(confirmation, 'confirm'), { decision: 'confirm' })).toBe(303);
  await decide(3, { decision: 'approve' });
  const receipt = running.linkIn(await running.mailAbout(email, 'your receipt'), 'confirm');
  expect(await post(receipt, { decision: 'withdraw' })).toBe(303);
  await rows('CONSENT#', ({ status }) => status === 'withdrawn');
});

it('a link to decide that was cut off is replaced by a fresh one', async () => {
  const reference = await submit();
  const cut = { decision: 'send', email: manager, reference };
  expect(await post(`${running.pages}/review/cut-off`, cut)).toBe(200);
  await rows('COUNT#asked-mailbox');
});

it('a submission that nobody of the address sent is cancelled', async () => {
  const reference = await submit('nobody@example.org');
  const [mail] = await running.mailsTo('nobody@example.org', 1);
  expect(await post(running.linkIn(mail, 'confirm'), { decision: 'cancel' })).toBe(303);
  await rows(`SUBMISSION#${reference}`, ({ status }) => status === 'cancelled');
});

it('an address that bounces is noticed', async () => {
  await submit('bounce@simulator.amazonses.com');
  expect(await rows('ADDRESS#')).toHaveLength(1);
});

it('so is one of somebody who decides', async () => {
  const before = (await rows('ADDRESS#')).length;
  await running.bounce(manager);
  expect(await rows('ADDRESS#')).toHaveLength(before + 1);
});

it('an address that nobody confirms is given up after its days', async () => {
  const reference = await submit('late@example.org');
  await running.mailsTo('late@example.org', 1);
  const advanced = await fetch(`${running.control}/clock?advance=P${settings.links.confirmDays + 1}D`, {
    method: 'POST',
  });
  expect(advanced.status).toBe(200);
  await rows(`SUBMISSION#${reference}`, ({ status }) => status === 'expired');
});

it('an expired link is replaced by a fresh one', async () => {
  const reference = await submit('slow@example.org');
  await running.mailsTo('slow@example.org', 1);
  const secret = newToken();
  const validUntil = '2020-01-01T00:00:00.000Z';
  const link = { reference, purpose: 'confirm', holder: CONTRIBUTOR, validUntil } as const;
  await storeLink(running.table, { ...link, tokenHash: sha256(secret) });
  expect(await post(`${running.pages}/confirm/${secret}`, { decision: 'send' })).toBe(200);
  const [, fresh] = await running.mailsTo('slow@example.org', 2);
  expect(await post(running.linkIn(fresh, 'confirm'), { decision: 'cancel' })).toBe(303);
});

const MINUTE = 60_000;
const ses = (query: string) => fetch(`${running.control}/ses?${query}`, { method: 'POST' });
const advance = (duration: string) =>
  fetch(`${running.control}/clock?advance=${duration}`, { method: 'POST' });

/** Once the next try of some mail is put off, which takes it from whoever tried; all that is under way is not. */
async function deferred(): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { now } = (await (await fetch(`${running.control}/clock`)).json()) as { readonly now: string };
    const leases = await running.table.query('SENDING', { whole: 'operatorsOwn' });
    const pauses = leases.map(({ until }) => Date.parse(`${until}`) - Date.parse(now));
    if (pauses.some((pause) => pause > 0 && (pause <= MINUTE || pause > 2.5 * MINUTE))) return;
    await delay(100);
  }
  throw new Error('No mail was put off.');
}

it('mails wait while SES takes none, and go when it takes them again', async () => {
  expect((await ses('answer=throttle')).status).toBe(200);
  await submit('first@example.org');
  await submit('second@example.org');
  await deferred();
  expect(await running.table.query('OUTBOX#MAIL', { whole: 'operatorsOwn' })).toHaveLength(2);
  await ses('answer=take');
  await advance('PT11M');
  await running.mailsTo('first@example.org', 1);
  await running.mailsTo('second@example.org', 1);
});

it('a mail to which SES gives no answer is sent again', async () => {
  await ses('answer=hang&mails=1');
  await submit('silence@example.org');
  await deferred();
  await advance('PT2M');
  await running.mailsTo('silence@example.org', 1);
});

it('an address whose owner never asked is deleted', async () => {
  const reference = await submit('stranger@example.org');
  const [mail] = await running.mailsTo('stranger@example.org', 1);
  expect(await post(running.linkIn(mail, 'confirm'), { decision: 'cancel' })).toBe(303);
  const kept = await rows(`SUBMISSION#${reference}`);
  expect(kept.filter(({ sk }) => sk === 'CONTACT')).toEqual([]);
});

it('a manager whom mail does not reach is stood in for, and the deputy rejects', async () => {
  const [manager, deputy] = settings.people;
  await fetch(`${running.control}/bounce?address=${manager?.email}`, { method: 'POST' });
  const reference = await submit();
  const mail = await running.mailAbout(deputy?.email ?? '', reference);
  const link = running.linkIn(mail, 'review');
  const seen = /name="seen" value="([^"]*)"/.exec(await (await fetch(link)).text())?.[1] ?? '';
  expect(await post(link, { decision: 'reject', reason: 'other', seen })).toBe(303);
});

it('all that functions log is a JSON object a line, with a correlation id or a metric, and no address or token', async () => {
  const files = await filesBelow(running.folders.logs);
  expect(files.map((file) => basename(file, '.log')).sort()).toEqual(
    [
      'Bounce',
      'Notify',
      'Pagesbrowse',
      'Pagesconfirm',
      'Pagesreview',
      'Pagessubmit',
      'Publish',
      'Sweep',
    ].sort(),
  );
  expect(tokens.size).toBeGreaterThan(3);
  const emitted = new Set<string>();
  for (const file of files) {
    // The last may still be on its way.
    const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
    expect(lines, file).not.toEqual([]);
    for (const line of lines) {
      const object = JSON.parse(line) as Record<string, unknown>;
      expect(object['_aws'] ?? object['correlationId'], line).toBeTruthy();
      for (const name of Object.keys(metrics)) if (name in object) emitted.add(name);
      expect(line).not.toMatch(/@(?:example\.org|simulator)/);
      for (const token of tokens) expect(line.includes(token), `${token} in ${file}`).toBe(false);
    }
  }
  // What it takes a disturbance to emit, the tests of the functions see.
  const rare = [
    'HoldRefused',
    'MailLagSeconds',
    'MailParked',
    'RemovalStopped',
    'SendingClosed',
    'StillPublishedSeconds',
  ];
  expect(new Set([...emitted, ...rare])).toEqual(new Set(Object.keys(metrics)));
});
