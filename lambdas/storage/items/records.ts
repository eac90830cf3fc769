import * as z from 'zod/mini';
import type { Asked } from '../../domain/accuracy.ts';
import type { CurrentRecord, RecordVersion, Tombstone, VersionFact } from '../../domain/record-state.ts';
import { itemType } from '../stored.ts';
import {
  fieldNames,
  number,
  publication,
  publicName,
  reference,
  text,
  textOrNone,
  texts,
  values,
} from './attributes.ts';

/** Whether a record is live, and which version is its newest; or that it is gone. */
export type RecordState =
  | Pick<CurrentRecord, 'status' | 'version' | 'holds' | 'revision'>
  | (Omit<Tombstone, 'id'> & { readonly revision: number });

export const recordStates = itemType<RecordState>(
  z.discriminatedUnion('status', [
    z.object({
      status: z.enum(['live', 'held']),
      version: number,
      holds: z.readonly(z.array(reference)),
      revision: number,
    }),
    z.object({
      status: z.literal('withdrawn'),
      reason: z.enum(['withdrawn', 'objection']),
      at: text,
      revision: number,
    }),
  ]),
);

const fact = {
  record: text,
  version: number,
  changed: fieldNames,
  submission: z.nullable(reference),
  credit: textOrNone,
  at: text,
};

/** Read without what a version said. */
export const versionFacts = itemType<VersionFact>(z.object(fact));

/** What a version said, by fields that the inventory need not define any more; or that it is erased. */
export type StoredVersion =
  | (Omit<RecordVersion, 'content'> & { readonly content: Partial<RecordVersion['content']> })
  | (VersionFact & { readonly erased: true });

export const versions = itemType<StoredVersion>(
  z.union([
    z.object({ ...fact, erased: z.literal(true) }),
    z.object({ ...fact, content: values, publication, aliases: texts, verified: textOrNone }),
  ]),
);

/** What a record was called before leads to it. */
export const aliases = itemType(z.object({ record: text }));

export const askings = itemType<Asked>(
  z.object({ record: text, name: publicName, since: text, askedAt: textOrNone, silences: number }),
);
