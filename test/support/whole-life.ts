import { expect } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import { MailNotTaken } from '../../lambdas/mail/trouble.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { publishHandler } from '../../lambdas/publish.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { seedRecords } from '../../operator/seed.ts';
import { contributing } from './contributing.ts';
import { importing } from './importing.ts';
import type { Mail } from './mail.ts';
import { reviewing } from './reviewing.ts';
import type { World } from './world.ts';

const MANAGER = 'manager@example.org';
const YEAR = 367;

/** What a life left unfinished: links into it, and a request that may be sent again. */
export type Unfinished = {
  readonly links: Readonly<Record<OpenEnd, string>>;
  readonly repeated: { readonly document: unknown; readonly key: string; readonly reference: Reference };
};
type OpenEnd = 'confirm' | 'confirmBundle' | 'review' | 'answer' | 'withdraw' | 'hold' | 'accurate';

/**
 * Brings an item of every type into the table, and leaves something of each unfinished: what a version must be able to go
 * on with that is deployed now.
 */
export async function liveThroughAll(world: World): Promise<Unfinished> {
  const by = contributing(world);
  const [first, ...others] = seedRecords();
  if (!first) throw new Error('There is no record.');
  await loadInventory(world.table, [{ ...first, aliases: ['called-before'] }, ...others], world.clock.now);
  await world.sweep();
  await world.publish();
  await importing(world, 'code,title\nL-1,A project of a source\n');
  await world.publish();

  const accurate = await askedAfterYear(world, by);
  await decided(world, by);
  await comeAndGone(world, by);
  const withdraw = await consented(world, by, 'cybersouth', 'grantor@coe.int');
  const hold = await held(world, by);
  const { confirm, confirmBundle, answer } = await conversation(world, by);
  const review = await manyWaiting(world, by);
  await unpublished(world, by);
  await mailsInTrouble(world);
  const repeated = await unsent(world);
  return { links: { confirm, confirmBundle, review, answer, withdraw, hold, accurate }, repeated };
}

type By = ReturnType<typeof contributing>;

function correction(record: string, field: string, to: unknown, contributor: object = {}) {
  return { kind: 'correction', record, changes: [{ field, from: null, to }], contributor };
}

/** Sends what starts from what is published now. @returns the answer of the API */
async function sent(world: World, document: Readonly<Record<string, unknown>>) {
  const content = await reviewing(world).contentNow(String(document['record']));
  const changes = document['changes'] as readonly { readonly field: string }[] | undefined;
  const whole = {
    ...document,
    ...(changes
      ? {
          version: content['version'],
          changes: changes.map((one) => ({ ...one, from: content[one.field] })),
        }
      : {}),
  };
  const response = await world.postJson('/api/submissions', whole);
  expect(response.status, response.body).toBe(201);
  return JSON.parse(response.body) as { readonly reference: Reference; readonly statusUrl: string };
}

function linkTo(world: World, address: string, about: RegExp, kind: string): string {
  const link = (mail: Mail) => mail.links.find((one) => one.includes(`/${kind}/`));
  const mail = world.mails.findLast(
    (one) => one.to === address && about.test(one.subject) && link(one) !== undefined,
  );
  const found = mail && link(mail);
  if (!found) throw new Error(`${address} got no ${kind} link in a mail about ${about}.`);
  return new URL(found).pathname + new URL(found).search;
}

/** A consent, and after a year the question whether the record is still accurate; one asked for by a contributor, too. */
async function askedAfterYear(world: World, by: By): Promise<string> {
  await by.consentTo('glacy-plus', 'asked@coe.int');
  await sent(
    world,
    correction('glacy-plus', 'outputs', ['A law'], { email: 'remind@example.org', remind: true }),
  );
  await by.confirm('remind@example.org');
  await by.decide({ decision: 'approve' });
  by.days(YEAR);
  await world.sweep();
  await world.notify();
  return linkTo(world, 'asked@coe.int', /still accurate/, 'confirm');
}

