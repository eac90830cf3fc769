import { hasBasis, withoutConsent } from './basis.ts';
import { canonicalJson, type Sha256, sameJson } from './canonical.ts';
import type { Content, InventoryRecord, Provenance } from './record.ts';
import type { CurrentRecord, RemovalReason, Tombstone, VersionFact } from './record-state.ts';

/** What a release does to one record. `add` and `replace` carry the whole record, `fields` names what changed. */
export type Operation =
  | { readonly op: 'add'; readonly id: string; readonly record: InventoryRecord }
  | {
      readonly op: 'replace';
      readonly id: string;
      readonly record: InventoryRecord;
      readonly fields: readonly string[];
    }
  /** `held` and `no-basis` may be undone by a later `add`; the others are for good. */
  | { readonly op: 'remove'; readonly id: string; readonly reason: RemovalReason | 'held' | 'no-basis' };

/** An operation with what the chain of releases needs of it: a random salt, and the digest over both. */
export type SealedOperation = Operation & { readonly salt: string; readonly digest: string };

/** What is left of an operation whose content was withdrawn: enough for the chain. */
export type PurgedOperation = {
  readonly op: Operation['op'];
  readonly id: string;
  readonly digest: string;
  readonly purged: true;
};

/** One published state, numbered without gaps. The chain covers digests only, so that contents can be purged. */
export type Release = {
  readonly sequence: number;
  readonly at: string;
  /** The chain hash of the release before; null at 1. */
  readonly previousSha256: string | null;
  readonly operations: readonly (SealedOperation | PurgedOperation)[];
};

/** A record something is owed about. */
export type WaitingRecord = {
  readonly id: string;
  readonly state: CurrentRecord | Tombstone;
  /** Versions newer than the one published last, oldest first. */
  readonly fresh: readonly VersionFact[];
  /** As it was published last, also where it is out of the inventory now; null when it never was. */
  readonly last: InventoryRecord | null;
  /** Whether it is in the inventory. */
  readonly published: boolean;
  /** Whether the consent that it names stands. */
  readonly consented: boolean;
  /** Whether it was removed since the last release. */
  readonly removed: boolean;
  /** The submissions whose contributor is not named any more. */
  readonly uncredited?: readonly string[];
};

/** Hex SHA-256 of the salt followed by the canonical operation without salt and digest. */
export function digestOf(operation: Operation, salt: string, sha256: Sha256): string {
  return sha256(salt + canonicalJson(operation));
}

export function sealOperation(operation: Operation, salt: string, sha256: Sha256): SealedOperation {
  return { ...operation, salt, digest: digestOf(operation, salt, sha256) };
}

export function purgedOperation({ op, id, digest }: Release['operations'][number]): PurgedOperation {
  return { op, id, digest, purged: true };
}

/** What the next release's `previousSha256` is. */
export function chainHash(release: Release, sha256: Sha256): string {
  const { sequence, at, previousSha256 } = release;
  const operations = release.operations.map(({ op, id, digest }) => ({ op, id, digest }));
  return sha256(canonicalJson({ sequence, at, previousSha256, operations }));
}

/** The release that is planned. */
export type Issue = {
  readonly sequence: number;
  readonly at: string;
  /** Gives organisations the ids that all records share. */
  readonly settled: (content: Content) => Content;
};

/**
 * What publishing the records that wait does to the inventory, sorted by id. Nothing without a basis goes out, and no id for
 * two organisations.
 */
export function planOperations(waiting: readonly WaitingRecord[], issue: Issue): readonly Operation[] {
  return [...waiting]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((record) => planRecord(record, issue))
    .filter((operation) => operation !== null);
}

