import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freeBlock } from '../support/running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let data: string;
let started: ChildProcess | null = null;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'ready-'));
});
afterEach(async () => {
  await stop();
  await rm(data, { recursive: true, force: true });
});

async function stop(): Promise<void> {
  if (!started || started.exitCode !== null) return;
  started.kill('SIGTERM');
  await once(started, 'exit');
}

/** Starts as `npm start` does, and asks for everything in the very moment in which it says that it is ready. */
async function askWhenReady(port: number): Promise<readonly number[]> {
  const child = spawn(process.execPath, ['bin/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: `${port}`, CORRIGENDA_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started = child;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== `Corrigenda is ready at http://localhost:${port}`) continue;
    const at = (offset: number, path: string) => `http://localhost:${port + offset}${path}`;
    const addresses = [at(0, '/v1/index.json'), at(0, '/'), at(1, '/store'), at(2, '/'), at(3, '/clock')];
    return Promise.all(addresses.map(async (address) => (await fetch(address)).status));
  }
  throw new Error('It was never ready.');
}

it('is ready when everything answers: on new data, on kept data, and where published files were lost', async () => {
  const port = await freeBlock();
  const all = [200, 200, 200, 200, 200];
  expect(await askWhenReady(port)).toEqual(all);
  await stop();
  await rm(join(data, 'bucket'), { recursive: true });
  expect(await askWhenReady(port)).toEqual(all);
  await stop();
  expect(await askWhenReady(port)).toEqual(all);
}, 300_000);
