import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bounceHandler } from '../../lambdas/bounce.ts';
import { isSuppressed } from '../../lambdas/storage/suppressions.ts';
import { sweepHandler } from '../../lambdas/sweep.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const sweep = () => sweepHandler(world.dependencies)();
const bounce = (detail: unknown) => bounceHandler(world.dependencies)({ source: 'aws.ses', detail });
const rows = async (pk: string) => (await world.dump()).filter((item) => item['pk'] === pk);
const days = (count: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + count * 86_400_000);
};

let count = 0;
async function send(email: string | null): Promise<string> {
  count += 1;
  const changes = [{ field: 'endDate', from: '2020-12-31', to: `20${20 + count}` }];
  const document = {
    kind: 'correction',
    record: 'cybercrime-octopus',
    version: 1,
    changes,
    contributor: { email },
  };
  const answer = await world.postJson('/api/submissions', document);
  expect(answer.status, answer.body).toBe(201);
  return JSON.parse(answer.body).reference;
}
const stateOf = async (reference: string) =>
  (await rows(`SUBMISSION#${reference}`)).find(({ sk }) => sk === 'STATE');
const contactOf = async (reference: string) =>
  (await rows(`SUBMISSION#${reference}`)).find(({ sk }) => sk === 'CONTACT');

describe('an address nobody confirms', () => {
  it('ends the submission after seven days, and is forgotten', async () => {
    const reference = await send('silent@example.org');
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'confirm');
    days(6.9);
    await sweep();
    expect(await stateOf(reference)).toMatchObject({ status: 'unconfirmed' });
    days(0.2);
    await sweep();
    await sweep();
    expect(await stateOf(reference)).toMatchObject({ status: 'expired', revision: 2 });
    expect(await contactOf(reference)).toBeUndefined();
    expect(await rows('DUE')).toEqual([]);
    const page = await world.get(link);
    expect(page.body).toContain('Send it again');
    expect((await world.post(link, { decision: 'confirm' })).status).toBe(200);
    expect(await stateOf(reference)).toMatchObject({ status: 'expired' });
  });

  it('has seven days more when a fresh link was asked for', async () => {
    const reference = await send('slow@example.org');
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'confirm');
    days(7.1);
    await world.post(link, { decision: 'send' });
    await world.notify();
    await sweep();
    expect(await stateOf(reference)).toMatchObject({ status: 'unconfirmed' });
    const fresh = linkIn(world.mails.at(-1), 'confirm');
    days(6.5);
    await sweep();
    expect((await world.post(fresh, { decision: 'confirm' })).status).toBe(303);
    days(2);
    await sweep();
    expect(await stateOf(reference)).toMatchObject({ status: 'pending' });
    // When to forget who sent it is all that is left to look at.
    expect(await rows('DUE')).toMatchObject([{ sk: expect.stringContaining('#contact#'), reference }]);
  });

  it('that never asked for it can say so: the submission ends at once', async () => {
    const reference = await send('stranger@example.org');
    await world.notify();
    const link = linkIn(
      world.mails.findLast(({ to }) => to === 'stranger@example.org'),
      'confirm',
    );
    expect((await world.post(link, { decision: 'cancel' })).status).toBe(303);
    expect(await stateOf(reference)).toMatchObject({ status: 'cancelled' });
    expect(await contactOf(reference)).toBeUndefined();
    expect((await world.post(link, { decision: 'confirm' })).status).toBe(200);
    expect(await stateOf(reference)).toMatchObject({ status: 'cancelled' });
  });
});

describe('a lost wake-up', () => {
  it('of a mail is made up for by touching its row', async () => {
    await send('lost@example.org');
    await sweep();
    expect((await rows('OUTBOX#MAIL')).every((row) => !('wakeAt' in row))).toBe(true);
    days(0.01);
    await sweep();
    expect((await rows('OUTBOX#MAIL')).filter((row) => 'wakeAt' in row)).toHaveLength(1);
    await world.notify();
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
  });

  it('of the publisher is made up for when a change or a file is owed', async () => {
    const wake = async () => (await rows('OUTBOX#PUBLISH')).find(({ sk }) => sk === 'WAKE')?.['wakeAt'];
    const before = await wake();
    await sweep();
    expect(await wake()).toBe(before);
    await send(null);
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'review');
    const seen = inputValue(await world.get(link), 'seen');
    expect((await world.post(link, { decision: 'approve', seen })).status).toBe(303);
    days(0.01);
    await sweep();
    expect(await wake()).toBe(world.clock.now.toISOString());
    expect(world.measured).toContain('PublishLagSeconds');
    await world.publish();
    days(0.01);
    const published = await wake();
    await sweep();
    expect(await wake()).toBe(published);
  });
});

