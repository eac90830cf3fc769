import * as z from 'zod/mini';
import type { Erased } from '../../domain/erased.ts';
import type { FieldTimes } from '../../domain/lapse.ts';
import type { InventoryRecord } from '../../domain/record.ts';
import type { PurgedOperation, SealedOperation } from '../../domain/release.ts';
import { itemType } from '../stored.ts';
import { fieldNames, number, text, textOrNone, texts } from './attributes.ts';

/** The newest release's number and what the next one needs of it; 0 before the first. */
export type Head = {
  readonly sequence: number;
  readonly chainHash: string | null;
  /** The newest release whose files are all written. */
  readonly projected: number;
  /** How what is kept beside its files was made: what the search reads, and the ids of organisations. */
  readonly search?: number;
};

export const heads = itemType<Head>(
  z.object({
    sequence: number,
    chainHash: textOrNone,
    projected: number,
    search: z.exactOptional(number),
  }),
);

const op = z.enum(['add', 'replace', 'remove']);

export const releases = itemType(
  z.object({
    sequence: number,
    at: text,
    previousSha256: textOrNone,
    reset: z.boolean(),
    /** Which publisher's operations these are. */
    attempt: text,
    /** How many there are. Which they are stands in items of their own, but for releases of the first schema. */
    count: number,
    operations: z.exactOptional(z.readonly(z.array(z.object({ op, id: text, digest: text })))),
  }),
  [(said) => ({ ...said, count: Array.isArray(said['operations']) ? said['operations'].length : 0 })],
);

/** The records that some of the operations of a release are about. */
export const releaseParts = itemType(z.object({ ids: texts }));

/** As it was published: its digest covers every letter of it. */
const record = z.unknown() as z.ZodMiniType as z.ZodMiniType<InventoryRecord>;
const sealed = { id: text, salt: text, digest: text };

export const operations = itemType<SealedOperation | PurgedOperation>(
  z.union([
    z.object({ op, id: text, digest: text, purged: z.literal(true) }),
    z.object({ op: z.literal('add'), ...sealed, record }),
    z.object({ op: z.literal('replace'), ...sealed, record, fields: texts }),
    z.object({
      op: z.literal('remove'),
      ...sealed,
      reason: z.enum(['withdrawn', 'objection', 'held', 'no-basis']),
    }),
  ]),
);

const erasedParts = z.object({ fields: fieldNames, credits: texts, consents: texts });
const erases: z.ZodMiniType<Erased> = z.union([z.literal('all'), erasedParts]);

/** A change that waits for the publisher. */
export type OwedRelease = {
  readonly record: string;
  /** The newest version it needs published; 0 when it is about no version. */
  readonly version: number;
  /** What must disappear from everything older with this release. */
  readonly erases: Erased | null;
  /** The submission or the receipt it comes from. */
  readonly by: string;
  readonly owedSince: string;
};

export const owedReleases = itemType<OwedRelease>(
  z.object({ record: text, version: number, erases: z.nullable(erases), by: text, owedSince: text }),
);

/** What was withdrawn with a release, and has to disappear from everything older. */
export type OwedPurge = {
  readonly record: string;
  /** The release it went with. */
  readonly sequence: number;
  /** Whatever releases before this one said of it is erased. */
  readonly before: number;
  readonly erases: Erased;
  /** When each of the fields left that it erases: what was sent since may be about what is said since. */
  readonly since: FieldTimes;
  /** The submissions and receipts it comes from. */
  readonly by: readonly string[];
  readonly owedSince: string;
};

export const owedPurges = itemType<OwedPurge>(
  z.object({
    record: text,
    sequence: number,
    before: number,
    erases,
    since: z.record(text, text) as z.ZodMiniType as z.ZodMiniType<FieldTimes>,
    by: texts,
    owedSince: text,
  }),
);

/**
 * What a purge does, in this order. What readers are given goes first. Versions go before submissions: nobody can send
 * anything about them from then on, so that the list of submissions is whole.
 */
export const purgeSteps = ['operations', 'versions', 'submissions', 'proof'] as const;

/** Up to where a purge has come: all of its step's list up to and with this sort key is done. */
export type Progress = { readonly step: (typeof purgeSteps)[number]; readonly behind: string | null };

export const purgesUnderWay = itemType<Progress>(z.object({ step: z.enum(purgeSteps), behind: textOrNone }));

export const wakeUps = itemType(z.object({ wakeAt: text }));

/** How many records the newest release publishes. */
export const inventorySizes = itemType(z.object({ records: number, sequence: number }));

const searchEntry = {
  id: text,
  title: text,
  code: textOrNone,
  url: textOrNone,
  organisations: texts,
  codes: z.exactOptional(texts),
  words: z.exactOptional(text),
};

export const searchEntries = itemType(z.object(searchEntry));

/** Several entries in one row, as they were kept before each had its own, until the publisher makes them anew. */
export const searchChunks = itemType(
  z.object({ sequence: number, entries: z.readonly(z.array(z.object(searchEntry))) }),
);

/** The id of an organisation that is published. */
export const organisationIds = itemType(z.object({ id: text }));

/** Which organisation has an id: the SHA-256 of how its name reads. */
export const organisationNames = itemType(z.object({ name: text }));

/** That a published record names an organisation. */
export const namings = itemType(z.object({ record: text }));
