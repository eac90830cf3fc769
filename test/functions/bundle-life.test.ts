import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContact } from '../../lambdas/storage/submissions.ts';
import { bundleSteps, newAddress, two } from '../support/bundles.ts';
import { eachMailed } from '../support/each-mailed.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

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

describe('a confirmation', () => {
  it('is of what was read: what is added meanwhile is read first', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await world.notify();
    const link = steps.link(address, 'confirm', /confirm/);
    const seen = inputValue(await world.get(link), 'seen');
    expect((await steps.add(receipt, { endDate: '2023' })).status).toBe(303);
    const moved = await world.post(link, { decision: 'confirm', seen });
    expect(moved.status).toBe(409);
    expect(moved.body).toContain('Nothing was confirmed');
    expect(new Set(Object.values(await steps.standing(receipt)))).toEqual(new Set(['unconfirmed']));
    expect((await world.post(link, { decision: 'confirm', seen: inputValue(moved, 'seen') })).status).toBe(
      303,
    );
    expect(Object.values(await steps.standing(receipt))).toEqual(['pending', 'pending', 'pending']);
  });

  it('refused deletes all of it, together with the address', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await world.notify();
    const link = steps.link(address, 'confirm', /confirm/);
    expect((await world.post(link, { decision: 'cancel' })).status).toBe(303);
    expect(Object.values(await steps.standing(receipt))).toEqual(['cancelled', 'cancelled']);
    expect(JSON.stringify(await world.dump())).not.toContain(address);
  });

  it('that never comes ends all of it together', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await world.notify();
    const sentAt = world.clock.now;
    world.clock.now = new Date(sentAt.getTime() + 8 * 86_400_000);
    await world.sweep();
    await world.sweep();
    expect(Object.values(await steps.standing(receipt))).toEqual(['expired', 'expired']);
    expect(JSON.stringify(await world.dump())).not.toContain(address);
    world.clock.now = sentAt;
  });

  it('holds the record that an objection among them is about, and tells the deputy', async () => {
    const address = 'someone@coe.int';
    const objection = {
      kind: 'objection',
      record: 'endocsea-europe',
      contributor: { email: address, name: 'Ada' },
    };
    const receipt = await steps.send([...two(address), objection]);
    await steps.confirm(address);
    expect((await world.get('/projects/endocsea-europe')).status).toBe(404);
    await world.notify();
    const subject = new RegExp(`${receipt.reference}.*3 submissions.*urgent`);
    for (const person of [manager, 'deputy@example.org'])
      expect(steps.mailsTo(person, subject)).toHaveLength(1);
    const all = `/confirm/${steps.secret(receipt)}`;
    expect((await world.post(all, { decision: 'cancel' })).status).toBe(303);
    expect((await world.get('/projects/endocsea-europe')).status).toBe(200);
  });
});

describe('what is taken back', () => {
  it('may be one of them, and the address stays for the others', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await steps.confirm(address);
    const all = `/confirm/${steps.secret(receipt)}`;
    const [first, second] = receipt.submissions.map(({ reference }) => `${all}?of=${reference}`);
    expect((await world.get(`${first}`)).body).toContain('Take back what you sent');
    expect((await world.post(`${first}`, { decision: 'cancel' })).headers['location']).toBe(first);
    expect(Object.values(await steps.standing(receipt))).toEqual(['cancelled', 'pending']);
    expect((await loadContact(world.table, receipt.reference))?.email).toBe(address);
    expect((await world.post(all, {})).status).toBe(422);
    expect((await world.post(`${second}`, { decision: 'cancel' })).status).toBe(303);
    expect(await loadContact(world.table, receipt.reference)).toBeNull();
    expect((await world.get(all)).body).toContain('All of it is taken back');
    await world.notify();
    expect(steps.mailsTo(manager, new RegExp(receipt.reference))).toEqual([]);
  });

  it('takes the address with it when the last two go at the same moment', async () => {
    const receipt = await steps.send(two(newAddress()));
    const all = `/confirm/${steps.secret(receipt)}`;
    const both = receipt.submissions.map(({ reference }) =>
      world.post(`${all}?of=${reference}`, { decision: 'cancel' }),
    );
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([303, 303]);
    expect(Object.values(await steps.standing(receipt))).toEqual(['cancelled', 'cancelled']);
    expect(await loadContact(world.table, receipt.reference)).toBeNull();
  });

  it('leaves what is decided already', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await steps.confirm(address);
    await world.notify();
    const review = steps.link(manager, 'review', new RegExp(receipt.reference));
    const [first] = receipt.submissions;
    await steps.decide(`${review}?of=${first?.reference}`, { decision: 'reject', reason: 'other' });
    expect((await world.post(`/confirm/${steps.secret(receipt)}`, { decision: 'cancel' })).status).toBe(303);
    expect(Object.values(await steps.standing(receipt))).toEqual(['rejected', 'cancelled']);
    expect((await loadContact(world.table, receipt.reference))?.email).toBe(address);
  });
});

describe('a question about one of them', () => {
  it('reaches the sender, and the answer the manager', async () => {
    const address = newAddress();
    const receipt = await steps.send(two(address));
    await steps.confirm(address);
    await world.notify();
    const about = new RegExp(receipt.reference);
    const other = receipt.submissions[1]?.reference ?? '';
    const review = `${steps.link(manager, 'review', about)}?of=${other}`;
    expect((await steps.decide(review, { decision: 'ask', note: 'Which page says so?' })).status).toBe(303);
    await world.notify();
    const mail = steps.mailsTo(address, new RegExp(other))[0];
    expect(mail?.text).toContain('Which page says so?');
    const own = `/confirm/${steps.secret(receipt)}?of=${other}`;
    expect((await world.post(own, { decision: 'answer', answer: 'The third one.' })).status).toBe(303);
    await world.notify();
    expect(steps.mailsTo(manager, about)).toHaveLength(2);
    expect((await world.get(review)).body).toContain('The third one.');
  });
});
