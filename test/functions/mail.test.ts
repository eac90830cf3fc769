import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asReference } from '../../lambdas/domain/names.ts';
import { CONTRIBUTOR } from '../../lambdas/domain/owed.ts';
import type { SendMail } from '../../lambdas/mail/ses.ts';
import { LONGEST_SEND_MS } from '../../lambdas/mail/ses.ts';
import { MailNotTaken, type Trouble } from '../../lambdas/mail/trouble.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { leases } from '../../lambdas/storage/items/mails.ts';
import { keys } from '../../lambdas/storage/keys.ts';
import { oweFreshLink } from '../../lambdas/storage/mail-outbox.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

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
        throw Object.assign(new Error(`Refused: ${to}`), { name: 'NobodyKnows' });
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
    expect(await rows('PARKED#MAIL')).toMatchObject([{ kind: 'confirm-address', reason: 'NobodyKnows' }]);
    expect(world.measured.filter((name) => name === 'MailParked')).toHaveLength(1);
    expect(world.measured.filter((name) => name === 'MailFailed')).toHaveLength(12);
  });

  it('is not parked when it went out, but the answer that it is struck out was lost', async () => {
    const parked = await rows('PARKED#MAIL');
    await send('late@example.org');
    const [row] = (await rows('OUTBOX#MAIL')) as { sk: string }[];
    const lease = { leaseId: 'of the eleventh try', attempts: 11, until: '2026-01-01T00:00:00.000Z' };
    await world.table.put(leases.item(keys.mailLease(row?.sk ?? ''), lease));
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

/** A sender whose mails meet trouble, all or those to one address, while there is any. */
function troubled() {
  const state = { trouble: null as Trouble | null, to: null as string | null, tried: [] as string[] };
  const run = notifyHandler({
    ...world.dependencies,
    sendMail: async ({ to }) => {
      state.tried.push(to);
      if (state.trouble && (state.to === null || to === state.to)) {
        throw new MailNotTaken('SomeCode', state.trouble);
      }
    },
  });
  return Object.assign(state, { run });
}

const measured = (name: string) => world.measured.filter((one) => one === name).length;

describe('SES that takes no more for now', () => {
  it('is not asked for the rest, and what waits for it is not nearer to being given up', async () => {
    const sender = troubled();
    sender.trouble = 'busy';
    await send('one@example.org');
    await send('two@example.org');
    await sender.run();
    expect(sender.tried).toHaveLength(1);
    for (let round = 0; round < 30; round += 1) {
      minutes(11);
      await sender.run();
    }
    expect(sender.tried).toHaveLength(31);
    expect(await rows('PARKED#MAIL')).toHaveLength(1);
    sender.trouble = 'unclear';
    minutes(11);
    await sender.run();
    expect(await rows('PARKED#MAIL')).toHaveLength(1);
    sender.trouble = null;
    sender.tried.length = 0;
    // As after its first try.
    minutes(1.1);
    await sender.run();
    expect(sender.tried.sort()).toEqual(['one@example.org', 'two@example.org']);
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
  });
});

describe('an account that cannot send', () => {
  it('is told of, tried again slowly, and its mails are given up only in the end', async () => {
    const sender = troubled();
    sender.trouble = 'closed';
    await send('waits@example.org');
    await sender.run();
    minutes(30);
    await sender.run();
    expect(sender.tried).toHaveLength(1);
    for (let hour = 0; hour < 6 * 24; hour += 1) {
      minutes(61);
      await sender.run();
    }
    expect(await rows('OUTBOX#MAIL')).toHaveLength(1);
    expect(measured('SendingClosed')).toBe(6 * 24 + 1);
    minutes(2 * 24 * 60);
    await sender.run();
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
    expect(await rows('PARKED#MAIL')).toContainEqual(
      expect.objectContaining({ kind: 'confirm-address', reason: 'SomeCode' }),
    );
  });
});

describe('a mail that is refused', () => {
  it('is given up at the second try, and keeps no other', async () => {
    const sender = troubled();
    sender.trouble = 'refused';
    sender.to = 'virus@example.org';
    await send('virus@example.org');
    await send('clean@example.org');
    const before = await rows('PARKED#MAIL');
    await sender.run();
    expect(sender.tried.toSorted()).toEqual(['clean@example.org', 'virus@example.org']);
    minutes(1.1);
    await sender.run();
    expect(sender.tried).toHaveLength(3);
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
    expect(await rows('PARKED#MAIL')).toHaveLength(before.length + 1);
  });

  it('to a manager goes to the deputy at once, and an alarm says so', async () => {
    const [manager, deputy] = world.dependencies.settings.people;
    const sender = troubled();
    sender.trouble = 'refused';
    sender.to = manager?.email ?? '';
    const before = measured('ManagerUnreachable');
    await sendAnonymously();
    await sender.run();
    expect(sender.tried).toEqual([manager?.email, deputy?.email]);
    expect(measured('ManagerUnreachable')).toBe(before + 1);
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
  });

  it('to everybody who decides is given up, too', async () => {
    const sender = troubled();
    sender.trouble = 'refused';
    const before = await rows('PARKED#MAIL');
    await sendAnonymously();
    await sender.run();
    minutes(1.1);
    await sender.run();
    expect(sender.tried).toHaveLength(4);
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
    expect(await rows('PARKED#MAIL')).toHaveLength(before.length + 1);
  });
});

describe('a mail that is late', () => {
  it('does not go when what it asks for is done', async () => {
    await send('quick@example.org');
    await world.notify();
    const mail = world.mails.find(({ to }) => to === 'quick@example.org');
    const link = linkIn(mail, 'confirm');
    const reference = asReference(/COR-[\w-]+/.exec(mail?.subject ?? '')?.[0] ?? '');
    await oweFreshLink(
      world.table,
      { kind: 'confirm-address', reference, recipient: CONTRIBUTOR },
      world.clock.now,
    );
    const late = world.mails.length;
    expect((await world.post(link.slice(publicUrl.length), { decision: 'confirm' })).status).toBe(303);
    await world.notify();
    const [review, ...others] = world.mails.slice(late);
    expect([review?.to, others]).toEqual(['manager@example.org', []]);
    const page = linkIn(review, 'review').slice(publicUrl.length);
    const seen = inputValue(await world.get(page), 'seen');
    await oweFreshLink(
      world.table,
      { kind: 'review-request', reference, recipient: 'manager' },
      world.clock.now,
    );
    const decision = { decision: 'reject', reason: 'other', seen };
    expect((await world.post(page, decision)).status).toBe(303);
    await world.notify();
    expect(world.mails.slice(late + 1).map(({ to }) => to)).toEqual(['quick@example.org']);
    expect(await rows('OUTBOX#MAIL')).toEqual([]);
  });
});

describe('a run that has no time left', () => {
  it('begins no mail, and wakes another', async () => {
    await send('next@example.org');
    const sender = troubled();
    await sender.run(null, { getRemainingTimeInMillis: () => LONGEST_SEND_MS - 1 });
    expect(sender.tried).toEqual([]);
    expect(await rows('OUTBOX#MAIL')).toMatchObject([{ wakeAt: world.clock.now.toISOString() }]);
    await sender.run(null, { getRemainingTimeInMillis: () => LONGEST_SEND_MS });
    expect(sender.tried).toEqual(['next@example.org']);
  });
});

async function sendAnonymously(): Promise<void> {
  const changes = [{ field: 'url', from: null, to: `https://example.org/${randomUUID()}` }];
  const document = { kind: 'correction', record: 'cybersouth', version: 1, changes };
  expect((await world.postJson('/api/submissions', document)).status).toBe(201);
}
