import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { newStamp } from '../../lambdas/storage/stamps.ts';
import { readMail } from '../support/mail.ts';
import { startWorld } from '../support/world.ts';
import { bounceReport } from './bounces.ts';
import { validDocument } from './documents.ts';
import { wrongWith, wrongWithLog, wrongWithMail } from './judge.ts';
import { emptyLive, kinds, type Live, type Placeholder, pick, remember, resolved } from './live.ts';
import { anyRequest, type RequestCase, read } from './requests.ts';
import { type Answered, type Sent, type Target, target } from './target.ts';

export type FuzzOptions = {
  readonly seed: number;
  readonly cases: number;
  /** Told after each case how many there were. */
  readonly progress?: (done: number) => void;
};

export type Slow = { readonly milliseconds: number; readonly what: string };

export type FuzzReport = {
  /** What went wrong, with what reproduces it; null when nothing did. */
  readonly failure: string | null;
  readonly cases: number;
  /** How often each route answered with each status. */
  readonly answers: ReadonlyMap<string, number>;
  readonly mails: number;
  readonly releases: number;
  readonly bounces: number;
  /** What took most CPU, first the worst. */
  readonly slowest: readonly Slow[];
};

type Case = { readonly request: RequestCase } | { readonly bounce: unknown };

const anyCase: fc.Arbitrary<Case> = fc.oneof(
  { weight: 40, arbitrary: fc.record({ request: anyRequest }) },
  { weight: 1, arbitrary: fc.record({ bounce: bounceReport }) },
);

/** After so many cases mails are sent, releases made, and time passes. */
const SLICE = 200;
const SLICE_MS = 2 * 3_600_000;
/** Reads between two looks at the whole table. */
const READS = 40;
const SLOWEST = 12;

