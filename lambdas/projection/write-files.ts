import { createHash } from 'node:crypto';
import { inParallel } from '../storage/in-parallel.ts';
import type { PublishedFiles, WholeFile } from '../storage/published-files.ts';

/** What files are now, by their paths. */
export type Etags = ReadonlyMap<string, string | null>;

/**
 * Looks how files are now. HEAD is read again after that, and before any is written: if it has not moved, whatever they are now is
 * older than what is written, or the same.
 */
export async function etagsOf(files: PublishedFiles, paths: readonly string[]): Promise<Etags> {
  return new Map(await inParallel(paths, async (path) => [path, await files.etag(path)] as const));
}

/** False when somebody else wrote other bytes since. */
export async function writeFiles(
  files: PublishedFiles,
  artefacts: readonly WholeFile[],
  etags: Etags,
): Promise<boolean> {
  const written = await inParallel(artefacts, (file) => writeFile(files, file, etags.get(file.path) ?? null));
  return written.every(Boolean);
}

export async function writeFile(
  files: PublishedFiles,
  file: WholeFile,
  etag: string | null,
): Promise<boolean> {
  const own = etagOf(file.body);
  if (etag === own) return true;
  if ((await files.write(file, etag)) === 'written') return true;
  return (await files.etag(file.path)) === own;
}

/** S3's ETag of an object written in one part: the quoted MD5 of its bytes. */
function etagOf(body: string | Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
