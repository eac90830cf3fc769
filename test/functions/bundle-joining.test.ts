import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { confirmHandler } from '../../lambdas/confirm.ts';
import { BUNDLE_LIMIT } from '../../lambdas/domain/documents.ts';
import { findRecord, firstRecordItem, loadVersion, versionItem } from '../../lambdas/storage/records.ts';
import { loadContact } from '../../lambdas/storage/submissions.ts';
import type { Table } from '../../lambdas/storage/table.ts';
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

describe('one more', () => {
  it('waits with the others for the address, without another mail, and asks for no name again', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address)[0]);
    await world.notify();
    const status = await world.get(new URL(receipt.statusUrl).pathname + new URL(receipt.statusUrl).search);
    const another = /href="(\/correct\?bundle=[^"]*)"/.exec(status.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const found = await world.get(`${another}&q=octopus`);
    const form = /href="(\/correct\/octopus-project\?[^"]*)"/.exec(found.body)?.[1]?.replaceAll('&amp;', '&');
    const page = await world.get(form ?? '');
    expect(page.body).not.toMatch(/name="(?:email|name|organisation)"/);
    const fields = { version: '1', key: inputValue(page, 'key'), endDate: '2023', bundle: receipt.reference };
    const t = steps.secret(receipt);
    const check = await world.post('/correct/octopus-project', { ...fields, t, step: 'check' });
    expect(check.body).toContain(`Sent together with</dt><dd>${receipt.reference}`);
    expect(check.body).not.toContain(address);
    const sent = await world.post('/correct/octopus-project', { ...fields, t });
    const again = await world.post('/correct/octopus-project', { ...fields, t });
    expect(sent.headers['location']).toBe(`/submissions/${receipt.reference}?t=${t}`);
    expect(again.headers['location']).toBe(sent.headers['location']);
    await world.notify();
    expect(steps.mailsTo(address, /./)).toHaveLength(1);
    await steps.confirm(address);
    expect(Object.values(await steps.standing(receipt))).toEqual(['pending', 'pending']);
    expect((await world.get(sent.headers['location'] ?? '')).body.match(/class="member"/g)).toHaveLength(2);
  });

  it('in a bundle that waits is told of once: with the mail that is owed, else by another', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await steps.confirm(address);
    const about = new RegExp(receipt.reference);
    world.clock.now = new Date(world.clock.now.getTime() + 1000);
    expect((await steps.add(receipt, { endDate: '2023' })).status).toBe(303);
    await world.notify();
    expect(steps.mailsTo(manager, about).map(({ subject }) => /\d+ sub/.exec(subject)?.[0])).toEqual([
      '3 sub',
    ]);
    expect((await steps.add(receipt, { startDate: '2020' })).status).toBe(303);
    await world.notify();
    expect(steps.mailsTo(manager, about).map(({ subject }) => /\d+ sub/.exec(subject)?.[0])).toEqual([
      '3 sub',
      '4 sub',
    ]);
    expect(Object.values(await steps.standing(receipt))).toEqual(Array(4).fill('pending'));
  });

  it('that says what the bundle says already is refused where it says so', async () => {
    const receipt = await steps.send(two(null).map((one) => ({ ...one, comment: 'the same again' })));
    const answer = await steps.add(receipt, { context: 'Another one' }, 'cybereast');
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(world.rule('changed-twice'));
    expect(inputValue(answer, 'bundle')).toBe(receipt.reference);
  });

  it('that speaks for the owner of the address is confirmed all the same', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address)[0]);
    await steps.confirm(address);
    await world.notify();
    const [bundle, t] = [receipt.reference, steps.secret(receipt)];
    const page = await world.get(`/consent/cybersouth?bundle=${bundle}&t=${t}`);
    const [key, notice] = [inputValue(page, 'key'), inputValue(page, 'notice')];
    const fields = { version: '1', key, notice, authority: 'yes', bundle, t };
    expect((await world.post('/consent/cybersouth', fields)).status).toBe(303);
    expect(Object.values(await steps.standing(receipt))).toEqual(['pending', 'unconfirmed']);
    const asked = steps.mailsTo(manager, new RegExp(bundle)).length;
    await world.notify();
    expect(steps.mailsTo(manager, new RegExp(bundle))).toHaveLength(asked);
    const review = steps.link(manager, 'review', new RegExp(bundle));
    const consent = Object.keys(await steps.standing(receipt))[1] ?? '';
    expect((await world.get(review)).body).not.toContain(consent);
    expect((await world.get(`${review}?of=${consent}`)).status).toBe(404);
    expect((await world.post(`${review}?of=${consent}`, { decision: 'approve', seen: 'x' })).status).toBe(
      404,
    );
    expect(steps.mailsTo(address, /confirm/)).toHaveLength(2);
    await steps.confirm(address);
    expect(Object.values(await steps.standing(receipt))).toEqual(['pending', 'pending']);
    await world.notify();
    expect(steps.mailsTo(manager, new RegExp(bundle))).toHaveLength(asked + 1);
  });

  it('that nobody confirms in time ends alone, and the address stays for the others', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address)[0]);
    await steps.confirm(address);
    const [bundle, t] = [receipt.reference, steps.secret(receipt)];
    const object = { key: 'an-objection', bundle, t };
    expect((await world.post('/object/cybersouth', object)).status).toBe(303);
    await world.notify();
    const sentAt = world.clock.now;
    world.clock.now = new Date(sentAt.getTime() + 8 * 86_400_000);
    await world.sweep();
    await world.sweep();
    expect(Object.values(await steps.standing(receipt))).toEqual(['pending', 'expired']);
    expect((await loadContact(world.table, bundle))?.email).toBe(address);
    world.clock.now = sentAt;
  });

  it('is sent on its own, with what was typed, where the link is nobody’s', async () => {
    const receipt = await steps.send(two(newAddress()));
    const elsewhere = await steps.send(two(newAddress()));
    const page = await world.get(`/correct/octopus-project?bundle=${receipt.reference}&t=nothing`);
    expect(page.body).toContain(world.rule('bundle-unknown'));
    expect(page.body).toContain('name="email"');
    for (const t of ['nothing', steps.secret(elsewhere), '']) {
      const answer = await steps.add(receipt, { endDate: '2023' }, 'octopus-project', t);
      expect(answer.status).toBe(422);
      expect(answer.body).toContain(world.rule('bundle-unknown'));
      expect(inputValue(answer, 'endDate')).toBe('2023');
      expect(answer.body).not.toContain('name="bundle"');
    }
    expect(Object.values(await steps.standing(receipt))).toHaveLength(2);
  });

  it('is sent on its own where a part is decided, also at this moment', async () => {
    const receipt = await steps.send(two(null).map((one) => ({ ...one, comment: 'decided meanwhile' })));
    await world.notify();
    const review = steps.link(manager, 'review', new RegExp(receipt.reference));
    const last = receipt.submissions[1]?.reference;
    const decision = steps.decide(`${review}?of=${last}`, { decision: 'reject', reason: 'other' });
    const [decided, added] = await Promise.all([decision, steps.add(receipt, { endDate: '2023' })]);
    expect(decided.status).toBe(303);
    const late = await steps.add(receipt, { startDate: '2020' });
    expect(late.status).toBe(422);
    expect(late.body).toContain(world.rule('bundle-decided'));
    expect(Object.values(await steps.standing(receipt))).toHaveLength(added.status === 303 ? 3 : 2);
  });

  it('fills it, however often that is sent, and then no other joins', async () => {
    const receipt = await steps.send(fourteen(newAddress()).slice(1));
    const t = steps.secret(receipt);
    const last = { version: '1', key: 'the-last', bundle: receipt.reference, t, endDate: '2023' };
    const twice = [1, 2].map(() => world.post('/correct/octopus-project', last));
    expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303]);
    expect((await world.post('/correct/octopus-project', last)).status).toBe(303);
    expect(Object.keys(await steps.standing(receipt))).toHaveLength(BUNDLE_LIMIT);
    const full = await steps.add(receipt, { startDate: '2020' });
    expect(full.status).toBe(422);
    expect(full.body).toContain(world.rule('bundle-full'));
  });
});

