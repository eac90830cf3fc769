import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { loadRecord } from '../../lambdas/storage/records.ts';
import { loadSubmission } from '../../lambdas/storage/submissions.ts';
import { contributing } from '../support/contributing.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let by: ReturnType<typeof contributing>;
beforeAll(async () => {
  const limits = { ...settings.limits, holdsPerAddress: 7, holdsPerDomain: 100, holdsShare: 1 };
  world = await startWorld({ settings: { limits } });
  by = contributing(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

type Said = Readonly<Record<string, unknown>>;
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

const stateOf = async (reference: string) => (await loadSubmission(world.table, reference))?.status;

describe('an approved objection to one field', () => {
  it('closes what is about that field only, and says so truthfully', { timeout: 90_000 }, async () => {
    const date = await correct('cybereast', { startDate: '2018' });
    const context = await correct('cybereast', { summary: 'Another summary.' });
    const both = await correct(
      'cybereast',
      { summary: 'A third one.', endDate: '2031' },
      'Quotes the summary.',
    );
    const other = await object('cybereast', ['title']);
    const same = await object('cybereast', ['summary'], 'coe.int');
    const rest = await object('cybereast', ['outputs', 'summary']);
    expect((await loadRecord(world.table, 'cybereast'))?.status).toBe('held');
    const objection = await object('cybereast', ['summary']);
    const page = (await world.get(reviewLink(objection.reference))).body;
    const { summary } = (await loadRecord(world.table, 'cybereast'))?.content ?? {};
    expect(page).toContain(String(summary).slice(0, 40));
    expect(page).toContain('closes 2 submissions that wait');
    for (const { reference } of [context, same, both]) expect(page).toContain(reference);
    expect(page).toContain('2 others lose what they say of that');
    expect(page).toContain('2 others go on as they are');
    expect((await decide(objection.reference, { decision: 'approve' })).status).toBe(303);

    expect(await stateOf(date.reference)).toBe('pending');
    expect(await stateOf(other.reference)).toBe('pending');
    expect(await loadSubmission(world.table, rest.reference)).toMatchObject({
      status: 'pending',
      lapsed: ['summary'],
      fields: ['outputs'],
    });
    expect(await stateOf(context.reference)).toBe('closed');
    expect(await loadSubmission(world.table, same.reference)).toMatchObject({
      status: 'closed',
      why: 'fields-gone',
    });
    // What it held goes with it.
    expect((await loadRecord(world.table, 'cybereast'))?.status).toBe('live');
    expect(await loadSubmission(world.table, both.reference)).toMatchObject({
      status: 'pending',
      lapsed: ['summary'],
      changes: [{ field: 'endDate', to: '2031' }],
      comment: null,
    });
    const table = JSON.stringify(await world.dump());
    for (const words of ['Another summary.', 'A third one.', 'Quotes the summary.', String(summary)])
      expect(table).not.toContain(words);

    const closed = by.mailTo(context.email, /closed/).text;
    expect(closed).toContain('Summary');
    expect(closed).toContain('The project itself stays');
    expect(closed).toContain('/projects/cybereast');
    expect((await world.get(context.status)).body).toContain('The project itself stays');
    expect(by.mailTo(both.email, /lapsed/).text).toContain('Summary');
    expect(by.mailTo(both.email, /lapsed/).text).toContain('words you wrote beside it');
    // The words of an objection stay with what goes on.
    expect(by.mailTo(rest.email, /lapsed/).text).not.toContain('words you wrote');
    expect((await world.get(reviewLink(rest.reference))).body).toContain('Not cybereast.');
    expect((await world.get(both.status)).body).toContain('left the inventory for good meanwhile');
    expect((await world.get(reviewLink(both.reference))).body).toContain(
      'left the inventory for good meanwhile',
    );
    expect(
      world.mails.filter(({ to, subject }) => to === date.email && /closed|lapsed/.test(subject)),
    ).toEqual([]);
    // What goes on can be approved.
    expect((await decide(both.reference, { decision: 'approve' })).status).toBe(303);
    expect(await by.json('v1/projects/cybereast.json')).toMatchObject({ summary: null, endDate: '2031' });
    expect((await decide(date.reference, { decision: 'approve' })).status).toBe(303);
    expect(await by.json('v1/projects/cybereast.json')).toMatchObject({ startDate: '2018' });
  });

  it('leaves a member of a bundle that it closes on the page of the bundle', async () => {
    const { version, content } = (await loadRecord(world.table, 'cybersouth')) ?? {};
    const change = (field: string, from: unknown, to: string) => ({ field, from, to });
    const answer = await world.postJson('/api/submissions', [
      {
        kind: 'correction',
        record: 'cybersouth',
        version,
        changes: [change('summary', content?.summary, 'New')],
      },
      {
        kind: 'correction',
        record: 'cybersouth',
        version,
        changes: [change('startDate', content?.startDate, '2016')],
      },
    ]);
    expect(answer.status, answer.body).toBe(201);
    await world.notify();
    const { reference, submissions } = JSON.parse(answer.body);
    const objection = await object('cybersouth', ['summary']);
    await decide(objection.reference, { decision: 'approve' });
    const page = (await world.get(reviewLink(reference))).body;
    for (const one of submissions) expect(page).toContain(one.reference);
    expect(page).toContain('The project itself stays');
    expect(await stateOf(submissions[1].reference)).toBe('pending');
  });

  it('to the whole entry says how many it closes, and closes them all', async () => {
    const some = [
      await correct('glacy-plus', { startDate: '2015' }),
      await correct('glacy-plus', { endDate: '2030' }),
    ];
    const objection = await object('glacy-plus');
    const page = (await world.get(reviewLink(objection.reference))).body;
    expect(page).toContain('The whole entry goes');
    expect(page).toContain('GLACY');
    expect(page).toContain('closes 2 submissions that wait');
    await decide(objection.reference, { decision: 'approve' });
    for (const { reference, email, status } of some) {
      expect(await stateOf(reference)).toBe('closed');
      expect(by.mailTo(email, /closed/).text).toContain('left the inventory for good');
      expect((await world.get(status)).body).toContain('The project left the inventory for good');
    }
  });
});

describe('what else waits about a record on hold', () => {
  it('says so, and has the link of the objection mailed to whoever asks for it', async () => {
    const correction = await correct('iproceeds-2', { startDate: '2019' });
    const objection = await object('iproceeds-2', [], 'coe.int');
    const link = reviewLink(correction.reference);
    const page = await world.get(link);
    expect(page.body).toContain('on hold');
    expect(page.body).toContain(objection.reference);
    const refused = await world.post(link, { seen: inputValue(page, 'seen'), decision: 'approve' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(world.rule('record-held'));
    expect(refused.body).toContain('value="send"');
    const count = world.mails.length;
    for (const fields of [{}, { decision: '' }] as Readonly<Record<string, string>>[])
      expect((await world.post(link, fields)).status).toBe(422);
    await world.notify();
    expect(world.mails).toHaveLength(count);
    expect((await world.post(link, { decision: 'send' })).status).toBe(200);
    await world.notify();
    expect(world.mails).toHaveLength(count + 1);
    expect(world.mails.at(-1)?.to).toBe('manager@example.org');
    expect((await decide(objection.reference, { decision: 'reject', reason: 'other' })).status).toBe(303);
    expect((await world.get(link)).body).not.toContain('value="send"');
    expect((await decide(correction.reference, { decision: 'approve' })).status).toBe(303);
  });

  it('leads to the objection, which is decided on there, and to nothing else', async () => {
    const correction = await correct('cyber4dev', { endDate: '2031' });
    const objection = await object('cyber4dev');
    const holding = await object('cyber4dev', [], 'nico.org.uk');
    const elsewhere = await object('endocsea-europe', [], 'coe.int');
    const link = reviewLink(correction.reference);
    const hrefs = () =>
      world.get(link).then(({ body }) => [...body.matchAll(/href="([^"]*\?of=[^"]*)"/g)].map(([, of]) => of));
    expect(await hrefs()).toEqual([`${link}?of=${holding.reference}`]);
    const refused = await world.post(link, {
      seen: inputValue(await world.get(link), 'seen'),
      decision: 'approve',
    });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(`href="${link}?of=${holding.reference}"`);
    for (const other of [objection, elsewhere, { reference: 'COR-0000-0000' }, { reference: 'x' }]) {
      const nowhere = `${link}?of=${other.reference}`;
      expect((await world.get(nowhere)).status).toBe(404);
      expect((await world.post(nowhere, { decision: 'approve' })).status).toBe(404);
    }
    const there = `${link}?of=${holding.reference}`;
    const page = await world.get(there);
    expect(page.body).toContain('The whole entry goes');
    expect(page.body).not.toContain('sent together');
    expect((await world.post(there, { decision: 'approve', seen: 'stale' })).status).toBe(409);
    const answer = await world.post(there, {
      seen: inputValue(page, 'seen'),
      decision: 'reject',
      reason: 'incorrect',
    });
    expect(answer.status, answer.body).toBe(303);
    expect((await world.get(answer.headers['location'] ?? '')).body).toContain('Rejected');
    expect(await hrefs()).toEqual([]);
    await decide(elsewhere.reference, { decision: 'reject', reason: 'incorrect' });
    expect((await decide(correction.reference, { decision: 'approve' })).status).toBe(303);
  });

  it('is another objection, too, which does not say that nothing holds the record', async () => {
    const [held, other] = [
      await object('octopus-project', ['code'], 'coe.int'),
      await object('octopus-project', ['code']),
    ];
    const page = async ({ reference }: { reference: string }) =>
      (await world.get(reviewLink(reference))).body;
    expect(await page(held)).toContain('it is in no release until you decide');
    expect(await page(held)).toContain('Rejecting lifts the hold.');
    expect(await page(other)).toContain(`on hold by another objection: ${held.reference}.`);
    expect(await page(other)).not.toContain('The record is not on hold');
    expect(await page(other)).not.toContain('Rejecting lifts');
    await decide(held.reference, { decision: 'reject', reason: 'incorrect' });
    expect(await page(other)).toContain('The record is not on hold');
    await decide(other.reference, { decision: 'reject', reason: 'incorrect' });
  });

  it('asks for no link where nothing is on hold', async () => {
    const correction = await correct('cyber4dev', { startDate: '2017' });
    const link = reviewLink(correction.reference);
    expect(
      (await world.post(link, { decision: 'send', seen: inputValue(await world.get(link), 'seen') })).status,
    ).toBe(422);
  });
});

describe('a bundle of objections', () => {
  const records = ['octopus-project', 'endocsea-europe', 'global-project-cybercrime-3', 'cybercrime-octopus'];

  async function bundle() {
    sent += 1;
    const email = `bundle-${sent}@example.org`;
    const objections = records.map((record) => ({
      kind: 'objection',
      record,
      fields: ['context'],
      comment: `Against ${record}.`,
      contributor: { email },
    }));
    const answer = await world.postJson('/api/submissions', objections);
    expect(answer.status, answer.body).toBe(201);
    await by.confirm(email);
    const { reference, submissions } = JSON.parse(answer.body);
    return {
      link: reviewLink(reference),
      deputy: reviewLink(reference, 'deputy@example.org'),
      all: submissions.map((one: { reference: string }) => one.reference) as readonly string[],
    };
  }

  const seenOf = async (link: string, all: readonly string[]) => {
    const page = await world.get(link);
    return Object.fromEntries(all.map((one) => [`seen[${one}]`, inputValue(page, `seen[${one}]`)]));
  };

  it('is decided on one page, each by itself, and what has no decision stays waiting', async () => {
    const { link, all } = await bundle();
    const [first, second, third, fourth] = all;
    const page = await world.get(link);
    expect(page.body).not.toContain('checked');
    for (const record of records) expect(page.body).toContain(`Against ${record}.`);
    const answer = await world.post(link, {
      ...(await seenOf(link, all)),
      [`decision[${first}]`]: 'approve',
      [`decision[${second}]`]: 'reject',
      [`reason[${second}]`]: 'incorrect',
      [`note[${second}]`]: 'No.',
      [`decision[${third}]`]: 'ask',
      [`note[${third}]`]: 'Why?',
    });
    expect(answer.status, answer.body).toBe(303);
    const states = await Promise.all(all.map(stateOf));
    expect(states).toEqual(['approved', 'rejected', 'awaiting-reply', 'pending']);
    expect(await loadSubmission(world.table, second ?? '')).toMatchObject({
      decision: { by: 'manager', reason: 'incorrect', note: 'No.' },
    });
    const after = await world.get(link);
    expect(after.body).toContain(`decision[${fourth}]`);
    expect(after.body).not.toContain(`decision[${first}]`);
    await world.publish();
    await world.notify();
  });

  it('decides nothing where anything is missing, and keeps all that was typed', async () => {
    const { link, all } = await bundle();
    const [first, second] = all;
    const seen = await seenOf(link, all);
    const refused = async (fields: Readonly<Record<string, string>>, words: string) => {
      const answer = await world.post(link, fields);
      expect([answer.status, answer.body.includes(words)]).toEqual([422, true]);
      expect(await Promise.all(all.map(stateOf))).toEqual(all.map(() => 'pending'));
      return answer.body;
    };
    await refused({}, world.rule('decision-missing'));
    await refused(seen, world.rule('decision-missing'));
    await refused({ ...seen, [`decision[${first}]`]: 'perhaps' }, world.rule('decision-missing'));
    await refused({ ...seen, 'decision[COR-0000-0000]': 'approve' }, world.rule('unknown-field'));
    await refused({ [`decision[${first}]`]: 'approve' }, world.rule('seen-missing'));
    const chosen = { [`decision[${first}]`]: 'approve', [`decision[${second}]`]: 'reject' };
    const body = await refused(
      { ...seen, ...chosen, [`note[${second}]`]: 'What I typed' },
      world.rule('reason-missing'),
    );
    expect(body).toContain('What I typed');
    expect(body.match(/ checked/g)).toHaveLength(2);
  });

  it('takes what did not move, and brings back what did, with what was chosen', async () => {
    const { link, all } = await bundle();
    const [first, second] = all;
    const seen = await seenOf(link, all);
    const now = await loadRecord(world.table, records[0] ?? '');
    const correction = await correct(records[0] ?? '', {
      context: `${now?.content.context ?? ''} And more.`,
    });
    expect((await decide(correction.reference, { decision: 'approve' })).status).toBe(303);
    const answer = await world.post(link, {
      ...seen,
      [`decision[${first}]`]: 'reject',
      [`reason[${first}]`]: 'incorrect',
      [`note[${first}]`]: 'What I typed',
      [`decision[${second}]`]: 'reject',
      [`reason[${second}]`]: 'incorrect',
    });
    expect(answer.status).toBe(409);
    expect(await Promise.all([first, second].map((one) => stateOf(one ?? '')))).toEqual([
      'pending',
      'rejected',
    ]);
    expect(answer.body).toContain('What I typed');
    expect(answer.body.match(/ checked/g)).toHaveLength(1);
    expect(answer.body).toContain('Nothing was decided');
  });

  it('says of what was decided already what stands, and changes nothing', async () => {
    const { link, deputy, all } = await bundle();
    const [first] = all;
    const chosen = { ...(await seenOf(link, all)), [`decision[${first}]`]: 'approve' };
    expect((await world.post(link, chosen)).status).toBe(303);
    await world.publish();
    for (const late of [link, deputy]) {
      const answer = await world.post(late, { [`decision[${first}]`]: 'reject' });
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('Your rejection was not recorded.');
      expect(answer.body).toMatch(/(Portal manager|You) had approved it already/);
    }
    // A second click, and a decision beside others that come in time.
    expect((await world.post(link, chosen)).body).toContain('Sending it again changed nothing.');
    const [, second, third] = all;
    const mixed = {
      ...(await seenOf(link, all.slice(1))),
      [`decision[${first}]`]: 'reject',
      [`reason[${first}]`]: 'incorrect',
      [`decision[${second}]`]: 'reject',
      [`reason[${second}]`]: 'incorrect',
    };
    const told = await world.post(deputy, mixed);
    expect(told.status).toBe(200);
    expect(told.body).toMatch(/Your rejection was not recorded\. Portal manager had approved it already/);
    expect(await stateOf(second ?? '')).toBe('rejected');
    // Who sends again what they had decided, with something new, is told nothing.
    const again = { ...chosen, [`decision[${third}]`]: 'ask', [`note[${third}]`]: 'Why?' };
    expect((await world.post(link, again)).status).toBe(303);
    expect(await loadSubmission(world.table, first ?? '')).toMatchObject({ decision: { by: 'manager' } });
  });
});

describe('a bundle of objections that two decide on at the same moment, one of them twice', () => {
  it('is decided once, by one of them, and nobody sees an error', async () => {
    const email = 'at-once@example.org';
    const objections = ['octopus-project', 'cybersouth', 'cyber4dev'].map((record) => ({
      kind: 'objection',
      record,
      fields: ['outputs'],
      comment: `At once against ${record}.`,
      contributor: { email },
    }));
    const { status, body } = await world.postJson('/api/submissions', objections);
    expect(status, body).toBe(201);
    await by.confirm(email);
    const all: readonly string[] = JSON.parse(body).submissions.map(
      (one: { reference: string }) => one.reference,
    );
    const choose = async (to: string, fields: Readonly<Record<string, string>>) => {
      const link = reviewLink(all[0] ?? '', to);
      const page = await world.get(link);
      const chosen = all.flatMap((one) => [
        [`seen[${one}]`, inputValue(page, `seen[${one}]`)],
        ...Object.entries(fields).map(([name, value]) => [`${name}[${one}]`, value]),
      ]);
      return () => world.post(link, Object.fromEntries(chosen));
    };
    const reject = await choose('manager@example.org', { decision: 'reject', reason: 'incorrect' });
    const other = await choose('deputy@example.org', { decision: 'reject', reason: 'other' });
    const answers = await Promise.all([reject(), reject(), other()]);
    for (const { status } of answers) expect([200, 303]).toContain(status);
    for (const reference of all) {
      const events = (await world.dump()).filter(
        ({ pk, sk }) => pk === `SUBMISSION#${reference}` && sk.startsWith('EVENT#'),
      );
      expect(events.filter(({ type }) => type === 'rejected')).toHaveLength(1);
      expect(await stateOf(reference)).toBe('rejected');
    }
    await world.notify();
    const outcomes = world.mails.filter(({ to, subject }) => to === email && !/confirm/.test(subject));
    expect(outcomes).toHaveLength(all.length);
    for (const again of [reject, other]) expect((await again()).status).toBe(200);
  });
});

describe('the end of a consent to some fields', () => {
  it('leaves alone what waits about others', async () => {
    await by.consentTo('cyber4dev', 'grantor@nico.org.uk');
    const date = await correct('cyber4dev', { endDate: '2033' });
    const receipt = by.mailTo('grantor@nico.org.uk', /receipt/);
    expect((await world.post(by.linkIn(receipt, 'confirm'), { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    await world.notify();
    expect(await stateOf(date.reference)).toBe('pending');
  });
});
