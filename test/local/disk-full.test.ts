import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient } from '@aws-sdk/client-ses';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sesMailer } from '../../lambdas/mail/ses.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { startMail } from '../../local/mail/start.ts';
import { MailTrouble } from '../../local/mail/trouble.ts';
import { logTo } from '../../local/process/log-file.ts';
import { freePort } from '../../local/process/ports.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { checkPublished, publishedReader } from '../support/check-published.ts';
import { FullDisk } from '../support/full-disk.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { filesBelow } from '../support/running.ts';
import { startWorld, type World } from '../support/world.ts';

const disk = new FullDisk();
let world: World;
beforeAll(async () => {
  world = await startWorld({ write: disk.write });
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

/** What is told in the terminal. */
const told = vi.fn();
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(told);
});
afterEach(() => {
  disk.room = Number.POSITIVE_INFINITY;
  told.mockReset();
  vi.restoreAllMocks();
});

async function send(endDate: string, email: string | null): Promise<void> {
  const answer = await world.postJson('/api/submissions', {
    kind: 'correction',
    record: 'cybercrime-octopus',
    version: 1,
    changes: [{ field: 'endDate', from: '2020-12-31', to: endDate }],
    contributor: { email },
  });
  expect(answer.status, answer.body).toBe(201);
}

async function approve(endDate: string): Promise<void> {
  await send(endDate, null);
  await world.notify();
  const link = linkIn(world.mails.at(-1), 'review');
  const seen = inputValue(await world.get(link), 'seen');
  const choice = { decision: 'approve', 'change[endDate]': 'accept', seen };
  expect((await world.post(link, choice)).status).toBe(303);
}

describe('a disk that is full during publish', () => {
  const read = publishedReader(async (path) => (await world.files.read(path))?.body ?? null);

  /** Files of the bucket that belong to no object. */
  async function strays(): Promise<readonly string[]> {
    const files = await filesBelow(world.bucketFolder);
    const metadata = files.filter((file) => file.endsWith('.json'));
    const bodies = await Promise.all(
      metadata.map(async (file) => JSON.parse(await readFile(file, 'utf8')).body),
    );
    return files.filter((file) => !metadata.includes(file) && !bodies.some((body) => file.endsWith(body)));
  }

  // Two writes make an object: its bytes, then what is known of it.
  it.each([0, 1, 5])(
    'after %i writes fails it as S3 would, leaves no half file, and the next one goes on',
    async (room) => {
      await approve(`20${30 + room}`);
      const before = await checkPublished(read);
      disk.room = room;
      await expect(world.publish()).rejects.toMatchObject({
        name: 'InternalError',
        $metadata: { httpStatusCode: 500 },
      });
      expect(told).toHaveBeenCalledWith('The bucket cannot write or read a file (ENOSPC).');
      // Other files were under way when the first one failed.
      await expect.poll(strays, { timeout: 20_000 }).toEqual([]);
      expect((await read('v1/index.json')).json.sequence).toBe(before);
      disk.room = Number.POSITIVE_INFINITY;
      await world.publish();
      expect(await checkPublished(read)).toBe(before + 1);
      expect((await read('v1/projects/cybercrime-octopus.json')).json.endDate).toBe(`20${30 + room}`);
      expect(await strays()).toEqual([]);
    },
  );
});

describe('a disk that is full when a mail is sent', () => {
  it('fails it as SES would, keeps no half mail, and the next try sends it', async () => {
    const shutdown = new Shutdown();
    const folder = await mkdtemp(join(tmpdir(), 'mail-'));
    const reports = { knows: () => true, sent: () => {}, bounceFrom: () => {} };
    const endpoint = await startMail(
      folder,
      await freePort(),
      reports,
      new MailTrouble(),
      shutdown,
      disk.write,
    );
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new SESClient({ endpoint, region: 'eu-west-1', credentials });
    const notify = notifyHandler({ ...world.dependencies, sendMail: sesMailer(client, null) });
    const kept = async () =>
      Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    await send('2050', 'ada@example.org');
    disk.room = 0;
    await notify();
    expect(told).toHaveBeenCalledWith('A mail cannot be kept (ENOSPC).');
    expect(await kept()).toEqual([]);
    expect((await world.dump()).filter(({ pk }) => pk === 'OUTBOX#MAIL')).toHaveLength(1);
    disk.room = Number.POSITIVE_INFINITY;
    world.clock.now = new Date(world.clock.now.getTime() + 2 * 60_000);
    await notify();
    expect(await kept()).toEqual([expect.stringContaining('ada@example.org')]);
    expect((await world.dump()).filter(({ pk }) => pk === 'OUTBOX#MAIL')).toEqual([]);
    client.destroy();
    await shutdown.stop();
    await rm(folder, { recursive: true });
  });
});

describe('a disk that is full when something is logged', () => {
  it('loses the lines, says so once, and ends nothing', async () => {
    const lines: string[] = [];
    let full = true;
    const log = logTo(async (chunk) => {
      if (full) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      lines.push(`${chunk}`);
    }, 'submit.log');
    log.write('one');
    log.write('two');
    await new Promise((resolve) => log.write('three', resolve));
    full = false;
    log.end('four');
    await once(log, 'finish');
    expect(lines).toEqual(['four']);
    expect(told).toHaveBeenCalledTimes(1);
  });
});
