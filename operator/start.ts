import { parseArgs } from 'node:util';
import { variables } from '../lambdas/config/environment.ts';
import { chosenInventory } from '../lib/inventory.ts';
import type { Overrides } from '../local/lambda/definition.ts';
import { type Laptop, startLaptop } from '../local/laptop.ts';
import { CannotStart } from '../local/process/cannot-start.ts';
import { Shutdown } from '../local/process/shutdown.ts';
import { leaveCorrection } from './demonstration.ts';
import { untilReady } from './ready.ts';
import { seedInventory, seedRecords } from './seed.ts';

// Lambda runs in UTC, and worker threads take their time zone from here.
process.env['TZ'] = 'UTC';

const shutdown = new Shutdown();
let askedToStop = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopAndExit);
if (process.env['npm_lifecycle_event']) stopWithShell();

try {
  const options = readOptions(process.argv.slice(2), process.env);
  // What is wrong in them is said before anything starts.
  seedRecords();
  const laptop = await startLaptop({ ...options, shutdown, say: (line) => console.log(`${line} …`) });
  const reviewLink = await prepare(laptop);
  await untilReady(laptop);
  console.log(overview(laptop, reviewLink));
  console.log(`Corrigenda is ready at ${laptop.urls.website}`);
} catch (error) {
  await shutdown.stop();
  // What is stopped in the middle of its start fails, and that is no error.
  if (askedToStop) process.exit(0);
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
}

async function stopAndExit(): Promise<void> {
  askedToStop = true;
  await shutdown.stop();
  process.exit(0);
}

/** npm runs scripts in a shell, which may end by a signal without handing it on. */
function stopWithShell(): void {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) void stopAndExit();
  }, 250).unref();
}

function readOptions(args: string[], environment: NodeJS.ProcessEnv) {
  const { dataFolder: kept } = chosenInventory(environment);
  const { PORT = '4000', CORRIGENDA_DATA = kept } = environment;
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_532) {
    throw new CannotStart(`PORT must be a number from 1 to 65532, not ${JSON.stringify(PORT)}.`);
  }
  const { fresh, memory, throttles: throttled, 'no-limits': unlimited } = readFlags(args);
  const overrides: Overrides = unlimited ? { [variables.limits]: 'off' } : {};
  return { port, fresh, dataFolder: memory ? null : CORRIGENDA_DATA, throttled, overrides };
}

function readFlags(args: string[]) {
  const options = {
    fresh: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    throttles: { type: 'boolean', default: false },
    'no-limits': { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('.')[0] : error;
    throw new CannotStart(
      `${reason}: npm start takes -- --fresh, -- --memory, -- --no-limits, -- --throttles and -- --inventory DIR.`,
    );
  }
}

/** In a new data folder: loads the seed inventory and leaves a correction waiting. @returns its review link */
async function prepare({ urls, endpoints, tableName }: Laptop): Promise<string | null> {
  const loaded = await seedInventory({ endpoint: endpoints.dynamodb, tableName });
  return loaded ? leaveCorrection({ pages: urls.website, inbox: urls.inbox }) : null;
}

function overview({ urls, apiAddress, dataFolder }: Laptop, reviewLink: string | null): string {
  const lines = [
    ['Pages, API and published files', urls.website],
    ['Inbox with every mail sent', urls.inbox],
    ['Example site that reads the JSON', urls.site],
    ...(reviewLink ? [['A correction waits for review', reviewLink]] : []),
    ['Clock and sweep, by POST', urls.control],
    ['The API past the website, closed', apiAddress],
    ['Data and logs', dataFolder],
  ];
  return `\n${lines.map(([what = '', where]) => `  ${what.padEnd(34)}${where}`).join('\n')}\n`;
}
