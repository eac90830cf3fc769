import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { eraseSubject } from '../../operator/subject/erase.ts';
import { findSubject } from '../../operator/subject/find.ts';
import { contributing } from '../support/contributing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let people: ReturnType<typeof contributing>;
beforeAll(async () => {
  world = await startWorld();
  people = contributing(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const NAME = 'Ada Creditworthy';
const project = 'v1/projects/octopus-project.json';

function correction(version: number, field: string, to: readonly string[], contributor: object) {
  return {
    kind: 'correction',
    record: 'octopus-project',
    version,
    changes: [{ field, from: [], to }],
    contributor,
  };
}

/** Sends a correction and has it approved. @returns the path of the page of whoever sent it */
async function published(
  document: Readonly<Record<string, unknown>> & { contributor: { email?: string } },
): Promise<string> {
  const answer = await world.postJson('/api/submissions', document);
  expect(answer.status, answer.body).toBe(201);
  await people.confirm(document.contributor.email ?? '');
  await people.decide({ decision: 'approve' });
  return `/confirm/${new URL(JSON.parse(answer.body).statusUrl, 'https://a.example').searchParams.get('t')}`;
}

describe('whoever asked to be named', () => {
  let own: string;

  it('is named in the published provenance and nowhere else in public', async () => {
    const ada = { email: 'ada@ada.example', name: NAME, credit: 'name' };
    own = await published({ ...correction(1, 'outcomes', ['An outcome'], ada), contributor: ada });
    const bob = { email: 'bob@bob.example', organisation: 'Bob Ltd', credit: 'organisation' };
    await published({ ...correction(2, 'outputs', ['An output'], bob), contributor: bob });
    expect((await people.json(project)).provenance).toMatchObject({
      outcomes: { credit: NAME },
      outputs: { credit: 'Bob Ltd' },
    });
    expect((await world.get('/projects/octopus-project')).body).toContain(NAME);
    const files = (await people.whereIs(NAME)).filter((place) => place.startsWith('v1/'));
    expect(files.sort()).toEqual([
      'v1/changes/2.json',
      'v1/changes/3.json',
      'v1/inventory.json',
      'v1/inventory.ndjson',
      project,
    ]);
    expect(await people.whereIs('ada@ada.example')).toHaveLength(1);
  });

  it('sees so on the page of what they sent, which does nothing by being opened or sent as it is', async () => {
    const before = await world.dump();
    expect((await world.get(own)).body).toContain(`names you as “${NAME}”`);
    for (const decision of ['', 'cancel', 'confirm']) {
      const answer = await world.post(own, decision ? { decision } : {});
      expect(answer.status).toBe(422);
      expect(answer.body).toContain(world.rule('decision-missing'));
    }
    expect(await world.dump()).toEqual(before);
  });

  it('takes it back, and is named nowhere: in no file, also no older one, and not in the table', async () => {
    const was = await people.json(project);
    expect((await world.post(own, { decision: 'uncredit' })).status).toBe(303);
    await world.publish();
    expect(await people.whereIs(NAME)).toEqual([]);
    const { sequence } = await people.json('v1/index.json');
    const { operations } = await people.json(`v1/changes/${sequence}.json`);
    expect(operations).toMatchObject([{ op: 'replace', id: 'octopus-project', fields: ['provenance'] }]);
    const now = await people.json(project);
    expect(now).toEqual({
      ...was,
      modified: expect.any(String),
      version: was.version + 1,
      provenance: { ...was.provenance, outcomes: { ...was.provenance.outcomes, credit: null } },
    });
    // Others stay named, and only what named somebody is purged.
    expect(now.provenance.outputs.credit).toBe('Bob Ltd');
    expect((await people.json('v1/changes/2.json')).operations).toMatchObject([{ purged: true }]);
    expect((await people.json('v1/changes/1.json')).operations[0]).not.toHaveProperty('purged');
    await people.check();
    const page = await world.get('/projects/octopus-project');
    expect(page.body).not.toContain(NAME);
    expect(page.body).toContain('An outcome');
    expect((await world.dump()).filter(({ sk }) => String(sk).startsWith('PURGE#'))).toEqual([]);
  });

  it('cannot take back what is taken back, and is still reached', async () => {
    const before = await world.dump();
    const answer = await world.post(own, { decision: 'uncredit' });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toContain('value="uncredit"');
    expect(await world.dump()).toEqual(before);
    expect(await people.whereIs('ada@ada.example')).toHaveLength(1);
  });

  it('takes it back through the operator, too', async () => {
    const held = await findSubject(world.table, world.scan(), 'bob@bob.example', world.clock.now, () => {});
    const options = { table: world.table, settings, now: () => world.clock.now };
    await eraseSubject({ ...options, withdraw: false, uncredit: false }, held);
    expect(await people.whereIs('Bob Ltd')).not.toEqual([]);
    // Who is forgotten is not found any more: whoever wants both asks for both at once.
    const eve = { email: 'eve@eve.example', name: 'Eve Creditworthy', credit: 'name' };
    await published({
      ...correction(1, 'outcomes', ['Another outcome'], eve),
      record: 'cybereast',
      contributor: eve,
    });
    const found = await findSubject(world.table, world.scan(), 'eve@eve.example', world.clock.now, () => {});
    await eraseSubject({ ...options, withdraw: false, uncredit: true }, found);
    await world.publish();
    for (const text of ['Eve Creditworthy', 'eve@eve.example'])
      expect(await people.whereIs(text)).toEqual([]);
    expect((await people.json('v1/projects/cybereast.json')).outcomes).toEqual(['Another outcome']);
    await people.check();
  });
});

describe('who consented for an organisation', () => {
  it('and withdraws, is named in no older file either, and is told when that was seen', async () => {
    await people.consentTo('glacy-plus', 'grantor@coe.int');
    const [receipt = ''] = /RCP-.{9}/.exec(people.mailTo('grantor@coe.int', /receipt/).subject) ?? [];
    const link = people.linkIn(people.mailTo('grantor@coe.int', /receipt/), 'confirm');
    const inFiles = async () => (await people.whereIs(receipt)).filter((place) => place.startsWith('v1/'));
    expect(await inFiles()).toHaveLength(4);
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    await world.notify();
    expect(await inFiles()).toEqual([]);
    const inVersions = (await people.whereIs(receipt)).filter((place) => place.includes('VERSION#'));
    expect(inVersions).toEqual([]);
    expect(people.mailTo('grantor@coe.int', /gone/).text).toContain('nothing of it was there any more');
    await people.check();
  });

  it('and withdraws after somebody else consented as well, leaves that one', async () => {
    await people.consentTo('cybersouth', 'first@coe.int');
    await people.consentTo('cybersouth', 'second@coe.int');
    const receiptOf = (address: string) =>
      /RCP-.{9}/.exec(people.mailTo(address, /receipt/).subject)?.[0] ?? '';
    const link = people.linkIn(people.mailTo('first@coe.int', /receipt/), 'confirm');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    await world.notify();
    const files = await people.whereIs(receiptOf('first@coe.int'));
    expect(files.filter((place) => place.startsWith('v1/'))).toEqual([]);
    expect((await people.json('v1/projects/cybersouth.json')).publication.consent.receipt).toBe(
      receiptOf('second@coe.int'),
    );
    expect(people.mailTo('first@coe.int', /gone/)).toBeDefined();
    await people.check();
  });
});