/** Throws hostile input at every function of a world of its own, until something breaks or the cases are used up. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const world = await startWorld();
  try {
    await world.seed();
    await world.publish();
    return await new Fuzz(target(world), options).run();
  } finally {
    await world.stop();
  }
}

class Fuzz {
  readonly #target: Target;
  readonly #options: FuzzOptions;
  readonly #live: Live = emptyLive();
  readonly #answers = new Map<string, number>();
  readonly #slowest: Slow[] = [];
  #done = 0;
  #mails = 0;
  #bounces = 0;

  constructor(on: Target, options: FuzzOptions) {
    this.#target = on;
    this.#options = options;
  }

  async run(): Promise<FuzzReport> {
    const { seed, cases } = this.#options;
    await this.#betweenSlices(0);
    const property = fc.asyncProperty(anyCase, async (one) => {
      await this.#try(one);
      this.#done += 1;
      this.#options.progress?.(this.#done);
      if (this.#done % SLICE === 0) await this.#betweenSlices(this.#done / SLICE);
    });
    const details = await fc.check(property, { seed, numRuns: cases });
    if (!details.failed) await this.#betweenSlices(Math.ceil(cases / SLICE));
    const index = await this.#target.world.files.read('v1/index.json');
    return {
      failure: details.failed
        ? `${details.errorInstance}\n${await fc.asyncDefaultReportMessage(details)}`
        : null,
      cases: this.#done,
      answers: this.#answers,
      mails: this.#mails,
      bounces: this.#bounces,
      releases: index === null ? 0 : Number(JSON.parse(index.body).sequence),
      slowest: this.#slowest,
    };
  }

  async #try(one: Case): Promise<void> {
    if ('bounce' in one) {
      this.#bounces += 1;
      await this.#measured('bounce', () => this.#target.bounce(one.bounce));
      refuse(wrongWithLog(this.#target.logged(), []), one);
    } else await this.#request(one.request);
  }

  async #request(one: RequestCase): Promise<void> {
    const sent = await this.#resolve(one);
    const before = this.#target.writes.count;
    const label = `${sent.method} ${sent.path.split('/')[1]?.slice(0, 20)} ${Buffer.byteLength(sent.body ?? '')} bytes`;
    const answer = await this.#measured(label, () => this.#target.send(sent));
    const wrong = [...wrongWith(sent, answer)];
    const wrote = this.#target.writes.count - before;
    if ((sent.method === 'GET' || sent.method === 'HEAD') && wrote > 0)
      wrong.push('writes although it only reads');
    const token = /[?&]t=([\w-]+)/.exec(answer.headers['location'] ?? answer.body)?.[1];
    const secrets = [...kinds.slice(0, 3).flatMap((kind) => this.#live[kind]), ...(token ? [token] : [])];
    wrong.push(...wrongWithLog(this.#target.logged(), secrets));
    refuse(wrong, sent);
    this.#note(sent, answer);
  }

  /** Counts the answer, and keeps what it gives away for later cases. */
  #note(sent: Sent, { status, headers, body }: Answered): void {
    const route = `${sent.method} /${/^\/(?:api|about|correct|projects|submissions|confirm|review|assets)?(?=\/|$)/.exec(sent.path)?.[0].slice(1) ?? '…'}`;
    const answer = `${route} ${status}`;
    this.#answers.set(answer, (this.#answers.get(answer) ?? 0) + 1);
    const where = headers['location'] ?? (status === 201 ? body : '');
    const [, reference, token] = /\/submissions\/(COR-[\w-]+)\?t=([\w-]+)/.exec(where) ?? [];
    if (!reference || !token) return;
    remember(this.#live, 'reference', reference);
    remember(this.#live, 'status', token);
  }

  async #measured<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    this.#slowest.push({ milliseconds: Math.round((user + system) / 1000), what });
    this.#slowest.sort((one, other) => other.milliseconds - one.milliseconds).splice(SLOWEST);
    return result;
  }

  async #resolve(one: RequestCase): Promise<Sent> {
    const find = (kind: Placeholder, position: number) => this.#find(kind, position);
    const [path, query, body] = await Promise.all([
      resolved(one.path, find),
      resolved(one.query, find),
      one.body === null ? null : resolved(one.body, find),
    ]);
    return { ...one, path, query, body };
  }

  async #find(kind: Placeholder, position: number): Promise<string> {
    const { world } = this.#target;
    if (kind === 'stamp') return (await newStamp(world.table, `fuzz-${position}`, world.clock.now)) ?? '';
    if (kind !== 'seen' && kind !== 'changed') return pick(this.#live, kind, position);
    const page = await world.get(`/review/${pick(this.#live, 'review', position)}`);
    const shown = kind === 'seen' ? /name="seen" value="([^"]*)"/ : /name="change\[(\w+)\]"/;
    return shown.exec(page.body)?.[1] ?? 'none';
  }

  /** What happens besides requests: new submissions, mails, releases, the sweep; and a look at the whole table. */
  async #betweenSlices(number: number): Promise<void> {
    const { world, notify, publish, sweep } = this.#target;
    await this.#submitSome(number);
    await notify();
    for (const mail of this.#target.mails.splice(0)) {
      this.#mails += 1;
      refuse(await wrongWithMail(mail), { mail: Buffer.from(mail.raw).toString() });
      for (const link of (await readMail(mail.raw, mail.to)).links) this.#keepLink(link);
    }
    await publish();
    await sweep();
    refuse(wrongWithLog(this.#target.logged(), [...this.#live.confirm, ...this.#live.review]), {
      slice: number,
    });
    if (number % 5 === 0) await this.#readOnly(number);
    world.clock.now = new Date(world.clock.now.getTime() + SLICE_MS);
  }

  #keepLink(link: string): void {
    const [, kind, token] = /\/(confirm|review)\/([\w-]+)/.exec(link) ?? [];
    if (token && (kind === 'confirm' || kind === 'review')) remember(this.#live, kind, token);
  }

  async #submitSome(number: number): Promise<void> {
    const documents = fc.sample(validDocument, { seed: this.#options.seed + number, numRuns: 12 });
    for (const [at, one] of documents.entries()) {
      const email = at % 2 === 0 ? { email: `live${number}x${at}@a${number % 40}.addr.example` } : {};
      const body = JSON.stringify({ ...one, version: 1, contributor: email, comment: `${number} ${at}` });
      const headers = { 'content-type': 'application/json' };
      const sent = {
        method: 'POST',
        path: '/api/submissions',
        query: '',
        headers,
        body,
        transport: 'text',
      } as const;
      this.#note(sent, await this.#target.send(sent));
    }
  }

  async #readOnly(number: number): Promise<void> {
    const before = await this.#target.world.dump();
    for (const one of fc.sample(read, { seed: this.#options.seed + number, numRuns: READS }))
      await this.#request(one);
    if (!isDeepStrictEqual(await this.#target.world.dump(), before))
      refuse(['GET or HEAD changed the table'], {});
  }
}

function refuse(wrong: readonly string[], about: unknown): void {
  if (wrong.length > 0) throw new Error(`${wrong.join('; ')}\n${JSON.stringify(about)?.slice(0, 4_000)}`);
}
