import { canonicalJson, type Sha256 } from './canonical.ts';
import { hasBasis, type RecordVersion } from './inventory.ts';
import type { Field, InventoryRecord, Provenance } from './record.ts';

/** What a release does to one record. `add` and `replace` carry the whole record. */
export type Operation =
  | { readonly op: 'add'; readonly id: string; readonly record: InventoryRecord }
  | {
      readonly op: 'replace';
      readonly id: string;
      readonly record: InventoryRecord;
      readonly fields: readonly Field[];
    }
  | { readonly op: 'remove'; readonly id: string; readonly reason: 'no-basis' };

/** An operation with what the chain of releases needs of it: a random salt, and the digest over both. */
export type SealedOperation = Operation & { readonly salt: string; readonly digest: string };

/** One published state, numbered without gaps. The chain covers digests only, so that contents can be purged. */
export type Release = {
  readonly sequence: number;
  readonly at: string;
  /** The chain hash of the release before; null at 1. */
  readonly previousSha256: string | null;
  readonly operations: readonly SealedOperation[];
};

/** The published records by id, as of a release. */
export type Inventory = ReadonlyMap<string, InventoryRecord>;

/** Versions of one record that wait for publication, oldest first. */
export type WaitingRecord = { readonly id: string; readonly versions: readonly RecordVersion[] };

/** Hex SHA-256 of the salt followed by the canonical operation without salt and digest. */
export function digestOf(operation: Operation, salt: string, sha256: Sha256): string {
  return sha256(salt + canonicalJson(operation));
}

export function sealOperation(operation: Operation, salt: string, sha256: Sha256): SealedOperation {
  return { ...operation, salt, digest: digestOf(operation, salt, sha256) };
}

/** What the next release's `previousSha256` is. */
export function chainHash(release: Release, sha256: Sha256): string {
  const { sequence, at, previousSha256 } = release;
  const operations = release.operations.map(({ op, id, digest }) => ({ op, id, digest }));
  return sha256(canonicalJson({ sequence, at, previousSha256, operations }));
}

/** What publishing the waiting versions does to the inventory, sorted by id. Nothing without a basis goes out. */
export function planOperations(
  waiting: readonly WaitingRecord[],
  inventory: Inventory,
  sequence: number,
  at: string,
): readonly Operation[] {
  return waiting
    .map((record) => planRecord(record, inventory.get(record.id) ?? null, sequence, at))
    .filter((operation) => operation !== null)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function planRecord(
  { id, versions }: WaitingRecord,
  published: InventoryRecord | null,
  sequence: number,
  at: string,
): Operation | null {
  const fresh = versions.filter(({ version }) => version > (published?.version ?? 0));
  const newest = fresh.at(-1);
  if (!newest) return null;
  if (!hasBasis(newest.publication)) return published ? { op: 'remove', id, reason: 'no-basis' } : null;
  const record = publishedRecord(fresh, newest, published, sequence, at);
  if (!published) return { op: 'add', id, record };
  return { op: 'replace', id, record, fields: [...new Set(fresh.flatMap(({ changed }) => changed))] };
}

function publishedRecord(
  fresh: readonly RecordVersion[],
  newest: RecordVersion,
  published: InventoryRecord | null,
  sequence: number,
  at: string,
): InventoryRecord {
  const provenance: Provenance = { ...published?.provenance };
  for (const { changed, submission, credit } of fresh) {
    for (const field of changed) provenance[field] = { sequence, at, submission, credit };
  }
  return {
    id: newest.record,
    aliases: [...newest.aliases],
    ...newest.content,
    publication: newest.publication,
    provenance,
    published: published?.published ?? at,
    modified: at,
    verified: published?.verified ?? null,
    version: newest.version,
  };
}

/** More than this share of the inventory gone at once is a mistake until a person says otherwise. */
const MASS_REMOVAL = 0.1;

/** Whether a release would remove suspiciously many records. A single one never is many. */
export function isMassRemoval(operations: readonly Operation[], inventory: Inventory): boolean {
  const removals = operations.filter(({ op }) => op === 'remove').length;
  return removals > 1 && removals > inventory.size * MASS_REMOVAL;
}

/** The inventory after an operation. */
export function applyOperations(inventory: Inventory, operations: readonly Operation[]): Inventory {
  const next = new Map(inventory);
  for (const operation of operations) {
    if (operation.op === 'remove') next.delete(operation.id);
    else next.set(operation.id, operation.record);
  }
  return next;
}
