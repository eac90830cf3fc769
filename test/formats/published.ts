import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { contentOf, type ImportedRecord, type InventoryRecord } from '../../lambdas/domain/record.ts';
import { applyOperations, type Release, sealOperation } from '../../lambdas/domain/release.ts';
import { extendedFeed } from '../../lambdas/formats/feed-items.ts';
import type { Imprint } from '../../lambdas/formats/format.ts';
import { extendedDelta, inventoryFiles, type PublishedState } from '../../lambdas/formats/release-files.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const at = '2026-11-01T12:00:00.000Z';

export const imprint: Imprint = {
  name: 'Portal',
  title: 'Inventory',
  licence: { id: 'CC-BY-4.0', name: 'CC BY', url: 'https://example.org/licence' },
  disclaimer: 'No warranty.',
  reporter: { ref: 'XI-EXAMPLE', type: '60', name: 'Example <Foundation>' },
  publicUrl: 'https://portal.example',
};

const folder = new URL('../../inventory/records/', import.meta.url);

/** A record as it is published with release 1. */
export function published({ id, aliases, publication, ...content }: ImportedRecord): InventoryRecord {
  const around = { publication, provenance: {}, published: at, modified: at, verified: null, version: 1 };
  return { id, aliases, ...contentOf(content), ...around };
}

/** The first records of the inventory. */
export const seed: readonly InventoryRecord[] = readdirSync(folder)
  .sort()
  .map((file) => published(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));

/** A record that says nothing but its title, and what else is given. */
export function record(id: string, said: Partial<InventoryRecord>): InventoryRecord {
  const publication = {
    basis: 'public',
    sources: ['https://example.org/'],
    consent: null,
    fields: {},
  } as const;
  const imported = { id, aliases: [], publication, ...contentOf({}), title: id, ...said };
  return { ...published(imported as unknown as ImportedRecord), ...said };
}

/** The first release, of these records. */
export function releaseOf(records: readonly InventoryRecord[]): Release {
  const operations = records.map((one) =>
    sealOperation({ op: 'add', id: one.id, record: one }, `salt of ${one.id}`, sha256),
  );
  return { sequence: 1, at, previousSha256: null, operations };
}

export function stateAfter(release: Release): PublishedState {
  return {
    release,
    inventory: applyOperations(new Map(), release.operations),
    delta: extendedDelta([], release, sha256),
    feed: extendedFeed([], release),
    withdrawn: 0,
  };
}

/** What one of the files says after a release of these records. */
export function fileOf(records: readonly InventoryRecord[], path: string): string {
  const files = inventoryFiles(stateAfter(releaseOf(records)), imprint, sha256);
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`There is no ${path}.`);
  return file.body;
}
