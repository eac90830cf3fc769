import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishHandler } from '../../lambdas/publish.ts';
import { addConflicts } from '../support/as-aws.ts';
import { seededRandom } from '../support/chance.ts';
import { bucketReader, checkPublished } from '../support/check-published.ts';
import { linkIn, type Mail } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

const random = seededRandom(11);
let world: World;
beforeEach(async () => {
  world = await startWorld({ between: (client) => addConflicts(client, 0.05, random) });
  await world.seed();
  await world.publish();
});
afterEach(() => world.stop());

const records = ['cyber4dev', 'cybersouth', 'cybereast'] as const;
const fields = ['summary', 'context', 'title'] as const;

/** Sends a correction and approves it, whatever it overwrites. */
async function correct(number: number): Promise<void> {
  const record = records[number % records.length] ?? records[0];
  const field = fields[Math.floor(number / records.length) % fields.length] ?? fields[0];
  const { json } = await bucketReader(world.files)(`v1/projects/${record}.json`);
  const changes = [{ field, from: json[field], to: textOf(number) }];
  const { version } = json;
  const answer = await world.postJson('/api/submissions', { kind: 'correction', record, version, changes });
  expect(answer.status, answer.body).toBe(201);
  const link = linkIn(await mailAbout(JSON.parse(answer.body).reference), 'review');
  for (;;) {
    const seen = inputValue(await world.get(link), 'seen');
    const decided = await world.post(link, { decision: 'approve', [`change[${field}]`]: 'accept', seen });
    if (decided.status === 303) return;
    expect(decided.status).toBe(409);
  }
}

/** Another run may be sending it at this moment. */
async function mailAbout(reference: string): Promise<Mail> {
  for (;;) {
    await world.notify();
    const mail = world.mails.find(({ subject }) => subject.includes(reference));
    if (mail) return mail;
    await delay(1);
  }
}

const textOf = (number: number) => `Words of correction ${number}.`;

/** A publisher that sleeps a little before it writes, as often as not. */
function sleepyPublisher() {
  const { files } = world;
  return publishHandler({
    ...world.dependencies,
    edge: world.edge,
    files: {
      ...files,
      write: async (file, etag) => {
        if (random() < 0.5) await delay(random() * 10);
        return files.write(file, etag);
      },
    },
  });
}

describe.each([2, 3])('%i publishers at once', (count) => {
  it('while corrections keep coming leave no gap, and publish every one', { timeout: 120_000 }, async () => {
    const corrections = 18;
    let coming = true;
    const publishing = Array.from({ length: count }, async () => {
      const publish = sleepyPublisher();
      while (coming) await publish();
      await publish();
    });
    // Two at a time: they meet on records, and publishers meet them.
    const sending = [0, 1].map(async (lane) => {
      for (let number = lane; number < corrections; number += 2) await correct(number);
    });
    await Promise.all(sending).finally(() => {
      coming = false;
    });
    await Promise.all(publishing);
    const releases = await checkPublished(bucketReader(world.files));
    expect(releases).toBeGreaterThan(2);
    const items = await world.dump();
    expect(items.filter(({ pk, sk }) => pk === 'OUTBOX#PUBLISH' && sk !== 'WAKE')).toEqual([]);
    expect(items.find(({ pk }) => pk === 'HEAD')).toMatchObject({ sequence: releases, projected: releases });
    await checkWords(corrections);
  });
});

/** Every correction is in the history that the deltas tell, in the end of each field the last one is. */
async function checkWords(corrections: number): Promise<void> {
  const items = await world.dump();
  for (const record of records) {
    const versions = items.filter(({ pk, sk }) => pk === `RECORD#${record}` && sk.startsWith('VERSION#'));
    expect(versions).toHaveLength(1 + corrections / records.length);
    const { json } = await bucketReader(world.files)(`v1/projects/${record}.json`);
    expect(json).toMatchObject({ ...versions.at(-1)?.['content'], version: versions.length });
  }
}
