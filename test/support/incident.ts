import { bounceHandler } from '../../lambdas/bounce.ts';
import { browseHandler } from '../../lambdas/browse.ts';
import { MailNotTaken, type Trouble } from '../../lambdas/mail/trouble.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { publishHandler } from '../../lambdas/publish.ts';
import { sweepHandler } from '../../lambdas/sweep.ts';
import type { Datum } from './cloudwatch.ts';
import { contributing } from './contributing.ts';
import { readMail } from './mail.ts';
import { requester } from './requests.ts';
import { publicUrl, startWorld, type World } from './world.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** EventBridge is punctual to some seconds: sweeps come now a little earlier, now a little later. */
const JITTER = [0, 41_000, -38_000, 3_000, -12_000, 27_000, -44_000, 19_000];
const SWEEP_EVERY = 5 * MINUTE;

export type BackgroundName = 'notify' | 'publish' | 'sweep' | 'bounce';

/** What is broken, as long as it is. */
export type Broken = {
  /** What SES makes of every mail. */
  ses: Trouble | null;
  /** Functions whose calls to the table fail. */
  failing: readonly (BackgroundName | 'pages')[];
  /** Functions that nothing wakes. */
  asleep: readonly BackgroundName[];
  /** The bucket, or what readers are given. */
  bucket: boolean;
  edge: boolean;
};

export type Incident = Awaited<ReturnType<typeof startIncident>>;

/**
 * A day of the system, as its schedule and its stream make it, with what functions measure of themselves and what Lambda and
 * the API measure of them.
 * @param dynamoDb a DynamoDB Local
 */
export async function startIncident(dynamoDb: string) {
  const world = await startWorld({ dynamoDb });
  await world.seed();
  await world.publish();
  const broken: Broken = { ses: null, failing: [], asleep: [], bucket: false, edge: false };
  const measured = new Map<string, Datum[]>();
  const count = (metric: string, value: number): void => {
    const data = measured.get(metric) ?? [];
    measured.set(metric, [...data, { at: world.clock.now.getTime(), value }]);
  };
  const functions = brokenFunctions(world, broken);

  /** As Lambda runs a function that nobody waits for: what it throws is an error of the function. */
  const invoke = async (name: BackgroundName, event?: unknown): Promise<void> => {
    if (broken.asleep.includes(name)) return;
    count(`Invocations of ${name}`, 1);
    const failed = await functions[name](event).then(
      () => 0,
      () => 1,
    );
    count(`Errors of ${name}`, failed);
  };
  /** What the stream does when something is owed. */
  const wake = async (): Promise<void> => {
    await invoke('notify');
    await invoke('publish');
  };
  const begin = world.clock.now.getTime();

  return {
    ...world,
    by: contributing(world),
    broken,
    wake,
    bounce: (event: unknown) => invoke('bounce', event),
    /** A visitor's request, which the API counts. */
    visit: async (path: string): Promise<void> => {
      const { status } = await functions.pages.get(path);
      count('5xx', status >= 500 ? 1 : 0);
    },
    /** Lets time pass, with its sweeps. @param every how often it is swept, where a day need not be played in full */
    pass: async (time: number, every = SWEEP_EVERY): Promise<void> => {
      const end = world.clock.now.getTime() + time;
      for (let sweep = 1; world.clock.now.getTime() + every <= end; sweep += 1) {
        const late = JITTER[sweep % JITTER.length] ?? 0;
        const punctual = end - time + sweep * every;
        world.clock.now = new Date(punctual + late);
        await invoke('sweep');
        await wake();
        world.clock.now = new Date(punctual);
      }
      world.clock.now = new Date(end);
    },
    /** All values of a metric since the beginning: of the system itself, or what AWS measures of it. */
    data: (metric: string): readonly Datum[] => [
      ...(measured.get(metric) ?? []),
      ...world.measurements.filter(({ name }) => name === metric),
    ],
    /** From the beginning until now. */
    span: () => ({ from: begin, to: world.clock.now.getTime() }),
  };
}

/** The functions as they are, on parts that break when they are said to. */
function brokenFunctions({ dependencies, files, edge, mails, table }: World, broken: Broken) {
  const tableOf = (name: Broken['failing'][number]): typeof table => {
    const unless = <Result>(work: () => Promise<Result>) =>
      broken.failing.includes(name) ? Promise.reject(new Error('The table does not answer.')) : work();
    return {
      ...table,
      get: (key) => unless(() => table.get(key)),
      query: (...asked) => unless(() => table.query(...asked)),
      put: (...put) => unless(() => table.put(...put)),
    };
  };
  const unlessLost = <Result>(lost: boolean, work: () => Promise<Result>) =>
    lost ? Promise.reject(new Error('There is no answer.')) : work();
  return {
    sweep: sweepHandler({ ...dependencies, table: tableOf('sweep') }),
    bounce: bounceHandler({ ...dependencies, table: tableOf('bounce') }),
    notify: notifyHandler({
      ...dependencies,
      table: tableOf('notify'),
      sendMail: async ({ raw, to }) => {
        if (broken.ses) throw new MailNotTaken('SomeCode', broken.ses);
        mails.push(await readMail(raw, to));
      },
    }),
    publish: publishHandler({
      ...dependencies,
      table: tableOf('publish'),
      files: { ...files, write: (...written) => unlessLost(broken.bucket, () => files.write(...written)) },
      edge: {
        ...edge,
        read: (path) => unlessLost(broken.edge, () => edge.read(path)),
        lines: (path) => unlessLost(broken.edge, () => edge.lines(path)),
      },
    }),
    pages: requester({ browse: browseHandler({ ...dependencies, table: tableOf('pages') }) }, publicUrl),
  };
}
