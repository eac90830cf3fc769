import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJava, javaVersion } from '../../local/dynamodb/java.ts';
import { DataFolder } from '../../local/process/data-folder.ts';
import { processIdentity } from '../../local/process/process-identity.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { synthesize } from '../../local/template/assembly.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['No Java runtime present', null],
  ])('%s is %s', (output, version) => {
    expect(javaVersion(output)).toBe(version);
  });

  it('is asked for in one sentence where there is none', async () => {
    await expect(findJava({ PATH: folder })).rejects.toThrow('there is none: install Java 17 or newer');
  });

  it('is asked for in one sentence where it is old', async () => {
    const script = '#!/bin/sh\necho \'java version "1.8.0_402"\' >&2\n';
    await writeFile(join(folder, 'java'), script, { mode: 0o755 });
    await expect(findJava({ PATH: folder })).rejects.toThrow(
      'Java 8 is too old for DynamoDB Local: install Java 17',
    );
  });
});

/** What a killed run leaves: who it was, and a child that still runs. */
async function leave(path: string, owner: { pid: number; identity: string }, child: number): Promise<void> {
  const children = [{ pid: child, identity: processIdentity(child) }];
  await writeFile(join(path, 'processes.json'), JSON.stringify({ owner, children }));
}

function startChild() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  return { pid: child.pid ?? 0, child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

describe('the synthesis', () => {
  it('is known by its process, which a start can end that finds it left behind', async () => {
    const pids: number[] = [];
    const shutdown = new Shutdown();
    const synthesis = synthesize(join(folder, 'assembly'), (pid) => pids.push(pid), shutdown);
    const ended = expect(synthesis).rejects.toThrow();
    await expect.poll(() => pids, { timeout: 20_000 }).toHaveLength(1);
    expect(processIdentity(pids[0] ?? 0)).not.toBeNull();
    await shutdown.stop();
    await ended;
  });
});

describe('the data folder', () => {
  it('ends what a killed run left running', async () => {
    const path = await mkdtemp(join(folder, 'data-'));
    const { pid, ended } = startChild();
    await leave(path, { pid: 999_999_999, identity: 'gone' }, pid);
    const data = await DataFolder.take(path);
    await ended;
    expect(processIdentity(pid)).toBeNull();
    data.release();
    expect(existsSync(join(path, 'processes.json'))).toBe(false);
  });

  it('ends what a run killed before it could write that down left running', async () => {
    const path = await mkdtemp(join(folder, 'data-'));
    const code = 'setInterval(() => {}, 1000)';
    const child = spawn(process.execPath, ['-e', code, join(path, 'dynamodb')], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    await once(child, 'spawn');
    (await DataFolder.take(path)).release();
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
  });

  it('leaves a process alone that only has the number of one that was left', async () => {
    const path = await mkdtemp(join(folder, 'data-'));
    const { pid, child, ended } = startChild();
    const owner = { pid: 999_999_999, identity: 'gone' };
    const users = { owner, children: [{ pid, identity: 'an earlier one' }] };
    await writeFile(join(path, 'processes.json'), JSON.stringify(users));
    await DataFolder.take(path);
    expect(processIdentity(pid)).not.toBeNull();
    child.kill();
    await ended;
  });

  it('is not taken from a run that is using it', async () => {
    const path = await mkdtemp(join(folder, 'data-'));
    const { pid, child, ended } = startChild();
    await leave(path, { pid, identity: processIdentity(pid) ?? '' }, pid);
    await expect(DataFolder.take(path)).rejects.toThrow(`Another Corrigenda (process ${pid}) is running`);
    child.kill();
    await ended;
  });

  it('is asked for in one sentence where it is no folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(DataFolder.take(file)).rejects.toThrow('choose a folder that can be written');
  });

  it('clears what is its own, and nothing else', async () => {
    const path = await mkdtemp(join(folder, 'data-'));
    const data = await DataFolder.take(path);
    await writeFile(join(data.folder('mail'), '1.eml'), '');
    await writeFile(join(path, 'mine.txt'), '');
    data.clear();
    expect([existsSync(join(path, 'mail')), existsSync(join(path, 'mine.txt'))]).toEqual([false, true]);
  });
});
