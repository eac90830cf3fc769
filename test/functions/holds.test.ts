import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { asReference } from '../../lambdas/domain/names.ts';
import { countHeld } from '../../lambdas/storage/held.ts';
import { loadRecord } from '../../lambdas/storage/records.ts';
import { loadSubmission } from '../../lambdas/storage/submissions.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { contributing } from '../support/contributing.ts';
import { sharedDatabase } from '../support/database.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

let world: World;
let by: ReturnType<typeof contributing>;

async function begin(limits: Partial<typeof settings.limits> = {}) {
  world = await startWorld({ dynamoDb, settings: { limits: { ...settings.limits, ...limits } } });
  by = contributing(world);
  await world.seed();
  await world.publish();
}
afterEach(() => world.stop());

/** All whose implementer is the Council of Europe. */
const records = [
  'cybereast',
  'cybersouth',
  'endocsea-europe',
  'glacy-plus',
  'global-project-cybercrime-3',
  'iproceeds-2',
  'octopus-project',
  'cybercrime-octopus',
];

function objection(record: string, email: string, fields: readonly string[] = []) {
  return { kind: 'objection', record, fields, comment: `Not ${record}.`, contributor: { email } };
}

/** Sends objections in one go, and confirms them. @returns the references */
async function object(names: readonly string[], email: string): Promise<readonly string[]> {
  const documents = names.map((record) => objection(record, email));
  const answer = await world.postJson('/api/submissions', documents.length === 1 ? documents[0] : documents);
  expect(answer.status, answer.body).toBe(201);
  await by.confirm(email);
  const { reference, submissions } = JSON.parse(answer.body);
  return submissions?.map((one: { reference: string }) => one.reference) ?? [reference];
}

/** Those that are on hold, which must be as many as are counted. */
async function held(): Promise<readonly string[]> {
  const states = await Promise.all(records.map((id) => loadRecord(world.table, id)));
  const found = states.flatMap((state) => (state?.status === 'held' ? [state.id] : []));
  expect(await countHeld(world.table)).toBe(found.length);
  return found;
}

async function published(): Promise<number> {
  await world.publish();
  return (await by.json('v1/index.json')).recordCount;
}

const reviewLink = (reference: string) =>
  by.linkIn(by.mailTo('manager@example.org', new RegExp(reference)), 'review');

async function decide(reference: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const link = reviewLink(reference);
  const seen = inputValue(await world.get(link), 'seen');
  const answer = await world.post(link, { seen, ...fields });
  expect(answer.status, answer.body).toBe(303);
}

const refused = () => world.measured.filter((name) => name === 'HoldRefused').length;