describe('what happens between two reads', () => {
  /** A table in which something happens right before the first transaction. */
  function before(happens: () => Promise<unknown>): Table {
    let waiting: (() => Promise<unknown>) | null = happens;
    return {
      ...world.table,
      transact: async (writes) => {
        const now = waiting;
        waiting = null;
        await now?.();
        return world.table.transact(writes);
      },
    };
  }
  function meanwhile(happens: () => Promise<unknown>) {
    const dependencies = { ...world.dependencies, table: before(happens) };
    const handlers = { submit: submitHandler(dependencies), confirm: confirmHandler(dependencies) };
    return requester(handlers, publicUrl);
  }

  it('answers alike what was sent twice at the same moment, also where the first filled the bundle', async () => {
    const receipt = await steps.send(fourteen(newAddress()).slice(1));
    const last = { version: '1', key: 'filled-by-then', bundle: receipt.reference, endDate: '2023' };
    const fields = { ...last, t: steps.secret(receipt) };
    let waiting = true;
    const table: Table = {
      ...world.table,
      get: async (key) => {
        const item = await world.table.get(key);
        if (!key.pk.startsWith('KEY#') || !waiting) return item;
        waiting = false;
        expect((await world.post('/correct/octopus-project', fields)).status).toBe(303);
        return item;
      },
    };
    const { post } = requester({ submit: submitHandler({ ...world.dependencies, table }) }, publicUrl);
    expect((await post('/correct/octopus-project', fields)).status).toBe(303);
    expect(Object.keys(await steps.standing(receipt))).toHaveLength(BUNDLE_LIMIT);
  });

  it('joins nothing to what is decided by then', async () => {
    const receipt = await steps.send(two(null).map((one) => ({ ...one, comment: 'by then' })));
    await world.notify();
    const review = steps.link(manager, 'review', new RegExp(receipt.reference));
    const other = `${review}?of=${receipt.submissions[1]?.reference}`;
    const { post } = meanwhile(() => steps.decide(other, { decision: 'reject', reason: 'other' }));
    const fields = { version: '1', key: 'by-then', endDate: '2023', bundle: receipt.reference };
    const answer = await post('/correct/octopus-project', { ...fields, t: steps.secret(receipt) });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(world.rule('bundle-decided'));
    expect(Object.values(await steps.standing(receipt))).toEqual(['pending', 'rejected']);
  });

  it('leaves nothing unconfirmed that joined what is confirmed by then', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await world.notify();
    const link = steps.link(address, 'confirm', /confirm/);
    const { post } = meanwhile(() => world.post(link, { decision: 'confirm' }));
    const fields = { version: '1', key: 'confirmed-by-then', endDate: '2023', bundle: receipt.reference };
    const answer = await post('/correct/octopus-project', { ...fields, t: steps.secret(receipt) });
    expect(answer.status).toBe(303);
    expect(Object.values(await steps.standing(receipt))).toEqual(['pending', 'pending', 'pending']);
  });

  it('forgets the address with the last that is taken back', async () => {
    const receipt = await steps.send(two(newAddress()));
    const all = `/confirm/${steps.secret(receipt)}`;
    const [first, second] = receipt.submissions.map(({ reference }) => `${all}?of=${reference}`);
    const { post } = meanwhile(() => world.post(`${second}`, { decision: 'cancel' }));
    expect((await post(`${first}`, { decision: 'cancel' })).status).toBe(303);
    expect(await loadContact(world.table, receipt.reference)).toBeNull();
  });

  it('tells the manager of one more when the mail that was owed left without it', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await steps.confirm(address);
    const { post } = meanwhile(() => world.notify());
    const fields = { version: '1', key: 'left-by-then', endDate: '2023', bundle: receipt.reference };
    await post('/correct/octopus-project', { ...fields, t: steps.secret(receipt) });
    await world.notify();
    const subjects = steps.mailsTo(manager, new RegExp(receipt.reference)).map(({ subject }) => subject);
    expect(subjects).toEqual([expect.stringMatching(/2 sub/), expect.stringMatching(/3 sub/)]);
  });
});

