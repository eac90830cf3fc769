import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { processIdentity } from './process-identity.ts';

const runningSchema = z.object({
  owner: z.object({ pid: z.number(), identity: z.string() }),
  publicUrl: z.string(),
  control: z.string(),
  endpoints: z.object({ dynamodb: z.string(), s3: z.string(), ses: z.string() }),
  tableName: z.string(),
  bucketName: z.string(),
});

/** A laptop that answers, as other programs of this computer find it. */
export type Running = Omit<z.infer<typeof runningSchema>, 'owner'>;

/** Leaves word in the data folder of how this process is reached. */
export function announce(folder: string, running: Running): void {
  const owner = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  const file = fileOf(folder);
  writeFileSync(`${file}.new`, JSON.stringify({ owner, ...running }));
  // Nobody reads half of it.
  renameSync(`${file}.new`, file);
}

export function withdraw(folder: string): void {
  rmSync(fileOf(folder), { force: true });
}

/** Null when nothing runs on that folder: also when what ran was killed and left its word. */
export function findRunning(folder: string): Running | null {
  const { owner, ...running } = readLeft(folder) ?? {};
  return owner && processIdentity(owner.pid) === owner.identity ? (running as Running) : null;
}

function readLeft(folder: string): z.infer<typeof runningSchema> | null {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    return null;
  }
}

function fileOf(folder: string): string {
  return join(folder, 'running.json');
}