/** A correction that was edited and credited, one rejected, an addition, one taken back, one that ran out. */
async function decided(world: World, by: By): Promise<void> {
  const named = { email: 'ada@example.org', name: 'Ada', credit: 'name' };
  await sent(world, correction('cyber4dev', 'title', 'Cyber4Development', named));
  await by.confirm('ada@example.org');
  await by.decide({
    decision: 'approve',
    'change[title]': 'edit',
    'value[title]': 'Cyber4Dev',
    note: 'Thanks.',
  });
  await sent(world, correction('cyber4dev', 'summary', 'Nonsense.', { email: 'eve@example.org' }));
  await by.confirm('eve@example.org');
  await by.decide({ decision: 'reject', reason: 'incorrect', note: 'No.' });
  await sent(world, {
    kind: 'objection',
    record: 'endocsea-europe',
    contributor: { email: 'someone@coe.int', name: 'Someone' },
  });
  await by.confirm('someone@coe.int');
  await by.decide({ decision: 'reject', reason: 'unverifiable' });
  await sent(world, {
    kind: 'addition',
    proposal: { title: 'Added by a source' },
    basis: { basis: 'public', sources: ['https://example.org/added'] },
    contributor: { email: null },
  });
  await world.notify();
  await by.decide({ decision: 'approve', 'value[id]': 'added' });
  await sent(world, correction('cyber4dev', 'code', 'C4D', { email: 'back@example.org' }));
  await world.notify();
  const back = linkTo(world, 'back@example.org', /confirm/, 'confirm');
  expect((await world.post(back, { decision: 'cancel' })).status).toBe(303);
  await sent(world, correction('cyber4dev', 'code', 'C4', { email: 'late@example.org' }));
  await world.notify();
  by.days(8);
  await world.sweep();
}

async function consented(world: World, by: By, record: string, email: string): Promise<string> {
  await by.consentTo(record, email, 'Grace');
  return linkTo(world, email, /receipt/, 'confirm');
}

/** A record that came by a consent and was withdrawn. */
async function comeAndGone(world: World, by: By): Promise<void> {
  const withdraw = await addedByConsent(world, by, 'gone');
  expect((await world.post(withdraw, { decision: 'withdraw' })).status).toBe(303);
  await world.publish();
  await world.notify();
}

/** @returns the link that takes the consent back */
async function addedByConsent(world: World, by: By, id: string): Promise<string> {
  const email = `${id}@owner.example`;
  await sent(world, {
    kind: 'addition',
    proposal: { title: `Soon ${id}`, summary: 'By consent.' },
    basis: { basis: 'consent', notice: '2026-11', authority: true },
    contributor: { email, organisation: 'Owner', role: 'owner' },
  });
  await by.confirm(email);
  await by.decide({ decision: 'approve', 'value[id]': id });
  return linkTo(world, email, /receipt/, 'confirm');
}

/** A mail that is tried again later, one given up, and an address that gets none any more. */
async function mailsInTrouble(world: World): Promise<void> {
  const refusing = notifyHandler({
    ...world.dependencies,
    sendMail: async ({ to }) => {
      if (to === 'refused@example.org') throw new MailNotTaken('MessageRejected', 'refused');
      if (to === 'slow@example.org') throw new Error('Later.');
    },
  });
  for (const email of ['refused@example.org', 'slow@example.org']) {
    await sent(world, correction('cyber4dev', 'code', 'CYBER', { email }));
  }
  await refusing();
  world.clock.now = new Date(world.clock.now.getTime() + 2 * 60_000);
  await refusing();
  const complaint = { complainedRecipients: [{ emailAddress: 'complained@example.org' }] };
  await world.bounce({ detail: { eventType: 'Complaint', complaint } });
}

