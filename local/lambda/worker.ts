// Runs in a worker thread: the execution environment of one function, which knows nothing but its environment variables.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import { followClock } from '../control/clock.ts';
import type { FunctionDefinition } from './definition.ts';
import type { Invocation, Outcome } from './invocation.ts';

type Handler = (event: unknown, context: Context) => unknown;

/** What the worker is started with. */
export type WorkerData = { readonly definition: FunctionDefinition; readonly clock: SharedArrayBuffer };

const { definition, clock } = workerData as WorkerData;
// Deadlines are the computer's: putting the clock forward takes no time away.
const { now: computerNow } = Date;
followClock(clock);

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread only.');

const loading = loadHandler();
// A bundle that does not load fails its first invocation, and says why there.
loading.catch(() => {});

port.on('message', async (invocation: Invocation) => {
  const { id } = invocation;
  try {
    const handler = await loading;
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    port.postMessage({ id, result: JSON.stringify(result ?? null) } satisfies Outcome);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    port.postMessage({ id, failure: stack ?? message } satisfies Outcome);
  }
});

async function loadHandler(): Promise<Handler> {
  const module: Record<string, unknown> = await import(pathToFileURL(definition.file).href);
  const handler = module[definition.exportName];
  if (typeof handler !== 'function') throw new Error(`The bundle exports no ${definition.exportName}.`);
  return handler as Handler;
}

function contextOf({ id, deadline }: Invocation): Context {
  const { name, arn, memoryMb } = definition;
  return {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: `${memoryMb}`,
    awsRequestId: id,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'laptop',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - computerNow()),
    done: refuseCallback,
    fail: refuseCallback,
    succeed: refuseCallback,
  };
}

function refuseCallback(): never {
  throw new Error('Node.js 24 on Lambda has no callbacks: return a promise.');
}
