import { S3Client } from '@aws-sdk/client-s3';
import { readEnvironment } from './config/environment.ts';
import { paths } from './domain/artefacts.ts';
import type { InventoryRecord } from './domain/record.ts';
import {
  chainHash,
  type Operation,
  planOperations,
  type Release,
  sealOperation,
  type WaitingRecord,
} from './domain/release.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { projectReleases } from './storage/projection.ts';
import { type PublishedFiles, s3PublishedFiles } from './storage/published-files.ts';
import { loadVersion } from './storage/records.ts';
import {
  commitRelease,
  dropOwed,
  type Head,
  loadHead,
  loadOwedReleases,
  type OwedRelease,
  storeOperations,
} from './storage/releases.ts';
import { newSalt, sha256 } from './storage/secrets.ts';
import type { Table } from './storage/table.ts';

export type PublishDependencies = Dependencies & { readonly files: PublishedFiles };

/** A run that starts over this often has met something other than a second publisher. */
const ROUNDS = 100;

/** Publishes what is owed, release after release, until nothing is. What woke it does not matter. */
export function publishHandler(dependencies: PublishDependencies) {
  return async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      if ((await publishOnce(dependencies)) === 'done') return;
    }
    throw new Error(`The publisher started over ${ROUNDS} times.`);
  };
}

/** Finishes the files of HEAD, then commits the next release, whose files the next round writes. */
async function publishOnce(dependencies: PublishDependencies): Promise<'done' | 'again'> {
  const { table, files, settings, now, logger } = dependencies;
  const { title, licence, disclaimer } = settings.inventory;
  const imprint = { name: settings.portal.name, title, licence, disclaimer };
  if (!(await projectReleases({ table, files, imprint }))) return 'again';
  const head = await loadHead(table);
  const owed = await loadOwedReleases(table);
  if (owed.length === 0) return 'done';
  const operations = await nextOperations(table, files, head, owed, now().toISOString());
  if (operations.release.length === 0) {
    await dropOwed(table, owed);
    return 'again';
  }
  const committed = await commit(table, head, operations, owed);
  if (committed)
    logger.info('released', { sequence: head.sequence + 1, operations: operations.release.length });
  return 'again';
}

type Planned = { readonly at: string; readonly release: readonly Operation[] };

async function nextOperations(
  table: Table,
  files: PublishedFiles,
  head: Head,
  owed: readonly OwedRelease[],
  at: string,
): Promise<Planned> {
  const published = new Map<string, InventoryRecord>();
  const waiting: WaitingRecord[] = [];
  for (const id of new Set(owed.map(({ record }) => record))) {
    const record = await publishedRecord(files, id);
    if (record) published.set(id, record);
    const newest = Math.max(...owed.filter((one) => one.record === id).map(({ version }) => version));
    waiting.push({ id, versions: await loadVersions(table, id, record?.version ?? 0, newest) });
  }
  return { at, release: planOperations(waiting, published, head.sequence + 1, at) };
}

/** The record as the last release left it: its file is up to HEAD when a release is planned. */
async function publishedRecord(files: PublishedFiles, id: string): Promise<InventoryRecord | null> {
  const file = await files.read(paths.project(id));
  const document = file ? (JSON.parse(file.body) as InventoryRecord | { withdrawn: string }) : null;
  return document && 'version' in document ? document : null;
}

/** Every version after the published one: a row may be missing or late, its version is not. */
async function loadVersions(table: Table, id: string, published: number, newest: number) {
  const versions = [];
  for (let number = published + 1; number <= newest; number += 1) {
    const version = await loadVersion(table, id, number);
    if (version) versions.push(version);
  }
  return versions;
}

async function commit(
  table: Table,
  head: Head,
  { at, release: operations }: Planned,
  owed: readonly OwedRelease[],
): Promise<boolean> {
  const release: Release = {
    sequence: head.sequence + 1,
    at,
    previousSha256: head.chainHash,
    operations: operations.map((operation) => sealOperation(operation, newSalt(), sha256)),
  };
  const attempt = newSalt();
  await storeOperations(table, release, attempt);
  return commitRelease(
    table,
    head,
    { ...release, chainHash: chainHash(release, sha256), reset: false },
    attempt,
    owed,
  );
}

const { bucketName } = readEnvironment(['bucketName'], process.env);
export const handler = publishHandler({
  ...deployedDependencies('publish'),
  files: s3PublishedFiles(new S3Client({}), bucketName),
});
