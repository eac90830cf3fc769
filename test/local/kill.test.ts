import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoDbClient } from '../../local/dynamodb/start.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { synthesize } from '../../local/template/assembly.ts';
import { checkPublished, publishedReader } from '../support/check-published.ts';
import { type Correction, corrections, goOn, KeptMails } from '../support/contributors.ts';
import { type End, ends, Killable } from '../support/killable.ts';
import type { Ready } from '../support/laptop-process.ts';
import type { Mail } from '../support/mail.ts';
import { freeBlock } from '../support/running.ts';
import { dumpTable } from '../support/world.ts';

const KILLS = 20;
/** New ones of each life; those that were not answered are sent again. */
const SENT_PER_LIFE = 2;
/** By which each life is later than the last, whose clock it does not know: leases of the dead are over then. */
const MINUTES_PER_LIFE = 5;
/** Of a hundredth of a second, for answers to come; where none can come any more, the life ends all the same. */
const TRIES = 500;
/** Passes until everything is decided, published and mailed: far more than it takes. */
const PASSES = 60;

/**
 * When somebody kills it: some milliseconds after its start; or some after so many answers came, so that slow computers get
 * as far as fast ones.
 */
type Kill = {
  readonly starting: boolean;
  readonly answers: number;
  readonly after: number;
  readonly end: End;
  readonly pause: number;
};
const kills: fc.Arbitrary<Kill> = fc.record({
  starting: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
  answers: fc.integer({ min: 1, max: 8 }),
  after: fc.integer({ min: 0, max: 300 }),
  end: fc.constantFrom(...ends),
  pause: fc.integer({ min: 0, max: 150 }),
});
/** Of a start, how much longer it takes than what follows an answer. */
const START_FACTOR = 6;

let folder: string;
let laptop: Killable;
let place: { readonly port: number; readonly dataFolder: string; readonly assembly: string };
let pages: string;
let kept: KeptMails;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
  const assembly = await synthesize(join(folder, 'assembly'), () => {}, new Shutdown());
  place = { port: await freeBlock(), dataFolder: join(folder, 'data'), assembly };
  pages = `http://localhost:${place.port}`;
  laptop = new Killable(place);
  kept = new KeptMails(place.dataFolder);
});

afterAll(async () => {
  await laptop.kill('laptop, then its children', 0);
  for (const pid of laptop.orphans()) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true });
});

it(`loses and doubles nothing when everything is killed ${KILLS} times`, async () => {
  const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
  process.stdout.write(`\nKilled at moments of KILL_SEED=${seed}\n`);
  const all = corrections(KILLS * SENT_PER_LIFE - SENT_PER_LIFE * 2);
  for (const [life, kill] of fc.sample(kills, { numRuns: KILLS, seed }).entries()) {
    await live(life, all.slice(0, (life + 1) * SENT_PER_LIFE), kill);
  }
  // A burst that reaches nothing would prove nothing.
  expect(all.filter(({ reference }) => reference !== null).length).toBeGreaterThan(all.length / 2);
  const ready = await laptop.start();
  if (!ready) throw new Error(`It does not start any more: ${laptop.complaints}`);
  const items = await finish(all, ready);
  const mails = await kept.all();
  checkSubmissions(all, items);
  checkMails(all, mails);
  await checkReleases(all, items);
  expect(await laptop.stop()).toBe(0);
  expect(laptop.orphans()).toEqual([]);
}, 600_000);

/** A start, a burst, and a sudden end. */
async function live(
  life: number,
  all: readonly Correction[],
  { starting, answers, after, end, pause }: Kill,
): Promise<void> {
  const ready = laptop.start();
  if (starting) {
    await delay(after * START_FACTOR);
    await laptop.kill(end, pause);
    return;
  }
  if (!(await ready)) throw new Error(`It ended by itself: ${laptop.complaints}`);
  const wanted = stepsOf(all) + answers;
  const killed = new AbortController();
  const burst = Promise.allSettled([advance((life + 1) * MINUTES_PER_LIFE), keepGoing(all, killed.signal)]);
  for (let tries = 0; tries < TRIES && stepsOf(all) < wanted && !isDone(all); tries += 1) await delay(10);
  await delay(after);
  killed.abort();
  await laptop.kill(end, pause);
  await burst;
}

/** Everybody goes on with what they have to do, at the same time, until the kill. */
async function keepGoing(all: readonly Correction[], killed: AbortSignal): Promise<void> {
  while (!killed.aborted) {
    const mails = await kept.all();
    await Promise.allSettled(all.map((one) => goOn(one, pages, mails)));
    await delay(20);
  }
}