describe('an address that bounces for good, or whose owner complains', () => {
  const bounced = (emailAddress: string, bounceType = 'Permanent') => ({
    eventType: 'Bounce',
    bounce: { bounceType, bouncedRecipients: [{ emailAddress }] },
  });

  it.each([
    ['bounced for good', bounced('gone@example.org'), 'gone@example.org', 0],
    ['bounced for now', bounced('full@example.org', 'Transient'), 'full@example.org', 1],
    [
      'complained',
      {
        eventType: 'Complaint',
        complaint: { complainedRecipients: [{ emailAddress: 'Angry <ANGRY@example.org>' }] },
      },
      'angry@example.org',
      0,
    ],
  ])('%s gets mail accordingly', async (_what, detail, address, mails) => {
    await bounce(detail);
    await send(address);
    await world.notify();
    expect(world.mails.filter(({ to }) => to === address)).toHaveLength(mails);
    expect(JSON.stringify(await rows('OUTBOX#MAIL'))).not.toContain(address);
  });

  it('of a manager is reported, and the deputy gets what waits and what comes', async () => {
    const waiting = await send(null);
    await world.notify();
    world.mails.length = 0;
    await bounce(bounced('manager@example.org'));
    expect(world.measured).toContain('ManagerUnreachable');
    await world.notify();
    const handedOver = world.mails.filter(({ to }) => to === 'deputy@example.org');
    expect(handedOver.some(({ subject }) => subject.includes(waiting))).toBe(true);
    const later = await send(null);
    await world.notify();
    expect(world.mails.every(({ to }) => to !== 'manager@example.org')).toBe(true);
    const mail = world.mails.find(
      ({ subject, to }) => subject.includes(later) && to === 'deputy@example.org',
    );
    const link = linkIn(mail, 'review');
    const page = await world.get(link);
    expect(page.body).toContain('Deputy');
    await world.post(link, { decision: 'reject', reason: 'other', seen: inputValue(page, 'seen') });
    expect(await stateOf(later)).toMatchObject({ decision: { by: 'deputy' } });
  });

  it.each([
    [
      'a delay',
      {
        eventType: 'DeliveryDelay',
        deliveryDelay: {
          timestamp: '2026-11-23T12:00:00.000Z',
          delayType: 'TransientCommunicationFailure',
          expirationTime: '2026-11-23T14:00:00.000Z',
          delayedRecipients: [
            { emailAddress: 'slow@example.org', status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 Unable' },
          ],
        },
      },
    ],
    ['a reject', { eventType: 'Reject', reject: { reason: 'Bad content' } }],
    [
      'a failed rendering',
      { eventType: 'Rendering Failure', failure: { errorMessage: 'No such attribute', templateName: 'T' } },
    ],
    [
      'a complaint taken back',
      {
        eventType: 'Complaint',
        complaint: {
          complainedRecipients: [{ emailAddress: 'slow@example.org' }],
          complaintSubType: null,
          complaintFeedbackType: 'not-spam',
        },
      },
    ],
  ])('goes on to get mail after %s', async (_what, detail) => {
    const mail = {
      timestamp: '2026-11-23T12:00:00.000Z',
      source: 'a@example.org',
      destination: ['slow@example.org'],
    };
    await bounce({ ...detail, mail });
    expect(await isSuppressed(world.table, 'slow@example.org', world.clock.now)).toBe(false);
  });

  it('refuses reports it does not know', async () => {
    await expect(bounce({ eventType: 'Postponed' })).rejects.toThrow();
    await expect(bounce({ eventType: 'Bounce', mail: {} })).rejects.toThrow();
  });
});
