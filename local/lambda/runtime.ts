import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './definition.ts';
import type { Invocation, Outcome } from './invocation.ts';
import type { WorkerData } from './worker.ts';

/** Why an invocation failed. The function's log has it too. */
export class FunctionFailed extends Error {}

/** The largest result Lambda hands on. */
const RESULT_BYTES = 6 * 1024 * 1024;

type Pending = {
  readonly resolve: (result: unknown) => void;
  readonly reject: (failure: FunctionFailed) => void;
  readonly timer: NodeJS.Timeout;
};

/**
 * One worker thread of a function. Unlike Lambda it handles many events at once; like Lambda it is given up when it
 * crashes or runs out of time, and the caller starts another for what comes next.
 */
export class FunctionRuntime {
  readonly #definition: FunctionDefinition;
  readonly #log: Writable;
  readonly #worker: Worker;
  readonly #pending = new Map<string, Pending>();
  #usable = true;

  /** @param clock memory of the laptop's clock */
  constructor(definition: FunctionDefinition, log: Writable, clock: SharedArrayBuffer) {
    this.#definition = definition;
    this.#log = log;
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { definition, clock } satisfies WorkerData,
      env: { ...definition.environment },
      // Nothing of how this process was started may reach the function.
      execArgv: [],
      argv: [],
      stdout: true,
      stderr: true,
    });
    this.#worker.stdout.pipe(log, { end: false });
    this.#worker.stderr.pipe(log, { end: false });
    this.#worker.on('message', (outcome: Outcome) => this.#settle(outcome));
    this.#worker.on('error', (error) =>
      this.#abandon(error instanceof Error ? (error.stack ?? error.message) : `${error}`),
    );
    this.#worker.on('exit', () => this.#abandon('The function ended its process.'));
  }

  /** False once it crashed or ran out of time: then it finishes what it has, and takes nothing new. */
  get usable(): boolean {
    return this.#usable;
  }

  /** @throws {FunctionFailed} */
  invoke(event: string): Promise<unknown> {
    const id = randomUUID();
    const milliseconds = this.#definition.timeoutSeconds * 1000;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#timeOut(id), milliseconds);
      this.#pending.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ id, event, deadline: Date.now() + milliseconds } satisfies Invocation);
    });
  }

  async stop(): Promise<void> {
    this.#usable = false;
    await this.#worker.terminate();
  }

  #settle(outcome: Outcome): void {
    if ('failure' in outcome) this.#fail(outcome.id, outcome.failure);
    else if (Buffer.byteLength(outcome.result) > RESULT_BYTES)
      this.#fail(outcome.id, 'The result is over 6 MB.');
    else this.#take(outcome.id)?.resolve(JSON.parse(outcome.result));
    if (!this.#usable && this.#pending.size === 0) void this.#worker.terminate();
  }

  #timeOut(id: string): void {
    this.#usable = false;
    this.#fail(id, `Task timed out after ${this.#definition.timeoutSeconds.toFixed(2)} seconds`);
    if (this.#pending.size === 0) void this.#worker.terminate();
  }

  #abandon(reason: string): void {
    this.#usable = false;
    for (const id of [...this.#pending.keys()]) this.#fail(id, reason);
  }

  #fail(id: string, reason: string): void {
    const pending = this.#take(id);
    if (!pending) return;
    const timestamp = new Date().toISOString();
    // As Lambda has it where the log format is JSON.
    this.#log.write(`${JSON.stringify({ timestamp, level: 'ERROR', requestId: id, message: reason })}\n`);
    pending.reject(new FunctionFailed(`${this.#definition.name}: ${reason}`));
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    clearTimeout(pending?.timer);
    this.#pending.delete(id);
    return pending;
  }
}
