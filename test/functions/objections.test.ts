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

describe('an approved objection to one field', () => {
  it('closes what is about that field only, and says so truthfully', { timeout: 90_000 }, async () => {
    const date = await steps.correct('cybereast', { startDate: '2018' });
    const context = await steps.correct('cybereast', { summary: 'Another summary.' });
    const both = await steps.correct(
      'cybereast',
      { summary: 'A third one.', endDate: '2031' },
      'Quotes the summary.',
    );
    const other = await steps.object('cybereast', ['title']);
    const same = await steps.object('cybereast', ['summary'], 'coe.int');
    const rest = await steps.object('cybereast', ['outputs', 'summary']);
    expect((await loadRecord(world.table, 'cybereast'))?.status).toBe('held');
    const objection = await steps.object('cybereast', ['summary']);
    const page = (await world.get(steps.reviewLink(objection.reference))).body;
    const { summary } = (await loadRecord(world.table, 'cybereast'))?.content ?? {};
    expect(page).toContain(String(summary).slice(0, 40));
    expect(page).toContain('closes 2 submissions that wait');
    for (const { reference } of [context, same, both]) expect(page).toContain(reference);
    expect(page).toContain('2 others lose what they say of that');
    expect(page).toContain('2 others go on as they are');
    expect((await steps.decide(objection.reference, { decision: 'approve' })).status).toBe(303);

    expect(await steps.stateOf(date.reference)).toBe('pending');
    expect(await steps.stateOf(other.reference)).toBe('pending');
    expect(await loadSubmission(world.table, asReference(rest.reference))).toMatchObject({
      status: 'pending',
      lapsed: ['summary'],
      fields: ['outputs'],
    });
    expect(await steps.stateOf(context.reference)).toBe('closed');
    expect(await loadSubmission(world.table, asReference(same.reference))).toMatchObject({
      status: 'closed',
      why: 'fields-gone',
    });
    // What it held goes with it.
    expect((await loadRecord(world.table, 'cybereast'))?.status).toBe('live');
    expect(await loadSubmission(world.table, asReference(both.reference))).toMatchObject({
      status: 'pending',
      lapsed: ['summary'],
      changes: [{ field: 'endDate', to: '2031' }],
      comment: null,
    });
    const table = JSON.stringify(await world.dump());
    for (const words of ['Another summary.', 'A third one.', 'Quotes the summary.', String(summary)])
      expect(table).not.toContain(words);

    const closed = steps.by.mailTo(context.email, /closed/).text;
    expect(closed).toContain('Summary');
    expect(closed).toContain('The project itself stays');
    expect(closed).toContain('/projects/cybereast');
    expect((await world.get(context.status)).body).toContain('The project itself stays');
    expect(steps.by.mailTo(both.email, /lapsed/).text).toContain('Summary');
    expect(steps.by.mailTo(both.email, /lapsed/).text).toContain('words you wrote beside it');
    // The words of an objection stay with what goes on.
    expect(steps.by.mailTo(rest.email, /lapsed/).text).not.toContain('words you wrote');
    expect((await world.get(steps.reviewLink(rest.reference))).body).toContain('Not cybereast.');
    expect((await world.get(both.status)).body).toContain('left the inventory for good meanwhile');
    expect((await world.get(steps.reviewLink(both.reference))).body).toContain(
      'left the inventory for good meanwhile',
    );
    expect(
      world.mails.filter(({ to, subject }) => to === date.email && /closed|lapsed/.test(subject)),
    ).toEqual([]);
    // What goes on can be approved.
    expect((await steps.decide(both.reference, { decision: 'approve' })).status).toBe(303);
    expect(await steps.by.json('v1/projects/cybereast.json')).toMatchObject({
      summary: null,
      endDate: '2031',
    });
    expect((await steps.decide(date.reference, { decision: 'approve' })).status).toBe(303);
    expect(await steps.by.json('v1/projects/cybereast.json')).toMatchObject({ startDate: '2018' });
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
    const objection = await steps.object('cybersouth', ['summary']);
    await steps.decide(objection.reference, { decision: 'approve' });
    const page = (await world.get(steps.reviewLink(reference))).body;
    for (const one of submissions) expect(page).toContain(one.reference);
    expect(page).toContain('The project itself stays');
    expect(await steps.stateOf(submissions[1].reference)).toBe('pending');
  });

  it('to the whole entry says how many it closes, and closes them all', async () => {
    const some = [
      await steps.correct('glacy-plus', { startDate: '2015' }),
      await steps.correct('glacy-plus', { endDate: '2030' }),
    ];
    const objection = await steps.object('glacy-plus');
    const page = (await world.get(steps.reviewLink(objection.reference))).body;
    expect(page).toContain('The whole entry goes');
    expect(page).toContain('GLACY');
    expect(page).toContain('closes 2 submissions that wait');
    await steps.decide(objection.reference, { decision: 'approve' });
    for (const { reference, email, status } of some) {
      expect(await steps.stateOf(reference)).toBe('closed');
      expect(steps.by.mailTo(email, /closed/).text).toContain('left the inventory for good');
      expect((await world.get(status)).body).toContain('The project left the inventory for good');
    }
  });
});

