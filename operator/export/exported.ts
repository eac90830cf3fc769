import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { csv } from '../../lambdas/formats/csv.ts';
import { inventoryJson } from '../../lambdas/formats/inventory-json.ts';
import { paths } from '../../lambdas/formats/release-files.ts';
import { consentEvents } from '../../lambdas/storage/items/consents.ts';
import { submissionEvents } from '../../lambdas/storage/items/waiting.ts';
import type { PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { CannotRun } from '../cannot-run.ts';
import type { Connection } from '../connection.ts';

/** How often files are read again that a publisher is writing. */
const TRIES = 20;
const PAUSE_MS = 250;

type Manifest = { readonly resources: readonly { readonly path: string; readonly sha256: string }[] };

/** Writes the published records into a folder, as a table and as a document: both of one release. */
export async function exportFiles({ files }: Pick<Connection, 'files'>, folder: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const index = await files.read(paths.index);
    if (!index) throw new CannotRun('Nothing is published yet.');
    const { resources } = JSON.parse(index.body) as Manifest;
    const hashes = new Map(resources.map(({ path, sha256: hash }) => [path, hash]));
    const written = await Promise.all(
      [csv, inventoryJson].map(
        async ({ path }) => (await exportFile(files, path, folder)) === hashes.get(`/${path}`),
      ),
    );
    if (written.every(Boolean)) return;
    await delay(PAUSE_MS);
  }
  throw new CannotRun('The published files changed at every look. Run it again in a while.');
}

/** @returns the SHA-256 of what was written; null where there is no such file */
async function exportFile(files: PublishedFiles, path: string, folder: string): Promise<string | null> {
  const pieces = await files.pieces(path);
  if (!pieces) return null;
  const hash = createHash('sha256');
  const hashed = async function* () {
    for await (const piece of pieces) {
      hash.update(piece);
      yield piece;
    }
  };
  await pipeline(hashed(), createWriteStream(join(folder, basename(path))));
  return hash.digest('hex');
}

/**
 * Everything that happened to submissions and consents, a line each, without what they said: `{ "of", "revision", "type", "at", … }`.
 * @param progress learns how many items of the table were looked at, of about how many
 */
export async function* eventLines(
  { scan }: Pick<Connection, 'scan'>,
  progress: (seen: number, total: number) => void,
): AsyncGenerator<string> {
  for await (const { items, seen, total } of scan()) {
    for (const item of items) {
      const [what = '', of = ''] = item.pk.split('#');
      const [isEvent, revision] = item.sk.split('#');
      if (isEvent !== 'EVENT' || (what !== 'SUBMISSION' && what !== 'CONSENT')) continue;
      const read: Readonly<Record<string, unknown>> =
        what === 'CONSENT' ? consentEvents.read(item) : submissionEvents.read(item);
      const { pk, sk, schema, ...event } = read;
      yield `${JSON.stringify({ of, revision: Number(revision), ...event })}\n`;
    }
    progress(seen, total);
  }
}
