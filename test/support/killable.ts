import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processesWith, processIdentity } from '../../local/process/process-identity.ts';
import type { Ready } from './laptop-process.ts';

const entry = fileURLToPath(new URL('./laptop-process.ts', import.meta.url));

/** Who is killed, in which order: the children are left to the next start where only the laptop is. */
export const ends = ['laptop, then its children', 'children, then their laptop', 'the laptop only'] as const;
export type End = (typeof ends)[number];

/** What one start needs. */
export type Place = { readonly port: number; readonly dataFolder: string; readonly assembly: string };

type Process = { readonly pid: number; readonly identity: string };

/** Runs the laptop in a process of its own, over and over, and remembers every process that there was. */
export class Killable {
  readonly #place: Place;
  readonly #known = new Map<string, Process>();
  #child: ChildProcess | null = null;
  #complaints = '';

  constructor(place: Place) {
    this.#place = place;
  }

  /** What it wrote to its error output since it was started. */
  get complaints(): string {
    return this.#complaints;
  }

  /** @returns what it says once it is ready; null when it was killed before */
  start(): Promise<Ready | null> {
    const { port, dataFolder, assembly } = this.#place;
    const child = spawn(process.execPath, [entry, `${port}`, dataFolder, assembly], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#complaints = '';
    child.stderr.on('data', (data) => {
      this.#complaints += data;
    });
    if (child.pid) this.#know({ pid: child.pid, identity: processIdentity(child.pid) ?? '' });
    return new Promise((resolve) => {
      createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line) as Ready));
      child.once('exit', () => resolve(null));
    });
  }

  /** Kills without a word, as a crash, `kill -9` or the power switch does. */
  async kill(end: End, pause: number): Promise<void> {
    const child = this.#child;
    const children = this.#children();
    const killChildren = () => {
      for (const { pid } of children.filter(isRunning)) process.kill(pid, 'SIGKILL');
    };
    if (end === 'children, then their laptop') {
      killChildren();
      await delay(pause);
    }
    if (child && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    if (end === 'laptop, then its children') killChildren();
  }

  /** Asks it to stop, as Ctrl-C does. @returns its exit code */
  async stop(): Promise<number | null> {
    this.#children();
    const child = this.#child;
    if (!child) return null;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    return child.exitCode;
  }

  /** Of all processes there were those that still run, and whoever else works on the data. */
  orphans(): readonly number[] {
    const known = [...this.#known.values()].filter(isRunning).map(({ pid }) => pid);
    return [...known, ...processesWith(join(this.#place.dataFolder, 'dynamodb'))];
  }

  /** The children that the laptop wrote down; none before it did. */
  #children(): readonly Process[] {
    try {
      const list = readFileSync(join(this.#place.dataFolder, 'processes.json'), 'utf8');
      const { children } = JSON.parse(list) as { children: Process[] };
      for (const one of children) this.#know(one);
      return children;
    } catch {
      return [];
    }
  }

  #know(one: Process): void {
    this.#known.set(`${one.pid} ${one.identity}`, one);
  }
}

function isRunning({ pid, identity }: Process): boolean {
  return processIdentity(pid) === identity;
}