/** An objection that holds a record. */
async function held(world: World, by: By): Promise<string> {
  await sent(world, {
    kind: 'objection',
    record: 'cybereast',
    fields: ['summary'],
    comment: 'Not so.',
    contributor: { email: 'holder@coe.int' },
  });
  await by.confirm('holder@coe.int');
  await world.publish();
  return linkTo(world, MANAGER, /./, 'review');
}

/** What waits for an address, alone and in a bundle, and for an answer. */
async function conversation(world: World, by: By) {
  await sent(world, correction('iproceeds-2', 'code', 'IP2', { email: 'asker@example.org' }));
  await by.confirm('asker@example.org');
  await by.decide({ decision: 'ask', note: 'Where does it say so?' });
  const answer = linkTo(world, 'asker@example.org', /./, 'submissions');
  await sent(world, correction('iproceeds-2', 'outputs', ['A report'], { email: 'unconfirmed@example.org' }));
  const bundle = ['octopus-project', 'glacy-plus'].map((record) => ({
    kind: 'objection',
    record,
    fields: ['outputs'],
    contributor: { email: 'bundle@example.org' },
  }));
  expect((await world.postJson('/api/submissions', bundle)).status).toBe(201);
  await world.notify();
  return {
    answer,
    confirm: linkTo(world, 'unconfirmed@example.org', /confirm/, 'confirm'),
    confirmBundle: linkTo(world, 'bundle@example.org', /confirm/, 'confirm'),
  };
}

/** So many that some have no mail of their own, with two for the same field and two projects alike. */
async function manyWaiting(world: World, by: By): Promise<string> {
  const { reference } = await sent(world, correction('cybercrime-octopus', 'endDate', '2016-12-31'));
  await world.notify();
  const review = linkTo(world, MANAGER, new RegExp(reference), 'review');
  for (const to of ['2017', '2018', '2019'])
    await sent(world, correction('cybercrime-octopus', 'endDate', to));
  for (const title of ['Proposed twice', 'Proposed twice!']) {
    await sent(world, {
      kind: 'addition',
      proposal: { title },
      basis: { basis: 'public', sources: ['https://example.org/twice'] },
    });
  }
  await world.notify();
  by.days(1);
  await world.sweep();
  await world.notify();
  return review;
}

/**
 * What is withdrawn and cannot be proved to be gone yet, what is withdrawn and approved and not published, and what nobody was
 * mailed of.
 */
async function unpublished(world: World, by: By): Promise<void> {
  const going = await addedByConsent(world, by, 'going');
  const quick = await consented(world, by, 'global-project-cybercrime-3', 'quick@coe.int');
  const review = reviewing(world);
  const waiting = await review.waiting('octopus-project', { summary: 'A shorter summary.' });
  expect((await world.post(going, { decision: 'withdraw' })).status).toBe(303);
  const old = '{"id":"going","title":"Soon going"}';
  const stale = { ...world.edge, read: async () => old };
  await publishHandler({ ...world.dependencies, files: world.files, edge: stale })();
  expect((await world.post(quick, { decision: 'withdraw' })).status).toBe(303);
  expect((await review.decide(waiting, { decision: 'approve' })).status).toBe(303);
  await world.post('/withdraw/octopus-project', { email: 'nobody@example.org', decision: 'send' });
  await world.post('/withdraw/cybersouth', { email: 'nobody@example.org', decision: 'send' });
}

/** What was just sent, with a key: its mail is owed. */
async function unsent(world: World): Promise<Unfinished['repeated']> {
  const key = 'a-key-that-is-known';
  const document = {
    kind: 'correction',
    record: 'cyber4dev',
    version: (await reviewing(world).contentNow('cyber4dev'))['version'],
    changes: [{ field: 'outcomes', from: [], to: ['Not mailed'] }],
    contributor: { email: 'unsent@example.org' },
  };
  const answer = await world.postJson('/api/submissions', document, { 'idempotency-key': key });
  expect(answer.status, answer.body).toBe(201);
  return { document, key, reference: JSON.parse(answer.body).reference };
}
