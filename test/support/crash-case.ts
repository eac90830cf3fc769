import { randomUUID } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BatchWriteItemCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect } from 'vitest';
import { type PublishedFiles, s3PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { dynamoTable } from '../../lambdas/storage/table.ts';
import { type Call, type Fault, Faults, type Outbox, Wakes } from './faults.ts';
import { type Mail, readMail } from './mail.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import {
  Bucket,
  createTable,
  dumpTable,
  functionsOn,
  type Ports,
  publicUrl,
  type startServices,
} from './world.ts';

type Services = Awaited<ReturnType<typeof startServices>>;

/** The functions, and what they work on, of one case. */
export type CaseWorld = ReturnType<typeof functionsOn> & Ports & { readonly mails: readonly Mail[] };

/** What somebody does, the same however often it is repeated. Rejects when it was not taken. */
export type Command = (world: CaseWorld) => Promise<unknown>;

export type Scenario = {
  readonly name: string;
  /** What happened before the command, undisturbed. @returns the command */
  readonly prepare: (world: CaseWorld) => Promise<Command>;
  /** True where whoever repeats the command after it took effect asks for another mail. */
  readonly asksAgain?: true;
};

/** What a run with faults came to, and its calls. */
export type Played = {
  readonly outcome: Outcome;
  readonly calls: readonly Call[];
  /** How many of the calls the command itself made. */
  readonly ofCommand: number;
  /** Mails that SES took without anybody learning it, or remembering it. */
  readonly forgotten: number;
};

/** A scenario up to its command, to be played from there as often as it takes. */
export type Stage = { readonly play: (faults: readonly Fault[]) => Promise<Played> };

const MINUTE_MS = 60_000;
/** A lease is over by then. */
const PAUSE_MS = 3 * MINUTE_MS;
/** Of the sweep. */
const PERIOD_MS = 5 * MINUTE_MS;
/** Far more than any number of faults takes. */
const TRIES = 30;

let cases = 0;
/** Other test files have cases, too. */
const run = randomUUID();

export async function stageOf(services: Services, scenario: Scenario): Promise<Stage> {
  const place = await openPlace(services);
  const mails: Mail[] = [];
  const world = worldOn(place.ports(mails), mails);
  const command = await scenario.prepare(world);
  const items = await place.dump();
  const setting = { items, folder: place.folder, now: world.clock.now, command, scenario };
  return { play: (faults) => play(services, setting, faults) };
}

type Setting = {
  readonly items: Awaited<ReturnType<typeof dumpTable>>;
  readonly folder: string;
  readonly now: Date;
  readonly command: Command;
  readonly scenario: Scenario;
};

async function play(services: Services, setting: Setting, planned: readonly Fault[]): Promise<Played> {
  const place = await openPlace(services);
  await place.fill(setting.items, setting.folder);
  const faults = new Faults(planned);
  const wakes = new Wakes();
  const mails: Mail[] = [];
  const { table, ...others } = place.ports(mails);
  const world = worldOn(faults.on({ table: wakes.on(table), ...others }), mails);
  world.clock.now = setting.now;
  const run = { world, faults, wakes };
  const ofCommand = await give(run, setting);
  await rest(run);
  await faults.next();
  // What was made on the way opens everything that was mailed.
  await checkLinks(worldOn(place.ports([]), mails), world.clock.now);
  const left = { items: await place.dump(), files: place.ports([]).files, mails };
  const outcome = await outcomeOf(left, JSON.stringify(setting.items));
  await place.close();
  return { outcome, calls: faults.calls, ofCommand, forgotten: forgottenMails(faults.calls, planned) };
}

