import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { BUNDLE_LIMIT } from '../../lambdas/domain/documents.ts';
import { asReference } from '../../lambdas/domain/names.ts';
import { submitHandler } from '../../lambdas/submit.ts';
import { bundleSteps, correctionOf, fourteen, newAddress, two } from '../support/bundles.ts';
import { eachMailed } from '../support/each-mailed.ts';
import { inputValue, requester } from '../support/requests.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

let world: World;
let steps: ReturnType<typeof bundleSteps>;
beforeAll(async () => {
  world = await startWorld({ settings: eachMailed });
  await world.seed();
  await world.publish();
  steps = bundleSteps(world);
});
afterAll(() => world.stop());

const manager = 'manager@example.org';
const api = '/api/submissions';

async function stored(): Promise<number> {
  return (await world.dump()).filter(({ pk }) => String(pk).startsWith('SUBMISSION#')).length;
}

describe('an array', () => {
  it('is stored whole or not at all, and says which of it is wrong', async () => {
    const before = await stored();
    const [good, other] = two(null);
    const refused: readonly [unknown[], string, number][] = [
      [
        [good, { ...other, changes: [{ field: 'endDate', from: null, to: '2021-02-30' }] }],
        '/1/changes/0/to',
        422,
      ],
      [[good, { ...other, record: 'none' }], '/1/record', 404],
      [[good, { ...other, version: 9 }], '/1/version', 422],
      [[good, good], '/1/changes/0/field', 422],
      [[good, { ...other, contributor: { email: 'else@example.org' } }], '/1/contributor/email', 422],
      [[{ ...good, colour: 'red' }], '/0/colour', 422],
      [[], '', 422],
      [Array(BUNDLE_LIMIT + 1).fill(good), '', 422],
    ];
    for (const [documents, pointer, status] of refused) {
      const answer = await world.postJson(api, documents);
      expect([pointer, answer.status]).toEqual([pointer, status]);
      expect(JSON.parse(answer.body).errors.map((one: { pointer: string }) => one.pointer)).toContain(
        pointer,
      );
    }
    expect(await stored()).toBe(before);
  });

  it('of one is that one', async () => {
    const [one] = two(null);
    const headers = { 'idempotency-key': 'one-alone-or-in-a-list' };
    const receipt = await steps.send([{ ...one, comment: 'alone' }], headers);
    expect(await steps.send({ ...one, comment: 'alone' }, headers)).toEqual(receipt);
    expect(receipt.submissions).toEqual([
      { reference: receipt.reference, kind: 'correction', record: 'cybereast' },
    ]);
  });

  it('sent twice by one key is one bundle, also at the same moment; in another order it is another', async () => {
    const documents = two(null);
    const headers = { 'idempotency-key': 'a-bundle-of-my-own' };
    const [first, second] = await Promise.all([
      steps.send(documents, headers),
      steps.send(documents, headers),
    ]);
    expect(second).toEqual(first);
    expect(first.submissions).toHaveLength(2);
    const other = await world.postJson(api, documents.toReversed(), headers);
    expect(other.status).toBe(201);
    expect(JSON.parse(other.body).reference).not.toBe(first.reference);
  });

  it('counts as many submissions, and as one confirmation mail', async () => {
    const limits = { ...settings.limits, submissionsPerHour: 3, mailsPerAddress: 1 };
    const submit = submitHandler({ ...world.dependencies, settings: { ...settings, limits } });
    const { postJson } = requester({ submit }, publicUrl);
    const from = (network: string) => ({ 'x-forwarded-for': `${network}, 130.176.1.1` });
    const address = newAddress();
    expect((await postJson(api, two(address), from('192.0.2.1'))).status).toBe(201);
    expect((await postJson(api, two(null), from('192.0.2.1'))).status).toBe(429);
    expect((await postJson(api, fourteen(null).slice(0, 3), from('192.0.2.2'))).status).toBe(201);
    expect((await postJson(api, fourteen(address).slice(0, 2), from('192.0.2.3'))).status).toBe(429);
  });
});