function planRecord(waiting: WaitingRecord, issue: Issue): Operation | null {
  const { id, state, last, fresh, published } = waiting;
  const removal = (reason: Extract<Operation, { op: 'remove' }>['reason']) =>
    ({ op: 'remove', id, reason }) as const;
  // A record that was held or never published is out of the inventory already, but its file says something else.
  if (state.status === 'withdrawn') return waiting.removed || published ? removal(state.reason) : null;
  if (state.status === 'held') return published ? removal('held') : null;
  const disclosed = withBasis(state, waiting.consented);
  if (!disclosed) return published ? removal('no-basis') : null;
  const record = publishedRecord(disclosed, waiting, issue);
  if (!last || !published) return { op: 'add', id, record };
  if (fresh.length === 0) return null;
  return { op: 'replace', id, record, fields: changedMembers(last, record, waiting) };
}

/** The provenance that names nobody for some submissions. */
function withoutCredits(provenance: Provenance, uncredited: readonly string[]): Provenance {
  const entries = Object.entries(provenance).map(([field, one]) => {
    const unnamed = one.submission !== null && uncredited.includes(one.submission);
    return [field, unnamed ? { ...one, credit: null } : one] as const;
  });
  return Object.fromEntries(entries);
}

/** The last word on whether anything may be published, whatever the table says. */
function withBasis(state: CurrentRecord, consented: boolean): CurrentRecord | null {
  const { publication } = state;
  if (!hasBasis(publication)) return null;
  if (publication.consent !== null && consented) return state;
  const left = withoutConsent(state, null);
  return left && hasBasis(left.publication) ? { ...state, ...left } : null;
}

/** What is not said of a record field by field. */
const around = ['publication', 'aliases', 'verified'] as const;

function changedMembers(
  last: InventoryRecord,
  record: InventoryRecord,
  { fresh, uncredited = [] }: WaitingRecord,
): readonly string[] {
  const others = around.filter((name) => !sameJson(last[name], record[name]));
  const unnamed = !sameJson(withoutCredits(last.provenance, uncredited), last.provenance);
  return [
    ...new Set<string>([
      ...fresh.flatMap(({ changed }) => changed),
      ...others,
      ...(unnamed ? ['provenance'] : []),
    ]),
  ];
}

function publishedRecord(
  { id, content, publication, aliases, verified, version }: CurrentRecord,
  { fresh, last, uncredited = [] }: WaitingRecord,
  { sequence, at, settled }: Issue,
): InventoryRecord {
  const provenance: Provenance = { ...last?.provenance };
  for (const { changed, submission, credit } of fresh) {
    for (const field of changed) provenance[field] = { sequence, at, submission, credit };
  }
  return {
    id,
    aliases: [...aliases],
    ...settled(content),
    publication,
    provenance: withoutCredits(provenance, uncredited),
    published: last?.published ?? at,
    modified: fresh.length > 0 || !last ? at : last.modified,
    verified,
    version,
  };
}

/** More than this share of the inventory gone at once is a mistake until a person says otherwise. */
const MASS_REMOVAL = 0.1;

/** Whether an operation removes what nobody asked to be removed: withdrawals and holds never wait. */
export function isUnaskedRemoval(operation: Operation): boolean {
  return operation.op === 'remove' && operation.reason === 'no-basis';
}

/**
 * Whether a release would remove suspiciously many records. A single one never is many.
 * @param size how many are published
 */
export function isMassRemoval(operations: readonly Operation[], size: number): boolean {
  const removals = operations.filter(isUnaskedRemoval).length;
  return removals > 1 && removals > size * MASS_REMOVAL;
}

/** Whether an operation takes a record out for good. A purged one may be told from what it removes. */
export function isForGood(operation: Release['operations'][number]): boolean {
  return 'reason' in operation && (operation.reason === 'withdrawn' || operation.reason === 'objection');
}

/** What releases left of the records they touched; null of one that is out of the inventory. */
export function leftBy(releases: readonly Release[]): ReadonlyMap<string, InventoryRecord | null> {
  const left = new Map<string, InventoryRecord | null>();
  for (const operation of releases.flatMap(({ operations }) => operations)) {
    if (operation.op === 'remove') left.set(operation.id, null);
    // What was purged is taken out or said again by a later release.
    else if (!('purged' in operation)) left.set(operation.id, operation.record);
  }
  return left;
}
