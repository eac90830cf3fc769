import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import type { OwedMail } from '../../lambdas/domain/owed.ts';
import { LONGEST_SEND_MS } from '../../lambdas/mail/ses.ts';
import { MailNotTaken } from '../../lambdas/mail/trouble.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { nextMail, owedMailItem, type Reached } from '../../lambdas/storage/mail-outbox.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { contributing } from '../support/contributing.ts';
import { countedTable } from '../support/counted-table.ts';
import { sharedDatabase } from '../support/database.ts';
import { flood, unlimited } from '../support/flood.ts';
import { readMail } from '../support/mail.ts';
import { startWorld, type World } from '../support/world.ts';

const shutdown = new Shutdown();
let dynamoDb: string;
beforeAll(async () => {
  dynamoDb = await sharedDatabase(shutdown);
});
afterAll(() => shutdown.stop());

const owner = 'owner@owner.example';
const record = 'cyber4dev';
/** More than one run sends while somebody waits. */
const FLOOD = 220;

describe('the next mail that is owed', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ dynamoDb });
  });

  const at = (minute: number) => `2026-11-23T12:${String(minute).padStart(2, '0')}:00.000Z`;
  const owed = (kind: OwedMail['kind'], reference: Reference, over: Partial<OwedMail> = {}): OwedMail => ({
    kind,
    reference,
    recipient: 'contributor',
    ...over,
  });
  const owe = (mail: OwedMail, since: string) => world.table.put(owedMailItem(mail, since));
  /** A row as it was written before mails had classes. */
  const oweOfOld = (mail: OwedMail, since: string) => {
    const sk = `${since}#${mail.reference}#${mail.kind}#${mail.recipient}`;
    return world.table.put({ pk: 'OUTBOX#MAIL', sk, ...mail, owedSince: at(0), schema: 1 });
  };
  async function all(reached: Reached = new Map()): Promise<readonly string[]> {
    const references: string[] = [];
    for (let row = await nextMail(world.table, reached); row; row = await nextMail(world.table, reached))
      references.push(row.reference);
    return references;
  }

  it('is of the highest class, and among those the one that has waited longest', async () => {
    await owe(owed('outcome', 'COR-rest-1'), at(1));
    await owe(owed('review-request', 'COR-urgent-1', { urgent: true }), at(2));
    await owe(owed('confirm-address', 'COR-link-2'), at(4));
    await owe(owed('confirm-address', 'COR-link-1'), at(3));
    await owe(owed('gone', 'COR-gone-1'), at(5));
    await owe(owed('closed', 'COR-rest-2'), at(6));
    expect(await all()).toEqual([
      'COR-gone-1',
      'COR-link-1',
      'COR-link-2',
      'COR-urgent-1',
      'COR-rest-1',
      'COR-rest-2',
    ]);
    await world.stop();
  });

  it('may be one that was owed before there were classes', async () => {
    await owe(owed('outcome', 'COR-rest'), at(1));
    await owe(owed('gone', 'COR-gone'), at(1));
    await owe(owed('receipt', 'COR-link'), at(1));
    await oweOfOld(owed('confirm-address', 'COR-old'), at(2));
    await oweOfOld(owed('status-link', 'COR-old-fresh'), 'fresh');
    expect(await all()).toEqual(['COR-gone', 'COR-link', 'COR-old', 'COR-old-fresh', 'COR-rest']);
    await world.stop();
  });

  it('is never one that a run came to before, also where it was not sent', async () => {
    const reached: Reached = new Map();
    await owe(owed('outcome', 'COR-rest-1'), at(1));
    await owe(owed('outcome', 'COR-rest-2'), at(2));
    expect((await nextMail(world.table, reached))?.reference).toBe('COR-rest-1');
    await owe(owed('gone', 'COR-gone'), at(3));
    expect((await nextMail(world.table, reached))?.reference).toBe('COR-gone');
    expect(await all(reached)).toEqual(['COR-rest-2']);
    await world.stop();
  });

  it('is found by as many calls however many there are, and however many could not be sent', async () => {
    const counts = [];
    for (const count of [1, 60]) {
      for (let minute = 0; minute < count; minute += 1)
        await owe(owed('outcome', `COR-rest-${minute}`), at(minute));
      const reached: Reached = new Map();
      for (let tried = 0; tried < count - 1; tried += 1) await nextMail(world.table, reached);
      const { table, asked } = countedTable(world.table);
      expect(await nextMail(table, reached)).not.toBeNull();
      counts.push({ ...asked });
    }
    expect(counts[1]).toEqual(counts[0]);
    await world.stop();
  });
});