/** Puts the clock forward, and so runs the sweep. */
function advance(minutes: number): Promise<Response> {
  return fetch(`http://localhost:${place.port + 3}/clock?advance=PT${minutes}M`, { method: 'POST' });
}

/** How much was answered so far. */
function stepsOf(all: readonly Correction[]): number {
  return all.flatMap(({ reference, confirmed, decided }) => [reference, confirmed, decided]).filter(Boolean)
    .length;
}

function isDone(all: readonly Correction[]): boolean {
  return all.every(({ decided }) => decided);
}

type Items = Awaited<ReturnType<typeof dumpTable>>;

/** What is left is sent, confirmed and decided; time passes, since leases of the dead must end. @returns the table */
async function finish(all: readonly Correction[], { dynamodb, tableName }: Ready): Promise<Items> {
  const client = dynamoDbClient(dynamodb);
  try {
    await advance((KILLS + 1) * MINUTES_PER_LIFE);
    for (let pass = 0; pass < PASSES; pass += 1) {
      const mails = await kept.all();
      await Promise.all(all.map((one) => goOn(one, pages, mails)));
      await advance(MINUTES_PER_LIFE);
      await delay(300);
      const items = await dumpTable(client, tableName);
      const owed = items.some(({ pk, sk }) => String(pk).startsWith('OUTBOX#') && sk !== 'WAKE');
      if (!owed && isDone(all) && isProjected(items)) return items;
    }
    throw new Error(`It does not come to rest: ${laptop.complaints}`);
  } finally {
    client.destroy();
  }
}

function isProjected(items: Items): boolean {
  const head = items.find(({ pk }) => pk === 'HEAD');
  return head !== undefined && head['projected'] === head['sequence'];
}

/** Each exists exactly once, with the answers that people got. */
function checkSubmissions(all: readonly Correction[], items: Items): void {
  const states = items.filter(({ pk, sk }) => String(pk).startsWith('SUBMISSION#') && sk === 'STATE');
  const told = states.map(({ reference, changes, status }) => [toOf(changes), reference, status]);
  const status = { approve: 'approved', reject: 'rejected' } as const;
  const wanted = all.map(({ to, reference, decision }) => [to, reference, status[decision]]);
  expect(told.sort()).toEqual(wanted.sort());
  expect(items.filter(({ pk }) => pk === 'SENDING' || pk === 'PARKED#MAIL' || pk === 'QUEUE')).toEqual([]);
}

function toOf(changes: unknown): string {
  const [change] = changes as { readonly to: string }[];
  return `${change?.to}`;
}

/** Every mail owed arrived, more often only where a kill kept anybody from writing down that it went. */
function checkMails(all: readonly Correction[], mails: readonly Mail[]): void {
  const count = (to: string, text: string) =>
    mails.filter((mail) => mail.to === to && `${mail.subject} ${mail.links.join(' ')}`.includes(text)).length;
  for (const { email, reference } of all) {
    expect(count('manager@example.org', `${reference}`), 'asked to review').toBeGreaterThan(0);
    if (email === null) continue;
    expect(count(email, '/confirm/'), 'asked to confirm').toBeGreaterThan(0);
    expect(count(email, `/submissions/${reference}`), 'told the outcome').toBeGreaterThan(0);
  }
  const owed = all.length + 2 * all.filter(({ email }) => email !== null).length;
  expect(mails.length).toBeGreaterThanOrEqual(owed);
  expect(mails.length).toBeLessThanOrEqual(owed + KILLS);
}

/** What was approved is published, each change in one release, and nothing else. */
async function checkReleases(all: readonly Correction[], items: Items): Promise<void> {
  const read = publishedReader(async (path) => {
    const response = await fetch(`${pages}/${path}`);
    return response.ok ? response.text() : null;
  });
  const sequence = await checkPublished(read);
  expect(items.find(({ pk }) => pk === 'HEAD')?.['sequence']).toBe(sequence);
  const published = new Map<string, number>();
  for (let number = 2; number <= sequence; number += 1) {
    const { json } = await read(`v1/changes/${number}.json`);
    for (const { id, fields } of json.operations)
      for (const field of fields) published.set(`${id} ${field}`, (published.get(`${id} ${field}`) ?? 0) + 1);
  }
  const approved = all.filter(({ decision }) => decision === 'approve');
  expect([...published].sort()).toEqual(
    approved.map(({ record, field }) => [`${record} ${field}`, 1]).sort(),
  );
  const { json: inventory } = await read('v1/inventory.json');
  for (const { record, field, from, to, decision } of all) {
    const now = inventory.records.find(({ id }: { id: string }) => id === record)[field];
    expect([record, field, now]).toEqual([record, field, decision === 'approve' ? to : from]);
  }
}
