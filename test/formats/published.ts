import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { contentOf, type ImportedRecord, type InventoryRecord } from '../../lambdas/domain/record.ts';
import { type Release, sealOperation } from '../../lambdas/domain/release.ts';
import type { Artefact, BulkFormat, Frame, Imprint } from '../../lambdas/formats/format.ts';
import { bulkFormats } from '../../lambdas/formats/formats.ts';
import { modifiedFile } from '../../lambdas/formats/modified.ts';
import {
  historyAfter,
  indexFile,
  noHistory,
  resourceOf,
  smallFiles,
} from '../../lambdas/formats/release-files.ts';

export const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
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

/** What one of the files says after a release of these records. */
export function fileOf(records: readonly InventoryRecord[], path: string): string {
  const file = filesOf(records).find((one) => one.path === path);
  if (!file) throw new Error(`There is no ${path}.`);
  return file.body;
}

/** The files of the inventory after a release of these records, the index last. */
export function filesOf(records: readonly InventoryRecord[]): readonly Artefact[] {
  const frame = { sequence: 1, at, imprint };
  const history = historyAfter(noHistory, [releaseOf(records)], [], sha256);
  const sorted = records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const files = [
    ...bulkFormats.map((format) => bulkFile(format, sorted, frame)),
    ...smallFiles(history, frame),
    modifiedFile(records),
  ];
  const resources = files.map((file) => resourceOf(file, sha256));
  return [...files, indexFile(history, records.length, resources, frame)];
}

function bulkFile(format: BulkFormat, records: readonly InventoryRecord[], frame: Frame): Artefact {
  const { path, mediaType, between, behind } = format;
  const parts = records.map((one) => format.part(one, frame.imprint)).filter((part) => part !== null);
  const list = parts.map((part) => `${part}${behind}`).join(between);
  return { path, mediaType, body: `${format.begins(frame)}${list}${format.ends(frame)}` };
}
