import { expect } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { seedRecords } from '../../operator/seed.ts';
import type { CaseWorld, Scenario } from './crash-case.ts';
import { linkIn } from './mail.ts';
import { type Answer, inputValue } from './requests.ts';

/** Two of the seed's records: enough for what one record's fate must not do to another. */
const records = seedRecords().filter(({ id }) => ['cybercrime-octopus', 'cyber4dev'].includes(id));
const form = '/correct/cybercrime-octopus';
const DAY_MS = 86_400_000;

/** Everything that anybody can have done, an entry each. A new command is a new entry. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'a correction by the form, without an address',
    prepare: async (world) => {
      await publishSeed(world);
      return (again) => answered(again.post(form, filled('key')), 303);
    },
  },
  {
    name: 'a correction by the form, with an address',
    prepare: async (world) => {
      await publishSeed(world);
      return (again) =>
        answered(again.post(form, filled('key', { email: 'ada@example.org', name: 'Ada' })), 303);
    },
  },
  {
    name: 'a correction by the API, with a key',
    prepare: async (world) => {
      await publishSeed(world);
      return (again) =>
        answered(
          again.postJson('/api/submissions', document('2017'), { 'idempotency-key': 'a-key-of-my-own-1' }),
          201,
        );
    },
  },
  {
    name: 'a correction while so many wait that it has no mail of its own',
    prepare: async (world) => {
      await publishSeed(world);
      await sendAnonymous(world, 5);
      return (again) =>
        answered(
          again.postJson('/api/submissions', document('2017'), { 'idempotency-key': 'a-key-of-my-own-6' }),
          201,
        );
    },
  },
  {
    name: 'a decision by which the next of many gets its mail',
    prepare: async (world) => {
      await publishSeed(world);
      await sendAnonymous(world, 7);
      const link = linkIn(world.mails[0], 'review');
      const seen = inputValue(await world.get(link), 'seen');
      return (again) =>
        answered(again.post(link, { decision: 'reject', reason: 'incorrect', seen }), 303, 200);
    },
  },
  {
    name: 'a bundle is confirmed',
    prepare: async (world) => {
      const { link } = await bundleLinks(world);
      return (again) => answered(again.post(link, { decision: 'confirm' }), 303, 200);
    },
  },
  {
    name: 'one more joins a bundle that waits',
    prepare: async (world) => {
      const { link, joins } = await bundleLinks(world);
      await answered(world.post(link, { decision: 'confirm' }), 303);
      return (again) => answered(again.post(form, filled('key', { startDate: '2015', ...joins })), 303);
    },
  },
  {
    name: 'the last of a bundle is taken back',
    prepare: async (world) => {
      const { own, references } = await bundleLinks(world);
      const [first, second] = references.map((one) => `${own}?of=${one}`);
      await answered(world.post(`${first}`, { decision: 'cancel' }), 303);
      return (again) => answered(again.post(`${second}`, { decision: 'cancel' }), 303, 200);
    },
  },
  {
    name: 'the address is confirmed',
    prepare: async (world) => {
      const link = await confirmLink(world);
      return (again) => answered(again.post(link, { decision: 'confirm' }), 303, 200);
    },
  },
  {
    name: 'whoever has the address did not send it',
    prepare: async (world) => {
      const link = await confirmLink(world);
      return (again) => answered(again.post(link, { decision: 'cancel' }), 303, 200);
    },
  },
  {
    name: 'a fresh link to confirm is asked for',
    asksAgain: true,
    prepare: async (world) => {
      const link = await confirmLink(world);
      wait(world, 8);
      return (again) => answered(again.post(link, { decision: 'send' }), 200);
    },
  },
  {
    name: 'a fresh link to review is asked for',
    asksAgain: true,
    prepare: async (world) => {
      const link = await reviewLink(world);
      wait(world, 61);
      return (again) => answered(again.post(link, { decision: 'send' }), 200);
    },
  },
  {
    name: 'approval',
    prepare: async (world) => {
      const link = await reviewLink(world);
      const seen = inputValue(await world.get(link), 'seen');
      return (again) =>
        answered(again.post(link, { decision: 'approve', seen, note: 'Thank you.' }), 303, 200);
    },
  },
  {
    name: 'rejection',
    prepare: async (world) => {
      const link = await reviewLink(world);
      const seen = inputValue(await world.get(link), 'seen');
      return (again) =>
        answered(again.post(link, { decision: 'reject', reason: 'incorrect', seen }), 303, 200);
    },
  },
  {
    name: 'mails of every kind are sent',
    prepare: async (world) => {
      const link = await reviewLink(world);
      const seen = inputValue(await world.get(link), 'seen');
      await answered(world.post(link, { decision: 'reject', reason: 'incorrect', seen }), 303);
      await answered(world.post(form, filled('second')), 303);
      await answered(world.post(form, filled('third', { email: 'eve@example.org' })), 303);
      return (again) => again.notify();
    },
  },
  {
    name: 'changes of two records are published',
    prepare: async (world) => {
      await publishSeed(world);
      await approve(world, 'cybercrime-octopus', { field: 'endDate', from: '2020-12-31', to: '2017' });
      await approve(world, 'cyber4dev', { field: 'code', from: null, to: 'C4D' });
      return (again) => again.publish();
    },
  },
  {
    name: 'the sweep',
    prepare: async (world) => {
      const link = await reviewLink(world);
      const seen = inputValue(await world.get(link), 'seen');
      await answered(world.post(link, { decision: 'approve', seen }), 303);
      await answered(world.post(form, filled('second', { email: 'eve@example.org' })), 303);
      wait(world, 1);
      return (again) => again.sweep();
    },
  },
  {
    name: 'an address that nobody confirmed expires',
    prepare: async (world) => {
      await confirmLink(world);
      wait(world, 8);
      return (again) => again.sweep();
    },
  },
  {
    name: 'a fresh link puts the expiry off',
    prepare: async (world) => {
      const link = await confirmLink(world);
      wait(world, 7.01);
      await answered(world.post(link, { decision: 'send' }), 200);
      await world.notify();
      return (again) => again.sweep();
    },
  },
  {
    name: 'mail to the manager bounces',
    prepare: async (world) => {
      await publishSeed(world);
      await answered(world.post(form, filled('first')), 303);
      await answered(world.post(form, filled('second')), 303);
      await world.notify();
      return (again) => again.bounce(bounced('manager@example.org'));
    },
  },
  {
    name: 'the first records are loaded',
    prepare: async () => (again) => loadInventory(again.table, records, again.clock.now),
  },
  {
    name: 'the first release is published',
    prepare: async (world) => {
      await loadInventory(world.table, records, world.clock.now);
      return (again) => again.publish();
    },
  },
];

export async function publishSeed(world: CaseWorld): Promise<void> {
  await loadInventory(world.table, records, world.clock.now);
  await world.publish();
}

/** Taken when the answer has one of the statuses; a 500 is what a fault comes to. */
export async function answered(request: Promise<Answer>, ...statuses: readonly number[]): Promise<void> {
  const { status, body } = await request;
  expect(statuses, body).toContain(status);
}