describe('the largest bundle', () => {
  /** Holds are rationed: one bundle never holds as many. */
  const MOST_HOLDS = 9;

  it('fits into one transaction that touches nothing twice, whatever it holds and whoever is told', async () => {
    const sizes: number[] = [];
    const table: Table = {
      ...world.table,
      transact: (writes) => {
        const touched = writes.map((one) =>
          'put' in one ? one.put : 'remove' in one ? one.remove : 'check' in one ? one.check : one.addTo,
        );
        expect(new Set(touched.map(({ pk, sk }) => `${pk} ${sk}`)).size).toBe(writes.length);
        sizes.push(writes.length);
        return world.table.transact(writes);
      },
    };
    // What was held before counts no more.
    world.clock.now = new Date(world.clock.now.getTime() + 2 * 86_400_000);
    const [first] = settings.people;
    if (!first) throw new Error('Nobody decides.');
    const people = Array.from({ length: 12 }, (_, number) => ({ ...first, id: `person-${number}` }));
    const limits = { ...settings.limits, holdsPerAddress: 7, holdsPerDomain: 7, holdsShare: 1 };
    const dependencies = { ...world.dependencies, table, settings: { ...settings, people, limits } };
    const handlers = { submit: submitHandler(dependencies), confirm: confirmHandler(dependencies) };
    const { post, postJson } = requester(handlers, publicUrl);
    // Each about a record of its own, whose implementer the objections come from: that is most to write.
    const copied = await loadVersion(world.table, 'cybersouth', 1);
    if (!copied) throw new Error('There is no record to copy.');
    const records = Array.from({ length: BUNDLE_LIMIT }, (_, number) => `copy-${number}`);
    for (const [number, record] of records.entries()) {
      const holdable = number < MOST_HOLDS ? {} : { funders: [], implementers: [] };
      await world.table.put(versionItem({ ...copied, record, content: { ...copied.content, ...holdable } }));
      await world.table.put(firstRecordItem(record));
    }
    const corrections = records.map((record) => correctionOf(record, 'context', 'Largest', null));
    expect((await postJson(api, corrections)).status).toBe(201);
    const address = 'largest@coe.int';
    const contributor = { email: address, name: 'Ada' };
    const objections = records.map((record) => ({ kind: 'objection', record, contributor }));
    const answer = await postJson(api, objections);
    expect(answer.status, answer.body).toBe(201);
    await world.notify();
    expect((await post(steps.link(address, 'confirm', /confirm/), { decision: 'confirm' })).status).toBe(303);
    expect((await findRecord(world.table, 'copy-6'))?.status).toBe('held');
    expect((await findRecord(world.table, 'copy-7'))?.status).toBe('live');
    const t = new URL(JSON.parse(answer.body).statusUrl).searchParams.get('t');
    expect((await post(`/confirm/${t}`, { decision: 'cancel' })).status).toBe(303);
    expect((await findRecord(world.table, 'copy-6'))?.status).toBe('live');
    expect(Math.max(...sizes)).toBeGreaterThan(95);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  });
});