describe('what else waits about a record on hold', () => {
  it('says so, and has the link of the objection mailed to whoever asks for it', async () => {
    const correction = await steps.correct('iproceeds-2', { startDate: '2019' });
    const objection = await steps.object('iproceeds-2', [], 'coe.int');
    const link = steps.reviewLink(correction.reference);
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
    expect((await steps.decide(objection.reference, { decision: 'reject', reason: 'other' })).status).toBe(
      303,
    );
    expect((await world.get(link)).body).not.toContain('value="send"');
    expect((await steps.decide(correction.reference, { decision: 'approve' })).status).toBe(303);
  });

  it('leads to the objection, which is decided on there, and to nothing else', async () => {
    const correction = await steps.correct('cyber4dev', { endDate: '2031' });
    const objection = await steps.object('cyber4dev');
    const holding = await steps.object('cyber4dev', [], 'nico.org.uk');
    const elsewhere = await steps.object('endocsea-europe', [], 'coe.int');
    const link = steps.reviewLink(correction.reference);
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
    await steps.decide(elsewhere.reference, { decision: 'reject', reason: 'incorrect' });
    expect((await steps.decide(correction.reference, { decision: 'approve' })).status).toBe(303);
  });

  it('is another objection, too, which does not say that nothing holds the record', async () => {
    const [held, other] = [
      await steps.object('octopus-project', ['code'], 'coe.int'),
      await steps.object('octopus-project', ['code']),
    ];
    const page = async ({ reference }: { reference: string }) =>
      (await world.get(steps.reviewLink(reference))).body;
    expect(await page(held)).toContain('it is in no release until you decide');
    expect(await page(held)).toContain('Rejecting lifts the hold.');
    expect(await page(other)).toContain(`on hold by another objection: ${held.reference}.`);
    expect(await page(other)).not.toContain('The record is not on hold');
    expect(await page(other)).not.toContain('Rejecting lifts');
    await steps.decide(held.reference, { decision: 'reject', reason: 'incorrect' });
    expect(await page(other)).toContain('The record is not on hold');
    await steps.decide(other.reference, { decision: 'reject', reason: 'incorrect' });
  });

  it('asks for no link where nothing is on hold', async () => {
    const correction = await steps.correct('cyber4dev', { startDate: '2017' });
    const link = steps.reviewLink(correction.reference);
    expect(
      (await world.post(link, { decision: 'send', seen: inputValue(await world.get(link), 'seen') })).status,
    ).toBe(422);
  });
});

describe('the end of a consent to some fields', () => {
  it('leaves alone what waits about others', async () => {
    await steps.by.consentTo('cyber4dev', 'grantor@nico.org.uk');
    const date = await steps.correct('cyber4dev', { endDate: '2033' });
    const receipt = steps.by.mailTo('grantor@nico.org.uk', /receipt/);
    expect((await world.post(steps.by.linkIn(receipt, 'confirm'), { decision: 'withdraw' })).status).toBe(
      303,
    );
    await world.publish();
    await world.notify();
    expect(await steps.stateOf(date.reference)).toBe('pending');
  });
});
