import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '../process/cannot-start.ts';
import type { Shutdown } from '../process/shutdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Synthesizes the CDK app, as `cdk synth` does but without starting the CDK CLI, which takes longer than the app.
 * @param folder to write to; what is in it goes, or assets of every change would pile up there
 * @param adopt learns the process id at once: left by a killed run, it would write among what the next one makes
 * @throws {CannotStart} with what is wrong, which may be a setting of corrigenda.config.ts
 */
export async function synthesize(
  folder: string,
  adopt: (pid: number) => void,
  shutdown: Shutdown,
): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  const child = spawn(process.execPath, ['bin/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (child.pid) adopt(child.pid);
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  shutdown.onStop(() => {
    child.kill();
    return exit;
  });
  const [output, code] = await Promise.all([text(child.stderr), exit]);
  if (code !== 0) throw new CannotStart(`The CDK app cannot be synthesized. ${thrownMessage(output)}`);
  return folder;
}

/** The message of the error that ended the process, without its stack. */
function thrownMessage(output: string): string {
  const [, message] = /^(?:\w*Error): ([\s\S]*?)\n\s+at /m.exec(output) ?? [];
  return message ?? output.trim();
}