function wait(world: CaseWorld, days: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + days * DAY_MS);
}

function filled(key: string, over: Record<string, string> = {}): Record<string, string> {
  return { version: '1', key, endDate: '31/12/2016', ...over };
}

function document(endDate: string) {
  const changes = [{ field: 'endDate', from: '2020-12-31', to: endDate }];
  return { kind: 'correction', record: 'cybercrime-octopus', version: 1, changes };
}

/** So many corrections without an address, of which those who decide were mailed. */
async function sendAnonymous(world: CaseWorld, count: number): Promise<void> {
  for (let year = 2030; year < 2030 + count; year += 1) {
    await answered(world.postJson('/api/submissions', document(String(year))), 201);
    // What waits at the same moment waits in the order of its references, which are drawn.
    world.clock.now = new Date(world.clock.now.getTime() + 1000);
  }
  await world.notify();
}

/** Two in one go. */
function bundle(contributor = {}): readonly object[] {
  const changes = [{ field: 'code', from: null, to: 'C4D' }];
  return [document('2017'), { ...document(''), record: 'cyber4dev', changes }].map((one) => ({
    ...one,
    contributor,
  }));
}

/** The ways into a bundle that nobody confirmed yet. */
async function bundleLinks(world: CaseWorld) {
  await publishSeed(world);
  const answer = await world.postJson('/api/submissions', bundle({ email: 'ada@example.org' }));
  const { statusUrl, submissions, reference } = JSON.parse(answer.body) as BundleReceipt;
  await world.notify();
  const t = new URL(statusUrl).searchParams.get('t') ?? '';
  return {
    link: linkIn(world.mails.at(-1), 'confirm'),
    own: `/confirm/${t}`,
    references: submissions.map((one) => one.reference),
    joins: { bundle: reference, t, endDate: '31/12/2020' },
  };
}

type BundleReceipt = {
  readonly reference: Reference;
  readonly statusUrl: string;
  readonly submissions: readonly { readonly reference: Reference }[];
};

/** The link of a mail that asks for confirmation. */
async function confirmLink(world: CaseWorld): Promise<string> {
  await publishSeed(world);
  await answered(world.post(form, filled('first', { email: 'ada@example.org', name: 'Ada' })), 303);
  await world.notify();
  return linkIn(world.mails.at(-1), 'confirm');
}

/** The manager's link to a correction whose address is confirmed. */
async function reviewLink(world: CaseWorld): Promise<string> {
  await answered(world.post(await confirmLink(world), { decision: 'confirm' }), 303);
  await world.notify();
  return linkIn(world.mails.at(-1), 'review');
}

async function approve(world: CaseWorld, record: string, change: object): Promise<void> {
  const submission = { kind: 'correction', record, version: 1, changes: [change] };
  await answered(world.postJson('/api/submissions', submission), 201);
  await world.notify();
  const link = linkIn(world.mails.at(-1), 'review');
  const seen = inputValue(await world.get(link), 'seen');
  await answered(world.post(link, { decision: 'approve', seen }), 303);
}

function bounced(emailAddress: string) {
  const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress }] };
  return { source: 'aws.ses', detail: { eventType: 'Bounce', bounce } };
}