describe('one mailbox that would empty the inventory', () => {
  beforeEach(() => begin());

  it('below a party’s domain, holds nothing at all', async () => {
    await object(records, 'intern@newsletter.coe.int');
    expect(await held()).toEqual([]);
    expect(await published()).toBe(9);
    expect(by.mailTo('deputy@example.org', /urgent/).text).toContain('Not cybereast.');
  });

  it('at a party’s domain, holds the first record of its bundle, and the operator hears of the others', async () => {
    const references = await object(records, 'intern@coe.int');
    expect(await held()).toEqual(['cybereast']);
    expect(await published()).toBe(8);
    expect(refused()).toBe(1);
    const unheld = await Promise.all(
      references.map(async (one) => (await loadSubmission(world.table, asReference(one)))?.unheld),
    );
    expect(unheld).toEqual([undefined, ...Array(7).fill('address-used-up')]);
    // They are urgent all the same, for managers and deputies.
    for (const to of ['manager@example.org', 'deputy@example.org'])
      expect(by.mailTo(to, /urgent/).text).toContain('Not octopus-project.');
  });

  it('one after the other, in any spelling of its address, holds no second', async () => {
    await object(['cybereast'], 'intern@coe.int');
    for (const [index, email] of [
      'intern+1@coe.int',
      'Intern@COE.int',
      'intern+a+b@coe.int',
      'intern@coe.int.',
    ].entries())
      if (!email.endsWith('.')) await object([records[index + 1] ?? ''], email);
    expect(await held()).toEqual(['cybereast']);
  });

  it('that takes back what holds and objects anew, holds nothing more that day, and something the next', async () => {
    const [reference = ''] = await object(['cybereast'], 'intern@coe.int');
    await decide(reference, { decision: 'reject', reason: 'other' });
    expect(await held()).toEqual([]);
    await object(['cybersouth'], 'intern@coe.int');
    expect(await held()).toEqual([]);
    world.clock.now = new Date(world.clock.now.getTime() + 24 * 3_600_000 + 1000);
    await object(['glacy-plus'], 'intern@coe.int');
    expect(await held()).toEqual(['glacy-plus']);
  });

  it('has the 24 hours counted from each hold, over midnight, too', async () => {
    world.clock.now = new Date('2026-11-23T23:59:00.000Z');
    const [reference = ''] = await object(['cybereast'], 'intern@coe.int');
    await decide(reference, { decision: 'reject', reason: 'other' });
    world.clock.now = new Date('2026-11-24T00:01:00.000Z');
    await object(['cybersouth'], 'intern@coe.int');
    expect(await held()).toEqual([]);
  });

  it('that answers for two bundles at the same moment, holds one record', async () => {
    for (const half of [records.slice(0, 4), records.slice(4)])
      await world.postJson(
        '/api/submissions',
        half.map((record) => objection(record, 'intern@coe.int')),
      );
    await world.notify();
    const links = world.mails
      .filter(({ to }) => to === 'intern@coe.int')
      .map((mail) => by.linkIn(mail, 'confirm'));
    expect(links).toHaveLength(2);
    const answers = await Promise.all(links.map((link) => world.post(link, { decision: 'confirm' })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await held()).toHaveLength(1);
  });

  it('leaves no address where it is counted, and nothing that tells whose an objection was once that is decided', async () => {
    const [reference = ''] = await object(['cybereast'], 'intern@coe.int');
    const counted = (await world.dump()).filter(({ pk, sk }) => !`${pk} ${sk}`.endsWith(' CONTACT'));
    expect(JSON.stringify(counted)).not.toContain('intern@');
    await decide(reference, { decision: 'reject', reason: 'other' });
    expect(await loadSubmission(world.table, asReference(reference))).not.toHaveProperty('objector');
    expect((await world.dump()).filter(({ sk }) => sk.startsWith('OPEN#BY#'))).toEqual([]);
  });
});

describe('many mailboxes of one domain', () => {
  beforeEach(() => begin({ holdsShare: 1 }));

  it('hold three records a day between them', async () => {
    for (const [index, record] of records.entries()) await object([record], `intern-${index}@coe.int`);
    expect(await held()).toEqual(records.slice(0, 3));
    expect(await published()).toBe(6);
  });

  it('at the same moment, hold no more than that', async () => {
    for (const [index, record] of records.entries())
      await world.postJson('/api/submissions', objection(record, `at-once-${index}@coe.int`));
    await world.notify();
    const links = world.mails
      .filter(({ to }) => to.startsWith('at-once'))
      .map((mail) => by.linkIn(mail, 'confirm'));
    const answers = await Promise.all(links.map((link) => world.post(link, { decision: 'confirm' })));
    expect(answers.map(({ status }) => status)).toEqual(links.map(() => 303));
    expect(await held()).toHaveLength(3);
  });
});

describe('everybody together', () => {
  beforeEach(() => begin());

  it('take one record of nine out before somebody decides, whoever they are', async () => {
    const [first = ''] = await object(['cybereast'], 'one@coe.int');
    await object(['cyber4dev'], 'two@nico.org.uk');
    await object(['octopus-project'], 'three@canada.ca');
    await object(['octopus-project'], 'four@government.nl');
    expect(await held()).toEqual(['cybereast']);
    expect(await published()).toBe(8);
    expect(refused()).toBe(3);
    await decide(first, { decision: 'reject', reason: 'other' });
    expect(await published()).toBe(9);
    await object(['cyber4dev'], 'five@nico.org.uk');
    expect(await published()).toBe(8);
  });

  it('at the same moment, take no second', async () => {
    await world.postJson('/api/submissions', objection('octopus-project', 'race-1@canada.ca'));
    await world.postJson('/api/submissions', objection('cyber4dev', 'race-2@nico.org.uk'));
    await world.postJson('/api/submissions', objection('cybereast', 'race-3@coe.int'));
    await world.notify();
    const links = world.mails
      .filter(({ to }) => to.startsWith('race'))
      .map((mail) => by.linkIn(mail, 'confirm'));
    const answers = await Promise.all(links.map((link) => world.post(link, { decision: 'confirm' })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await published()).toBe(8);
    expect(await countHeld(world.table)).toBe(1);
  });

  it.each([
    ['approved', (reference: string) => decide(reference, { decision: 'approve' })],
    ['rejected', (reference: string) => decide(reference, { decision: 'reject', reason: 'other' })],
    ['taken back', (_: string, status: string) => world.post(`/confirm/${status}`, { decision: 'cancel' })],
  ])('have room again for what is %s', async (_, end) => {
    const answer = await world.postJson('/api/submissions', objection('cybereast', 'one@coe.int'));
    await by.confirm('one@coe.int');
    const { reference, statusUrl } = JSON.parse(answer.body);
    expect(await held()).toEqual(['cybereast']);
    await end(reference, new URL(statusUrl).searchParams.get('t') ?? '');
    expect(await held()).toEqual([]);
    await object(['octopus-project'], 'two@canada.ca');
    expect(await held()).toEqual(['octopus-project']);
  });
});

describe('objections to one record', () => {
  beforeEach(() => begin({ holdsPerAddress: 7, holdsPerDomain: 100 }));

  it('of one person become one, which holds once', async () => {
    const first = objection('cybereast', 'intern@coe.int', ['summary']);
    const answer = await world.postJson('/api/submissions', first);
    await by.confirm('intern@coe.int');
    const open = JSON.parse(answer.body).reference;
    const asked = world.mails.filter(({ to }) => to === 'manager@example.org').length;
    for (const [index, email] of ['intern@coe.int', 'Intern+2@coe.int', 'intern+3@COE.int'].entries()) {
      const more = { ...objection('cybereast', email, ['context']), comment: `More ${index}.` };
      const sent = await world.postJson('/api/submissions', more);
      await by.confirm(email);
      const { reference, statusUrl } = JSON.parse(sent.body);
      expect(await loadSubmission(world.table, asReference(reference))).toMatchObject({
        status: 'closed',
        unitedWith: open,
      });
      expect((await world.get(new URL(statusUrl).pathname + new URL(statusUrl).search)).body).toContain(open);
    }
    expect((await loadRecord(world.table, 'cybereast'))?.holds).toEqual([open]);
    expect(await loadSubmission(world.table, open)).toMatchObject({
      status: 'pending',
      fields: ['summary', 'context'],
      comment: 'Not cybereast.\n\nMore 0.\n\nMore 1.\n\nMore 2.',
    });
    expect(world.mails.filter(({ to }) => to === 'manager@example.org')).toHaveLength(asked);
    await decide(open, { decision: 'reject', reason: 'other' });
    expect(await held()).toEqual([]);
  });

  it('of one person at the same moment become one', async () => {
    for (const fields of [['summary'], ['context'], ['title']])
      await world.postJson('/api/submissions', objection('cybereast', 'intern@coe.int', fields));
    await world.notify();
    const links = world.mails
      .filter(({ to }) => to === 'intern@coe.int')
      .map((mail) => by.linkIn(mail, 'confirm'));
    const answers = await Promise.all(links.map((link) => world.post(link, { decision: 'confirm' })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const holds = (await loadRecord(world.table, 'cybereast'))?.holds ?? [];
    expect(holds).toHaveLength(1);
    const open = await loadSubmission(world.table, asReference(holds[0] ?? ''));
    expect(open?.kind === 'objection' && [...open.fields].sort()).toEqual(['context', 'summary', 'title']);
  });

  it('do not hold it again for 90 days once one of their domain was rejected, whoever sends them', async () => {
    const [reference = ''] = await object(['cybereast'], 'intern@coe.int');
    await decide(reference, { decision: 'reject', reason: 'other' });
    const [again = ''] = await object(['cybereast'], 'somebody@coe.int');
    expect(await held()).toEqual([]);
    expect(await loadSubmission(world.table, asReference(again))).toMatchObject({
      unheld: 'rejected-lately',
    });
    const link = reviewLink(again);
    expect((await world.get(link)).body).toContain('rejected not long ago');
    await object(['cybersouth'], 'somebody@coe.int');
    expect(await held()).toEqual(['cybersouth']);
    by.days(89);
    await object(['cybereast'], 'third@coe.int');
    expect(await held()).toEqual(['cybersouth']);
    await object(['cybereast'], 'first@european-union.europa.eu');
    expect(await held()).toEqual(['cybersouth']);
  });

  it('may hold it again after that', async () => {
    const [reference = ''] = await object(['cybereast'], 'intern@coe.int');
    await decide(reference, { decision: 'reject', reason: 'other' });
    by.days(91);
    await object(['cybereast'], 'intern@coe.int');
    expect(await held()).toEqual(['cybereast']);
  });
});
