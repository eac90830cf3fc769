import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendMail } from '../../lambdas/mail/ses.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { keys } from '../../lambdas/storage/keys.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
});
afterAll(() => world.stop());

const minutes = (count: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + count * 60_000);
};

async function send(email: string): Promise<void> {
  const changes = [{ field: 'endDate', from: '2020-12-31', to: '2017' }];
  const document = {
    kind: 'correction',
    record: 'cybercrime-octopus',
    version: 1,
    changes,
    contributor: { email },
  };
  expect((await world.postJson('/api/submissions', document)).status).toBe(201);
}

const rows = async (pk: string) => (await world.dump()).filter((item) => item['pk'] === pk);

describe('a mail that cannot be sent', () => {
  let tries = 0;
  const run = () =>
    notifyHandler({
      ...world.dependencies,
      sendMail: async ({ to }) => {
        if (to !== 'broken@example.org') return;
        tries += 1;
        throw Object.assign(new Error(`Refused: ${to}`), { name: 'MessageRejected' });
      },
    })();

  it('keeps no other from being sent, and writes nothing that would wake its sender', async () => {
    await send('broken@example.org');
    await send('fine@example.org');
    const owed = (await rows('OUTBOX#MAIL')).filter(({ reference: _, ...row }) => row);
    await run();
    const left = await rows('OUTBOX#MAIL');
    expect(left).toHaveLength(1);
    expect(owed).toContainEqual(left[0]);
    expect(tries).toBe(1);
  });

  it('is tried again later and later, not at every wake-up', async () => {
    await run();
    expect(tries).toBe(1);
    minutes(1.5);
    await run();
    await run();
    expect(tries).toBe(2);
    minutes(1.5);
    await run();
    expect(tries).toBe(2);
    minutes(1);
    await run();
    expect(tries).toBe(3);
  });

  it('is parked in the end, and reported', async () => {
    for (let round = 0; round < 20; round += 1) {
      minutes(61);
      await run();
    }
    expect(tries).toBe(12);
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
    expect(await rows('SENDING')).toEqual([]);
    expect(await rows('PARKED#MAIL')).toMatchObject([{ kind: 'confirm-address', reason: 'MessageRejected' }]);
    expect(world.measured.filter((name) => name === 'MailParked')).toHaveLength(1);
    expect(world.measured.filter((name) => name === 'MailFailed')).toHaveLength(12);
  });

  it('is not parked when it went out, but the answer that it is struck out was lost', async () => {
    const parked = await rows('PARKED#MAIL');
    await send('late@example.org');
    const [row] = (await rows('OUTBOX#MAIL')) as { sk: string }[];
    const lease = { leaseId: 'of the eleventh try', attempts: 11, until: '2026-01-01T00:00:00.000Z' };
    await world.table.put({ ...keys.mailLease(row?.sk ?? ''), ...lease });
    let transactions = 0;
    const transact: typeof world.table.transact = async (writes) => {
      transactions += 1;
      const committed = await world.table.transact(writes);
      if (transactions === 2) throw new Error('The answer got lost.');
      return committed;
    };
    const mails: string[] = [];
    const sendMail: SendMail = async ({ to }) => void mails.push(to);
    await notifyHandler({ ...world.dependencies, table: { ...world.table, transact }, sendMail })();
    expect(mails).toEqual(['late@example.org']);
    expect(transactions).toBe(3);
    expect([await rows('OUTBOX#MAIL'), await rows('SENDING')]).toEqual([[], []]);
    expect(await rows('PARKED#MAIL')).toEqual(parked);
  });
});

describe('several senders at once', () => {
  it('send a mail once', async () => {
    await send('once@example.org');
    await Promise.all([world.notify(), world.notify(), world.notify()]);
    expect(world.mails.filter(({ to }) => to === 'once@example.org')).toHaveLength(1);
  });
});

describe('a sender that dies', () => {
  it('after sending leaves a mail that is sent again, and both links work', async () => {
    await send('twice@example.org');
    let transactions = 0;
    const transact: typeof world.table.transact = (writes) => {
      transactions += 1;
      // The first takes the mail for sending, the second would say that it went.
      return transactions === 1 ? world.table.transact(writes) : Promise.reject(new Error('The power went.'));
    };
    const table = { ...world.table, transact };
    const dying = { ...world.dependencies, table };
    const first: Uint8Array[] = [];
    await expect(
      notifyHandler({ ...dying, sendMail: async ({ raw }) => void first.push(raw) })(),
    ).resolves.toBeUndefined();
    expect(first).toHaveLength(1);
    minutes(5);
    await world.notify();
    const mail = world.mails.find(({ to }) => to === 'twice@example.org');
    const firstLink = /\/confirm\/[\w-]+/.exec(
      Buffer.from(first[0] ?? '')
        .toString()
        .replace(/=\r?\n/g, ''),
    )?.[0];
    for (const link of [firstLink, mail?.links.find((one) => one.includes('/confirm/'))]) {
      expect((await world.get(link ?? '/nowhere')).status).toBe(200);
    }
  });
});
