import type { CaseWorld, Scenario } from './crash-case.ts';
import { answered, publishSeed } from './crash-scenarios.ts';
import type { Mail } from './mail.ts';
import { inputValue } from './requests.ts';

/** What may happen to a consent and by an objection, an entry each. */
export const consentScenarios: readonly Scenario[] = [
  {
    name: 'an addition with its consent is approved',
    prepare: async (world) => {
      const { link, seen } = await additionToReview(world);
      return (again) =>
        answered(again.post(link, { decision: 'approve', seen, 'value[id]': 'new-one' }), 303, 200);
    },
  },
  {
    name: 'a receipt is mailed',
    prepare: async (world) => {
      await approvedAddition(world);
      return (again) => again.notify();
    },
  },
  {
    name: 'a consent is withdrawn',
    prepare: async (world) => {
      const link = await withdrawalLink(world);
      return (again) => answered(again.post(link, { decision: 'withdraw' }), 303, 200);
    },
  },
  {
    name: 'what was withdrawn disappears',
    prepare: async (world) => {
      const link = await withdrawalLink(world);
      await send(world, {
        kind: 'correction',
        record: 'new-one',
        version: 1,
        changes: [{ field: 'title', from: 'A new one', to: 'Another' }],
        contributor: { email: 'eve@example.org' },
      });
      await answered(world.post(link, { decision: 'withdraw' }), 303);
      return (again) => again.publish();
    },
  },
  {
    name: 'an objection holds its record',
    prepare: async (world) => {
      const link = await objectionToConfirm(world);
      return (again) => answered(again.post(link, { decision: 'confirm' }), 303, 200);
    },
  },
  {
    name: 'an objection is approved',
    prepare: async (world) => {
      await answered(world.post(await objectionToConfirm(world), { decision: 'confirm' }), 303);
      await world.publish();
      await world.notify();
      const link = linkTo(world, 'manager@example.org', 'review');
      const seen = inputValue(await world.get(link), 'seen');
      return (again) => answered(again.post(link, { decision: 'approve', seen }), 303, 200);
    },
  },
];

async function send(world: CaseWorld, document: object): Promise<void> {
  await answered(world.postJson('/api/submissions', document), 201);
  await world.notify();
}

/** The link of the newest mail to somebody that has one of this kind. */
function linkTo(world: CaseWorld, address: string, kind: string): string {
  const has = (mail: Mail) => mail.links.find((one) => one.includes(`/${kind}/`));
  const link = world.mails.filter(({ to }) => to === address).findLast(has);
  const found = link && has(link);
  if (!found) throw new Error(`${address} got no ${kind} link.`);
  return found;
}

async function additionToReview(world: CaseWorld) {
  await publishSeed(world);
  await send(world, {
    kind: 'addition',
    proposal: { title: 'A new one', summary: 'By consent.' },
    basis: { basis: 'consent', notice: '2026-11', authority: true },
    contributor: { email: 'owner@owner.example', organisation: 'Owner', role: 'owner' },
  });
  const confirm = linkTo(world, 'owner@owner.example', 'confirm');
  await answered(world.post(confirm, { decision: 'confirm' }), 303);
  await world.notify();
  const link = linkTo(world, 'manager@example.org', 'review');
  return { link, seen: inputValue(await world.get(link), 'seen') };
}

async function approvedAddition(world: CaseWorld): Promise<void> {
  const { link, seen } = await additionToReview(world);
  await answered(world.post(link, { decision: 'approve', seen, 'value[id]': 'new-one' }), 303);
  await world.publish();
}

async function withdrawalLink(world: CaseWorld): Promise<string> {
  await approvedAddition(world);
  await world.notify();
  return linkTo(world, 'owner@owner.example', 'confirm');
}

async function objectionToConfirm(world: CaseWorld): Promise<string> {
  await publishSeed(world);
  await send(world, {
    kind: 'objection',
    record: 'cybercrime-octopus',
    fields: ['summary'],
    contributor: { email: 'somebody@coe.int' },
  });
  return linkTo(world, 'somebody@coe.int', 'confirm');
}
