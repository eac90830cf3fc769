import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { asReference } from '../../lambdas/domain/names.ts';
import { loadRecord } from '../../lambdas/storage/records.ts';
import { loadSubmission } from '../../lambdas/storage/submissions.ts';
import { objecting } from '../support/objecting.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let steps: ReturnType<typeof objecting>;
beforeAll(async () => {
  const limits = { ...settings.limits, holdsPerAddress: 7, holdsPerDomain: 100, holdsShare: 1 };
  world = await startWorld({ settings: { limits } });
  steps = objecting(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

describe('a bundle of objections', () => {
  const records = ['octopus-project', 'endocsea-europe', 'global-project-cybercrime-3', 'cybercrime-octopus'];

  let sent = 0;
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
    await steps.by.confirm(email);
    const { reference, submissions } = JSON.parse(answer.body);
    return {
      link: steps.reviewLink(reference),
      deputy: steps.reviewLink(reference, 'deputy@example.org'),
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
    const states = await Promise.all(all.map(steps.stateOf));
    expect(states).toEqual(['approved', 'rejected', 'awaiting-reply', 'pending']);
    expect(await loadSubmission(world.table, asReference(second ?? ''))).toMatchObject({
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
      expect(await Promise.all(all.map(steps.stateOf))).toEqual(all.map(() => 'pending'));
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
    const correction = await steps.correct(records[0] ?? '', {
      context: `${now?.content.context ?? ''} And more.`,
    });
    expect((await steps.decide(correction.reference, { decision: 'approve' })).status).toBe(303);
    const answer = await world.post(link, {
      ...seen,
      [`decision[${first}]`]: 'reject',
      [`reason[${first}]`]: 'incorrect',
      [`note[${first}]`]: 'What I typed',
      [`decision[${second}]`]: 'reject',
      [`reason[${second}]`]: 'incorrect',
    });
    expect(answer.status).toBe(409);
    expect(await Promise.all([first, second].map((one) => steps.stateOf(one ?? '')))).toEqual([
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
    expect(await steps.stateOf(second ?? '')).toBe('rejected');
    // Who sends again what they had decided, with something new, is told nothing.
    const again = { ...chosen, [`decision[${third}]`]: 'ask', [`note[${third}]`]: 'Why?' };
    expect((await world.post(link, again)).status).toBe(303);
    expect(await loadSubmission(world.table, asReference(first ?? ''))).toMatchObject({
      decision: { by: 'manager' },
    });
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
    await steps.by.confirm(email);
    const all: readonly string[] = JSON.parse(body).submissions.map(
      (one: { reference: string }) => one.reference,
    );
    const choose = async (to: string, fields: Readonly<Record<string, string>>) => {
      const link = steps.reviewLink(all[0] ?? '', to);
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
      expect(await steps.stateOf(reference)).toBe('rejected');
    }
    await world.notify();
    const outcomes = world.mails.filter(({ to, subject }) => to === email && !/confirm/.test(subject));
    expect(outcomes).toHaveLength(all.length);
    for (const again of [reject, other]) expect((await again()).status).toBe(200);
  });
});
