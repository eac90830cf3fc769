import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Clock } from '../control/clock.ts';
import { openLog } from '../process/log-file.ts';
import type { Shutdown } from '../process/shutdown.ts';
import type { FunctionDefinition } from './definition.ts';
import { FunctionRuntime } from './runtime.ts';

export type LambdaFunctions = {
  /**
   * @param arn of the function
   * @param event JSON
   * @throws {FunctionFailed} when the function throws, crashes or runs out of time
   */
  readonly invoke: (arn: string, event: string) => Promise<unknown>;
};

/** Starts the functions, each in a worker of its own that goes by the clock and writes to `<logs>/<function>.log`. */
export async function startFunctions(
  definitions: readonly FunctionDefinition[],
  logs: string,
  clock: Clock,
  shutdown: Shutdown,
): Promise<LambdaFunctions> {
  await mkdir(logs, { recursive: true });
  const started = new Map<string, () => FunctionRuntime>();
  for (const definition of definitions) {
    const log = await openLog(join(logs, `${definition.name}.log`));
    started.set(definition.arn, keepRunning(definition, log, clock, shutdown));
  }
  return {
    invoke: async (arn, event) => {
      const running = started.get(arn);
      if (!running) throw new Error(`There is no function ${arn}.`);
      return running().invoke(event);
    },
  };
}

/** The function's worker; a fresh one when the last crashed or ran out of time. */
function keepRunning(
  definition: FunctionDefinition,
  log: Writable,
  clock: Clock,
  shutdown: Shutdown,
): () => FunctionRuntime {
  let runtime = new FunctionRuntime(definition, log, clock.shared);
  shutdown.onStop(async () => {
    await runtime.stop();
    await new Promise<void>((resolve) => log.end(resolve));
  });
  return () => {
    if (!runtime.usable) runtime = new FunctionRuntime(definition, log, clock.shared);
    return runtime;
  };
}