describe('fourteen corrections to six records', () => {
  const address = newAddress();

  it('are confirmed at once, and the manager gets one mail about all of them', async () => {
    const receipt = await steps.send(fourteen(address));
    expect(receipt).toMatchObject({ status: 'unconfirmed', submissions: { length: 14 } });
    await world.notify();
    const [mail, ...more] = steps.mailsTo(address, /./);
    expect(more).toEqual([]);
    expect(mail?.text).not.toMatch(/Result \d|Partner \d|Ada/);
    const link = steps.link(address, 'confirm', /confirm/);
    const page = (await world.get(link)).body;
    for (const { reference } of receipt.submissions) expect(page).toContain(reference);
    const before = world.mails.length;
    const confirmations = [1, 2].map(() => world.post(link, { decision: 'confirm' }));
    const answers = await Promise.all(confirmations);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).not.toEqual([]);
    expect(new Set(Object.values(await steps.standing(receipt)))).toEqual(new Set(['pending']));
    await world.notify();
    expect(world.mails.slice(before).map(({ to }) => to)).toEqual([manager]);
    const request = world.mails.at(-1);
    expect(request?.subject).toBe(
      `[${receipt.reference}] Cyber4Dev: EU Cyber Resilience for Development: 14 submissions sent together`,
    );
    for (const value of ['Result 0', 'Result 11', 'Partner 13']) expect(request?.text).toContain(value);
    for (const { reference } of receipt.submissions) expect(request?.text).toContain(reference);
  });

  it('are decided one by one, in any order, each leading to the next', async () => {
    const link = steps.link(manager, 'review', /14 submissions/);
    const page = (await world.get(link)).body;
    const pages = [...new Set(page.match(/\/review\/[\w-]+\?of=COR-[\w-]+/g))];
    expect(pages).toHaveLength(14);
    expect((await world.post(link, { decision: 'approve' })).status).toBe(200);
    for (const [index, one] of pages.toReversed().entries()) {
      const decision = index === 3 ? { decision: 'reject', reason: 'unverifiable' } : { decision: 'approve' };
      const answer = await steps.decide(one, decision);
      expect([one, answer.status, answer.headers['location']]).toEqual([one, 303, one]);
      const outcome = (await world.get(one)).body;
      expect(outcome.includes('Decide the next')).toBe(index < 13);
    }
    expect((await world.get(link)).body).toContain('All 14 are decided');
    await world.publish();
    await world.notify();
    expect(steps.mailsTo(address, /: approved/)).toHaveLength(13);
    expect(steps.mailsTo(address, /: not accepted/)).toHaveLength(1);
    const record = JSON.parse((await world.files.read('v1/projects/cyber4dev.json'))?.body ?? '');
    expect(record).toMatchObject({
      outputs: ['Result 0'],
      outcomes: ['Result 6'],
      partners: [{ name: 'Partner 12' }],
    });
  });

  it('are followed on one page by the link of any of them, which opens no other', async () => {
    const lead = asReference(
      /COR-[\w-]+/.exec(steps.mailsTo(address, /confirm/)[0]?.subject ?? '')?.[0] ?? '',
    );
    // Mails are in no order of theirs, and the link of the first opens all of them.
    const outcome = steps.mailsTo(address, /: approved/).find(({ subject }) => !subject.includes(lead));
    const { pathname, search } = new URL(outcome?.links.find((one) => one.includes('/submissions/')) ?? '');
    expect((await world.get(pathname + search)).body).toContain('See all 14');
    const all = (await world.get(`/submissions/${lead}${search}`)).body;
    expect(all.match(/<section class="member">/g)).toHaveLength(14);
    expect(all).not.toContain('Correct another project');
    const elsewhere = await steps.send(two(null).map((one) => ({ ...one, comment: 'elsewhere' })));
    expect((await world.get(`/submissions/${elsewhere.reference}${search}`)).status).toBe(404);
    expect((await world.get(`${api}/${elsewhere.reference}${search}`)).status).toBe(404);
    const review = steps.link(manager, 'review', /14 submissions/);
    expect((await world.get(`${review}?of=${elsewhere.reference}`)).status).toBe(404);
    const own = `/confirm/${new URLSearchParams(search).get('t')}`;
    expect((await world.get(`${own}?of=${elsewhere.reference}`)).status).toBe(404);
  });
});

describe('the page of several', () => {
  it('says of each what to look at twice, as its own page does, until it is decided', async () => {
    const email = newAddress();
    const evidence = ['http://93.184.216.34/list'];
    const receipt = await steps.send([
      { ...correctionOf('cybereast', 'context', 'Of the \u0441ouncil', email), evidence },
      correctionOf('cybersouth', 'partners', [{ name: 'C\u043euncil of Europe', url: null }], email),
      correctionOf('glacy-plus', 'context', 'Nothing odd', email),
    ]);
    await world.notify();
    await world.post(steps.link(email, 'confirm', /confirm/), { decision: 'confirm' });
    await world.notify();
    const link = steps.link(manager, 'review', new RegExp(receipt.reference));
    const mail = steps
      .mailsTo(manager, new RegExp(receipt.reference))
      .at(-1)
      ?.text.replace(/\n>? ?/g, ' ');
    for (const words of ['Cyrillic', '93.184.216.34 is a number', 'looks like “Council of Europe”'])
      expect(mail).toContain(words);
    const cautions = async (of: string) =>
      [...(await world.get(link + of)).body.matchAll(/<section class="notice"><h(\d)>.*?<\/section>/gs)].map(
        ([text, level]) => [level, text.replace(/<[^>]*>/g, '')] as const,
      );
    const all = await cautions('');
    const each: string[] = [];
    for (const { reference } of receipt.submissions)
      each.push(...(await cautions(`?of=${reference}`)).map(([, text]) => text));
    expect(all.map(([level]) => level)).toEqual(['3', '3']);
    expect(all.map(([, text]) => text).toSorted()).toEqual(each.toSorted());
    expect(each.join()).toContain('Cyrillic');
    expect(each.join()).toContain('93.184.216.34');
    expect(each.join()).toContain('looks like “Council of Europe”');
    const [first] = receipt.submissions;
    const one = `${link}?of=${first?.reference}`;
    const seen = inputValue(await world.get(one), 'seen');
    const reject = { decision: 'reject', reason: 'incorrect', seen };
    expect((await world.post(one, reject)).status).toBe(303);
    expect(await cautions('')).toHaveLength(1);
  });
});