/** A table and a folder of the bucket that nobody else uses. */
async function openPlace({ dynamodb, s3, bucketFolder }: Services) {
  cases += 1;
  const name = `case-${run}-${cases}`;
  // As the file-backed bucket calls the folder of such a prefix.
  const folder = join(bucketFolder, `${name},`);
  await createTable(dynamodb, name);
  const table = dynamoTable(dynamodb, name);
  const files = within(s3PublishedFiles(s3, Bucket), name);
  return {
    folder,
    ports: (mails: Mail[]): Ports => ({
      table,
      files,
      sendMail: async ({ raw, to }) => void mails.push(await readMail(raw, to)),
    }),
    dump: () => dumpTable(dynamodb, name),
    fill: async (items: Setting['items'], from: string) => {
      for (let start = 0; start < items.length; start += 25) {
        const puts = items.slice(start, start + 25).map((item) => ({ PutRequest: { Item: marshall(item) } }));
        await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [name]: puts } }));
      }
      await cp(from, folder, { recursive: true, force: true }).catch(ignoreMissing);
    },
    close: async () => {
      await dynamodb.send(new DeleteTableCommand({ TableName: name }));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing was published before the command. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

function within(files: PublishedFiles, folder: string): PublishedFiles {
  const inside = (path: string) => `${folder}/${path}`;
  return {
    read: (path) => files.read(inside(path)),
    bytes: (path) => files.bytes(inside(path)),
    pieces: (path) => files.pieces(inside(path)),
    etag: (path) => files.etag(inside(path)),
    write: (file, etag) => files.write({ ...file, path: inside(file.path) }, etag),
    begin: (file) => files.begin({ ...file, path: inside(file.path) }),
    keep: (path, bytes) => files.keep(inside(path), bytes),
    remove: (path) => files.remove(inside(path)),
    list: async (prefix) => (await files.list(inside(prefix))).map((path) => path.slice(inside('').length)),
  };
}

function worldOn(ports: Ports, mails: readonly Mail[]): CaseWorld {
  return { ...functionsOn(ports), ...ports, mails };
}

type Run = { readonly world: CaseWorld; readonly faults: Faults; readonly wakes: Wakes };

/** The command, given again as long as faults keep it from being taken. @returns how many calls the first try made */
async function give(run: Run, { command, scenario }: Setting): Promise<number> {
  const { world, faults, wakes } = run;
  let ofCommand: number | null = null;
  for (;;) {
    const taken = await undisturbed(run, () => command(world));
    ofCommand ??= faults.calls.length;
    const gone = await faults.next();
    // What goes takes the wake-ups along: then only the sweep is left.
    const woken = wakes.take();
    if (!gone && !(scenario.asksAgain && !taken)) await deliver(run, woken);
    if (taken) return ofCommand;
    world.clock.now = new Date(world.clock.now.getTime() + PAUSE_MS);
  }
}

/** False when it failed because of a fault; what fails by itself fails the test. */
async function undisturbed({ faults }: Run, work: () => Promise<unknown>): Promise<boolean> {
  const struck = faults.struck;
  try {
    await work();
    return true;
  } catch (error) {
    if (faults.struck === struck) throw error;
    return false;
  }
}

/** The sweep, and what it wakes, until it wakes nobody. */
async function rest(run: Run): Promise<void> {
  const { world, wakes } = run;
  for (let round = 0; round < TRIES; round += 1) {
    world.clock.now = new Date(world.clock.now.getTime() + PERIOD_MS);
    await persistently(run, world.sweep);
    const woken = wakes.take();
    if (woken.size === 0) return;
    await deliver(run, woken);
  }
  throw new Error('It does not come to rest.');
}

/** Runs what was woken, as the stream does, which tries again what fails. */
async function deliver(run: Run, first: ReadonlySet<Outbox>): Promise<void> {
  const { world, wakes } = run;
  for (let woken = first; woken.size > 0; woken = wakes.take()) {
    if (woken.has('OUTBOX#MAIL')) await persistently(run, world.notify);
    if (woken.has('OUTBOX#PUBLISH')) await persistently(run, world.publish);
  }
}

async function persistently(run: Run, work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const done = await undisturbed(run, work);
    await run.faults.next();
    if (done) return;
  }
}

async function checkLinks(world: CaseWorld, now: Date): Promise<void> {
  world.clock.now = now;
  for (const { links } of world.mails) {
    for (const link of links.filter((one) => one.startsWith(`${publicUrl}/`))) {
      // The page of a project may be gone by the time that a mail is read.
      const open = link.includes('/projects/') ? [200, 410] : [200];
      expect(open, link).toContain((await world.get(link)).status);
    }
  }
}

/** A mail goes out twice only when its answer was lost, or before anybody could write down that it went. */
function forgottenMails(calls: readonly Call[], planned: readonly Fault[]): number {
  return planned.filter(({ call, disturbance }) => {
    if (calls[call - 1]?.port === 'sendMail') return disturbance !== 'refused';
    return calls[call - 2]?.port === 'sendMail' && disturbance === 'refused';
  }).length;
}
