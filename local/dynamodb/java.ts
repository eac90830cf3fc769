import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CannotStart } from '../process/cannot-start.ts';

/** The oldest Java that DynamoDB Local runs on. */
const JAVA = 17;
const ADVICE = `install Java ${JAVA} or newer (for example from https://adoptium.net) and start again.`;

/**
 * Finds Java as JAVA_HOME or the PATH has it.
 * @returns the command
 * @throws {CannotStart} when there is none, or an old one
 */
export async function findJava(environment: NodeJS.ProcessEnv): Promise<string> {
  const { JAVA_HOME: home } = environment;
  const command = home ? join(home, 'bin', 'java') : 'java';
  const output = await versionOutput(command, environment);
  const version = javaVersion(output ?? '');
  if (version === null) throw new CannotStart(`DynamoDB Local needs Java, and there is none: ${ADVICE}`);
  if (version < JAVA) throw new CannotStart(`Java ${version} is too old for DynamoDB Local: ${ADVICE}`);
  return command;
}

/** The major version in what `java -version` prints: `openjdk version "17.0.15"`, and `"1.8.0_402"` for 8. */
export function javaVersion(output: string): number | null {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  return first === undefined ? null : Number(first === '1' ? second : first);
}

/** Null when the command is missing or fails, as the stub of macOS does. */
async function versionOutput(command: string, environment: NodeJS.ProcessEnv): Promise<string | null> {
  const child = spawn(command, ['-version'], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  const [output, code] = await Promise.all([text(child.stderr).catch(() => ''), exit]);
  return code === 0 ? output : null;
}
