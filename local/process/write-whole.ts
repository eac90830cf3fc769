import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file; rejects when the disk has no room for it, and may leave a part of it then. */
export type WriteFile = (path: string, data: Uint8Array | string) => Promise<void>;

export const writeToDisk: WriteFile = (path, data) => writeFile(path, data);

/** A file that is there whole or not at all, also when the disk is full, or the process is killed. */
export async function writeWhole(write: WriteFile, path: string, data: Uint8Array | string): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await write(temporary, data);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Whether it is the file system that refused, such as a disk that is full (ENOSPC). */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
