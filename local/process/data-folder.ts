import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { CannotStart } from './cannot-start.ts';
import { processesWith, processIdentity } from './process-identity.ts';

/** Everything that is kept lies in one of these. */
const folders = ['assembly', 'bucket', 'dynamodb', 'logs', 'mail'] as const;
export type FolderName = (typeof folders)[number];

const processSchema = z.object({ pid: z.number(), identity: z.string() });
/** Who uses the folder, and the children that would outlive it. */
const usersSchema = z.object({ owner: processSchema, children: z.array(processSchema) });
type Users = z.infer<typeof usersSchema>;

/** The folder that keeps the laptop's data between starts. One process at a time uses it. */
export class DataFolder {
  readonly path: string;
  #users: Users;

  private constructor(path: string, users: Users) {
    this.path = path;
    this.#users = users;
  }

  /**
   * Takes the folder, and ends what a killed run left running.
   * @throws {CannotStart} when another run uses it, or when it is no folder that can be written
   */
  static async take(path: string): Promise<DataFolder> {
    makeFolder(path);
    const left = readUsers(path);
    if (left && isRunning(left.owner) && left.owner.pid !== process.pid) {
      throw new CannotStart(
        `Another Corrigenda (process ${left.owner.pid}) is running on the data in ${path}: stop it, or start this one on other data with CORRIGENDA_DATA=FOLDER.`,
      );
    }
    // Taken again within one process, as tests do, its children are its own.
    if (!left || !isRunning(left.owner)) await endLeft(path, left?.children ?? []);
    const folder = new DataFolder(path, { owner: describe(process.pid), children: [] });
    folder.#save();
    return folder;
  }

  folder(name: FolderName): string {
    const path = join(this.path, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Deletes what is kept here, and nothing else that somebody may have put into the folder. */
  clear(): void {
    for (const name of folders) rmSync(join(this.path, name), { recursive: true, force: true });
  }

  /** Remembers a child, so that the next start can end it if this process is killed. */
  adopt(pid: number): void {
    this.#users = { ...this.#users, children: [...this.#users.children, describe(pid)] };
    this.#save();
  }

  release(): void {
    rmSync(usersFile(this.path), { force: true });
  }

  /** All at once: half a list would tell the next start of nobody to end. */
  #save(): void {
    const file = usersFile(this.path);
    writeFileSync(`${file}.new`, JSON.stringify(this.#users));
    renameSync(`${file}.new`, file);
  }
}

/** A run killed right after it started DynamoDB Local had no time to write that down: its command line tells. */
async function endLeft(path: string, listed: Users['children']): Promise<void> {
  const unlisted = processesWith(resolve(path, 'dynamodb' satisfies FolderName)).map(describe);
  await Promise.all([...listed, ...unlisted].map(end));
}

function usersFile(path: string): string {
  return join(path, 'processes.json');
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(usersFile(path), '', { flag: 'a' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotStart(
      `${path} cannot hold the data (${code}): choose a folder that can be written, with CORRIGENDA_DATA=FOLDER.`,
    );
  }
}

/** Null when nobody left a list, or half of one. */
function readUsers(path: string): Users | null {
  try {
    return usersSchema.parse(JSON.parse(readFileSync(usersFile(path), 'utf8')));
  } catch {
    return null;
  }
}

function describe(pid: number): z.infer<typeof processSchema> {
  return { pid, identity: processIdentity(pid) ?? '' };
}

/** The same process, not a later one that got its number. */
function isRunning({ pid, identity }: Users['owner']): boolean {
  return processIdentity(pid) === identity;
}

async function end(child: Users['owner']): Promise<void> {
  if (!isRunning(child)) return;
  process.kill(child.pid, 'SIGKILL');
  while (isRunning(child)) await delay(20);
}
