import { setTimeout as delay } from 'node:timers/promises';
import { csv } from '../../lambdas/formats/csv.ts';
import { inventoryJson } from '../../lambdas/formats/inventory-json.ts';
import { paths } from '../../lambdas/formats/release-files.ts';
import { consentEvents } from '../../lambdas/storage/items/consents.ts';
import { submissionEvents } from '../../lambdas/storage/items/waiting.ts';
import { sha256 } from '../../lambdas/storage/secrets.ts';
import { CannotRun } from '../cannot-run.ts';
import type { Connection } from '../connection.ts';

/** A file of an export. */
type Exported = { readonly name: string; readonly body: string };

/** How often files are read again that a publisher is writing. */
const TRIES = 20;
const PAUSE_MS = 250;

type Manifest = { readonly resources: readonly { readonly path: string; readonly sha256: string }[] };

/** The published records, as a table and as a document: both of one release. */
export async function exportedFiles({ files }: Pick<Connection, 'files'>): Promise<readonly Exported[]> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const index = await files.read(paths.index);
    if (!index) throw new CannotRun('Nothing is published yet.');
    const { resources } = JSON.parse(index.body) as Manifest;
    const hashes = new Map(resources.map(({ path, sha256: hash }) => [path, hash]));
    const read = await Promise.all(
      [csv, inventoryJson].map(async ({ path }) => ({ path, body: (await files.read(path))?.body ?? '' })),
    );
    if (read.every(({ path, body }) => hashes.get(`/${path}`) === sha256(body)))
      return read.map(({ path, body }) => ({ name: path.replace(/^.*\//, ''), body }));
    await delay(PAUSE_MS);
  }
  throw new CannotRun('The published files changed at every look. Run it again in a while.');
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