describe('a run', () => {
  it('sends what was owed before there were classes, with links that work', async () => {
    const world = await startWorld({ dynamoDb });
    await world.seed();
    const by = contributing(world);
    const changes = [{ field: 'context', from: null, to: 'Words' }];
    const document = { kind: 'correction', record, version: 1, changes, contributor: { email: owner } };
    expect((await world.postJson('/api/submissions', document)).status).toBe(201);
    const [row] = (await world.dump()).filter(({ pk }) => pk === 'OUTBOX#MAIL');
    if (!row) throw new Error('No mail is owed.');
    const { pk, sk, ...rest } = row;
    await world.table.transact([
      { remove: { pk, sk } },
      { put: { pk, sk: String(sk).replace(/^2#/, ''), ...rest, schema: 1 } },
    ]);
    await by.confirm(owner);
    expect(world.mails.map(({ to }) => to)).toEqual([owner, 'manager@example.org']);
    expect((await world.dump()).filter((item) => item['pk'] === 'OUTBOX#MAIL')).toEqual([]);
    await world.stop();
  });

  it('lets what is of a higher class go in front of what it has begun with', async () => {
    const world = await startWorld({ dynamoDb });
    await world.seed();
    const changes = [{ field: 'context', from: null, to: 'Words' }];
    for (let number = 0; number < 3; number += 1)
      await world.postJson('/api/submissions', { kind: 'correction', record, version: 1, changes });
    const to: string[] = [];
    await notifyHandler({
      ...world.dependencies,
      sendMail: async (mail) => {
        to.push(mail.to);
        if (to.length > 1) return;
        const document = { kind: 'correction', record, version: 1, changes, contributor: { email: owner } };
        expect((await world.postJson('/api/submissions', document)).status).toBe(201);
      },
    })();
    expect(to).toEqual(['manager@example.org', owner, 'manager@example.org', 'manager@example.org']);
    await world.stop();
  });

  it('that has no time left wakes another, which goes on with the highest class', async () => {
    const world = await startWorld({ dynamoDb });
    await world.seed();
    await flood(world, record, 1, 3);
    await world.notify(undefined, { getRemainingTimeInMillis: () => LONGEST_SEND_MS - 1 });
    expect(world.mails).toEqual([]);
    expect((await world.dump()).filter(({ pk, wakeAt }) => pk === 'OUTBOX#MAIL' && wakeAt)).toHaveLength(1);
    await world.stop();
  });
});

describe('a flood of anonymous corrections', () => {
  it('is overtaken by a consent, and both by a withdrawal and by what was gone', async () => {
    const world = await startWorld({ dynamoDb, settings: unlimited });
    const by = contributing(world);
    await world.seed();
    await world.publish();
    await by.consentTo('cybersouth', owner);
    world.mails.length = 0;

    await flood(world, record, 1, FLOOD);
    const page = await world.get('/consent/glacy-plus');
    const form = {
      notice: /name="notice" value="([^"]*)"/.exec(page.body)?.[1] ?? '',
      version: '1',
      key: 'a-key-of-its-own-000',
      authority: 'yes',
      email: 'ada@ada.example',
      role: 'owner',
    };
    expect((await world.post('/consent/glacy-plus', form)).status).toBe(303);
    expect((await world.post('/withdraw/cybersouth', { decision: 'send', email: owner })).status).toBe(200);
    await world.notify();
    // Woken by what the first run owed.
    await world.notify();
    const [first, second, ...rest] = world.mails;
    expect([first?.to, first?.subject]).toEqual([owner, expect.stringContaining('withdraw')]);
    expect([second?.to, second?.subject]).toEqual(['ada@ada.example', expect.stringContaining('confirm')]);
    expect(new Set(rest.map(({ to }) => to))).toEqual(new Set(['manager@example.org']));
    // Five of their own, and one that says how many wait.
    expect(rest).toHaveLength(6);

    world.mails.length = 0;
    await flood(world, record, 1, FLOOD);
    const link = by.linkIn(first as NonNullable<typeof first>, 'confirm');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    expect((await world.post('/withdraw/cybereast', { decision: 'send', email: owner })).status).toBe(200);
    await world.publish();
    await world.notify();
    const sent = world.mails.map(({ to, subject }) => `${to}: ${subject.split(': ').at(-1)}`);
    expect(sent.toSorted()).toEqual(['manager@example.org: consent withdrawn', `${owner}: gone`]);
    await world.stop();
  }, 300_000);

  it('that was owed before there was a limit is overtaken, too, and at every moment', async () => {
    const world = await startWorld({
      dynamoDb,
      settings: { limits: { ...unlimited.limits, mailedSingly: 1000 } },
    });
    const by = contributing(world);
    await world.seed();
    await world.publish();
    await by.consentTo('cybersouth', owner);
    await flood(world, record, 1, 60);
    const sent: string[] = [];
    await notifyHandler({
      ...world.dependencies,
      sendMail: async ({ raw, to }) => {
        const { subject } = await readMail(raw, to);
        sent.push(`${to}: ${subject.split(': ').at(-1)}`);
        if (sent.length === 50) await world.post('/withdraw/cybersouth', { decision: 'send', email: owner });
        // SES takes none of the flood's, neither to the manager nor to the deputy.
        if (to !== owner) throw new MailNotTaken('MessageRejected', 'refused');
      },
    })();
    expect(sent).toHaveLength(2 * 60 + 1);
    expect(sent[50]).toMatch(/^owner@owner\.example: /);
    await world.stop();
  }, 300_000);
});
